"""Grading: one submission becomes a pre-flight, a metric with its interval, a band and a score."""
