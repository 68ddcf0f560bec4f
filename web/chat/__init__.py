"""The residents' own chat in a browser: /chat."""
