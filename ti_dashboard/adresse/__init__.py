"""The address is the state: its words, what people share (labels), what is kept (codes)."""
