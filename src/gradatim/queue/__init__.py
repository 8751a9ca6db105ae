"""The queue: what must be graded, by whom, and what became of it. SQL is the only truth."""
