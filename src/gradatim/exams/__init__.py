"""The exam: blueprint, form, sitting, clock, score card and report."""
