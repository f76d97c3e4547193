"""One folder per screen: ``vue*`` draw with Streamlit, the rest is pure. Screens do not know one another."""
