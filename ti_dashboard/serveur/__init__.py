"""What the web server adds around Streamlit: headers, compression, static routes, start-up. No domain code."""
