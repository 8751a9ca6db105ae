"""Scripts that make pages, pictures and datasets."""
