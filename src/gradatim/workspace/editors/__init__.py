"""The files that make an exam folder or a practice folder feel at home in an editor."""
