"""What simple methods forecast for the hidden fortnights."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
HORIZON = 14
WEEK = 7
WEEKS_OF_YEAR = 364
THOUSAND = 1000.0


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to forecasts (rows, 14); names that start with `naive` copy or average and learn nothing."""
    windows = _data["hidden"](dataset, split).inputs[:, :, 0].astype(np.float64)
    visible = _data["candidate_part"](dataset)[1]
    a_year_ago = windows[:, -WEEKS_OF_YEAR:][:, :HORIZON]
    predictions = {
        "naive: mean of the visible series": np.full((len(windows), HORIZON), visible.mean()),
        "naive: last day repeated": np.repeat(windows[:, -1:], HORIZON, axis=1),
        "naive: last week, twice": np.tile(windows[:, -WEEK:], 2),
        "same days 52 weeks ago": a_year_ago,
        "least squares on differences from the last week's mean": _least_squares(
            windows, _data["training"](dataset, split)
        ),
    }
    return {name: values.astype(np.float32) for name, values in predictions.items()}


def _least_squares(windows: npt.NDArray[np.float64], training: Examples) -> npt.NDArray[np.float64]:
    """Forecast the differences from the mean of the last week by ridge regression (Hoerl and Kennard, 1970)."""
    known = training.inputs[:, :, 0].astype(np.float64)
    level, level_now = (days[:, -WEEK:].mean(axis=1, keepdims=True) for days in (known, windows))
    x, y = (known - level) / THOUSAND, (training.targets - level) / THOUSAND
    x_mean, y_mean = x.mean(axis=0), y.mean(axis=0)
    penalty = 300 * np.eye(x.shape[1])
    weights = np.linalg.solve((x - x_mean).T @ (x - x_mean) + penalty, (x - x_mean).T @ (y - y_mean))
    changes = ((windows - level_now) / THOUSAND - x_mean) @ weights + y_mean
    forecast: npt.NDArray[np.float64] = changes * THOUSAND + level_now
    return forecast
