"""Datasets: where they come from, under which licence, and how the hidden part is drawn."""
