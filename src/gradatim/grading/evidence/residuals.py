"""How the errors of values are spread, along the horizon too."""

from __future__ import annotations

import numpy as np

from gradatim.grading.evidence.parts import Residuals, Scatter
from gradatim.grading.metrics.bootstrap import Floats

_FEWEST_BINS, _MOST_BINS = 5, 30
_CUT = 0.005
_POINTS = 400


def residuals(answers: Floats, truth: Floats) -> Residuals:
    """Return how answers minus truth are spread.

    The number of bins follows Freedman and Diaconis (1981), On the histogram as a density estimator, Zeitschrift für
    Wahrscheinlichkeitstheorie und verwandte Gebiete 57, 453-476; at least 5 and at most 30.

    Args:
        answers: Values, of any shape.
        truth: Values of the same shape.
    """
    errors = (answers - truth).ravel()
    low, high = (float(end) for end in np.quantile(errors, [_CUT, 1 - _CUT]))
    quarter, three_quarters = (float(end) for end in np.quantile(errors, [0.25, 0.75]))
    reach = 3 * (three_quarters - quarter)
    # Only what lies far out is cut off; of an even spread everything is shown.
    low = min(float(errors.min()), low) if low - float(errors.min()) <= reach else low
    high = max(float(errors.max()), high) if float(errors.max()) - high <= reach else high
    if high <= low:
        margin = max(abs(low) * 0.01, 0.5)
        low, high = low - margin, high + margin
    kept = errors[(errors >= low) & (errors <= high)]
    width = 2 * (three_quarters - quarter) / len(errors) ** (1 / 3)
    wanted = (high - low) / width if width > 0 else _FEWEST_BINS
    bins = int(np.clip(np.ceil(wanted), _FEWEST_BINS, _MOST_BINS))
    counts, edges = np.histogram(kept, bins=bins, range=(low, high))
    return Residuals(
        edges=tuple(edges.tolist()),
        counts=tuple(counts.tolist()),
        below=int((errors < low).sum()),
        above=int((errors > high).sum()),
        mean=float(errors.mean()),
        median=float(np.median(errors)),
        middle_half=(quarter, three_quarters),
        values=len(errors),
    )


def scatter(answers: Floats, truth: Floats) -> Scatter:
    """Return answers beside the truth, in the order of the truth."""
    flat_answers, flat_truth = answers.ravel(), truth.ravel()
    order = np.argsort(flat_truth, kind="stable")
    if len(order) > _POINTS:
        order = order[np.linspace(0, len(order) - 1, _POINTS).round().astype(np.int64)]
    return Scatter(tuple(flat_truth[order].tolist()), tuple(flat_answers[order].tolist()), len(flat_truth))
