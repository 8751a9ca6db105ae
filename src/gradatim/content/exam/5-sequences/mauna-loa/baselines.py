"""What simple methods forecast for the hidden weeks."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
YEAR = 52
HALF = 26


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to forecasts (weeks, 1); names that start with `naive` copy or average and learn nothing."""
    windows = _data["hidden"](dataset, split).inputs[:, :, 0].astype(np.float64)
    visible = _data["candidate_part"](dataset)[1]
    half_a_year_ago = windows[:, -1 - HALF]
    predictions = {
        "naive: mean of the visible series": np.full(len(windows), np.nanmean(visible)),
        "naive: last week repeated": windows[:, -1],
        "naive: same week of the year before": half_a_year_ago,
        "same week of the year before, and a year's usual growth": half_a_year_ago + _growth(visible),
        "least squares on differences from the last year's mean": _least_squares(
            windows, _data["training"](dataset, split)
        ),
    }
    return {name: values.astype(np.float32)[:, None] for name, values in predictions.items()}


def _growth(visible: npt.NDArray[np.float32]) -> float:
    """Return by how much the visible series grew from one year to the next, in ppm."""
    return float(np.nanmean(visible[YEAR:].astype(np.float64) - visible[:-YEAR]))


def _least_squares(windows: npt.NDArray[np.float64], training: Examples) -> npt.NDArray[np.float64]:
    """Forecast the difference from the mean of the window's last year by ridge regression (Hoerl and Kennard, 1970)."""
    known = training.inputs[:, :, 0].astype(np.float64)
    level, level_now = known[:, -YEAR:].mean(axis=1), windows[:, -YEAR:].mean(axis=1)
    x, y = known - level[:, None], training.targets[:, 0] - level
    x_mean, y_mean = x.mean(axis=0), y.mean()
    penalty = 10 * np.eye(x.shape[1])
    weights = np.linalg.solve((x - x_mean).T @ (x - x_mean) + penalty, (x - x_mean).T @ (y - y_mean))
    forecast: npt.NDArray[np.float64] = (windows - level_now[:, None] - x_mean) @ weights + y_mean + level_now
    return forecast
