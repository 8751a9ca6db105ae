"""How often the model is right when it says how sure it is."""

from __future__ import annotations

import numpy as np

from gradatim.grading.evidence.named import NamedClasses
from gradatim.grading.evidence.parts import Reliability, ReliabilityBin
from gradatim.grading.metrics.wilson import wilson_interval

BINS = 10
FEWEST_ROWS = 50


def reliability(named: NamedClasses) -> Reliability | None:
    """Return the reliability of the named classes' probabilities; None for fewer than 50 rows.

    Args:
        named: What was named, and the probabilities, which are cut to 0 to 1 as the coach does.
    """
    if len(named.truth) < FEWEST_ROWS:
        return None
    confidence = named.probabilities[np.arange(len(named.named)), named.named].clip(0, 1)
    right = named.right
    parts = np.array_split(np.argsort(confidence, kind="stable"), BINS)
    bins = []
    for rows in parts:
        hits = int(right[rows].sum())
        low, high = wilson_interval(hits, len(rows))
        bins.append(ReliabilityBin(float(confidence[rows].mean()), hits / len(rows), low, high, len(rows)))
    gaps = sum(one.rows * abs(one.confidence - one.right) for one in bins)
    return Reliability(tuple(bins), gaps / len(confidence))
