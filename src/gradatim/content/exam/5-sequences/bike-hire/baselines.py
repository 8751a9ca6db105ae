"""What simple methods forecast for the hidden hours."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
DAY = 24
WINDOW = 7 * DAY


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to forecasts (hours, 1); names that start with `naive` copy or average and learn nothing."""
    windows = _data["hidden"](dataset, split).inputs[:, :, 0].astype(np.float64)
    visible = _data["candidate_part"](dataset)[1][:, 0].astype(np.float64)
    predictions = {
        "naive: mean of the visible series": np.full(len(windows), visible.mean()),
        "naive: last hour repeated": windows[:, -1],
        "naive: same hour of the day before": windows[:, -DAY],
        "naive: same hour a week ago": windows[:, 0],
        "least squares on the week's bicycles": _least_squares(windows, visible),
    }
    return {name: values.astype(np.float32)[:, None] for name, values in predictions.items()}


def _least_squares(windows: npt.NDArray[np.float64], visible: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Forecast the next hour from the 168 before it by ridge regression (Hoerl and Kennard, 1970)."""
    x = np.lib.stride_tricks.sliding_window_view(visible, WINDOW)[:-1]
    y = visible[WINDOW:]
    x_mean, y_mean = x.mean(axis=0), y.mean()
    penalty = 1e4 * np.eye(WINDOW)
    weights = np.linalg.solve((x - x_mean).T @ (x - x_mean) + penalty, (x - x_mean).T @ (y - y_mean))
    forecast: npt.NDArray[np.float64] = np.maximum((windows - x_mean) @ weights + y_mean, 0)
    return forecast
