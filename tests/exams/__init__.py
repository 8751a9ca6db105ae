"""Tests of exams: blueprint, form, clock, sitting, score card and report."""
