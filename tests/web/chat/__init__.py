"""The residents' chat in a browser."""
