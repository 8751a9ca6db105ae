"""Grading one submission: ours against the limit and against other graders, interleaved."""
