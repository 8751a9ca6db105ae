"""Pictures: SVG made on the server by pure functions. Each has a title, a description, and a table of its data."""
