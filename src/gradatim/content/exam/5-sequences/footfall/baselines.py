"""What simple methods forecast for the hidden days."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
HOURS_OF_WEEK = 7 * 24


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to forecasts (days, 24); names that start with `naive` copy or average and learn nothing."""
    windows = _data["hidden"](dataset, split).inputs[:, :, 0]
    visible = _data["candidate_part"](dataset)[1][:, 0]
    days = len(windows)
    predictions = {
        "naive: mean of the visible series": np.full((days, 24), visible.mean()),
        "naive: last hour repeated": np.repeat(windows[:, -1:], 24, axis=1),
        "naive: last 24 hours": windows[:, -24:],
        "naive: same hours of a week ago": windows[:, :24],
        "least squares on square roots": _least_squares(windows, visible),
    }
    return {name: values.astype(np.float32) for name, values in predictions.items()}


def _least_squares(windows: npt.NDArray[np.float32], visible: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Forecast the change against a week ago by ridge regression (Hoerl and Kennard, 1970), on square roots.

    The square root makes the noise of counts about equally large at all hours.
    """
    starts = range(HOURS_OF_WEEK, len(visible) - 23, 24)
    x = np.sqrt(np.stack([visible[start - HOURS_OF_WEEK : start] for start in starts], dtype=np.float64))
    y = np.sqrt(np.stack([visible[start : start + 24] for start in starts], dtype=np.float64)) - x[:, :24]
    x_mean, y_mean = x.mean(axis=0), y.mean(axis=0)
    penalty = 300 * np.eye(HOURS_OF_WEEK)
    weights = np.linalg.solve((x - x_mean).T @ (x - x_mean) + penalty, (x - x_mean).T @ (y - y_mean))
    roots = np.sqrt(windows.astype(np.float64))
    forecast: npt.NDArray[np.float64] = np.maximum((roots - x_mean) @ weights + y_mean + roots[:, :24], 0) ** 2
    return forecast
