"""Gradatim in a notebook: magics, and notebooks made from drills and exam tasks."""
