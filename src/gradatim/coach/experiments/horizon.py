"""Forecasts that go flat: from row to row, or from step to step."""

from __future__ import annotations

import numpy as np

from gradatim.coach.experiments.series import Series, mean_error
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats

_FLAT_LATE = 0.4
_FLAT_AGAINST_EARLY = 0.5
_FLAT_ALONG = 0.1
_FEWEST_STEPS = 4


def collapse_suspicion(series: Series, predictions: Floats) -> Suspicion | None:
    """Return whether the later steps of the forecast are flat while the truth is not."""
    if series.horizon < _FEWEST_STEPS:
        return None
    flat = predictions.reshape(series.future.shape)
    third, half = series.horizon // 3, series.horizon // 2
    ratio = flat.std(axis=0) / np.maximum(series.future.std(axis=0), 1e-12)
    early, late = float(ratio[:third].mean()), float(ratio[-third:].mean())
    along, along_late = _variation_along(flat, series.future), _variation_along(flat[:, half:], series.future[:, half:])
    if not ((late < _FLAT_LATE and late < _FLAT_AGAINST_EARLY * early) or along_late < _FLAT_ALONG):
        return None
    naive = mean_error(series.earlier(series.horizon)[:, -third:], series.future[:, -third:])
    error = mean_error(flat[:, -third:], series.future[:, -third:])
    if along >= _FLAT_ALONG and error < naive:
        return None
    return Suspicion(
        "horizon-collapse",
        f"In the last {third} steps the forecasts vary by {late:.0%} of what the truth does, in the first by "
        f"{early:.0%}; along the horizon by {along:.0%}, in its second half by {along_late:.0%}. The last steps miss "
        f"by {error:.4g}; repeating the last {series.horizon} steps misses by {naive:.4g}.",
        {
            "spread_early": early,
            "spread_late": late,
            "spread_along": along,
            "spread_along_late": along_late,
            "error_per_step": [round(float(value), 6) for value in np.abs(flat - series.future).mean(axis=0)],
            "naive_error_late": naive,
        },
    )


def _variation_along(flat: Floats, future: Floats) -> float:
    """Return how much forecasts vary from step to step, as a share of what the truth does."""
    return float(flat.std(axis=1).mean() / max(future.std(axis=1).mean(), 1e-12))
