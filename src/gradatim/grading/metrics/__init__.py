"""Metrics with their 95 % intervals, and notices about predictions that look as if a step was forgotten.

The methods, with their sources and a worked example, are in docs/scoring.md.
"""

from gradatim.grading.metrics.measure import measure, metric_value
from gradatim.grading.metrics.plausibility import notices

__all__ = ["measure", "metric_value", "notices"]
