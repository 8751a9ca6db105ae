"""What simple methods predict on the hidden diamonds."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
SIZES = [0, 6, 7, 8]
"""Columns of weight and measures, which prices follow by a power law."""


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to predicted prices (rows, 1) in US dollars; names that start with `naive` ignore the diamond."""
    visible, unseen = _data["training"](dataset, split), _data["hidden"](dataset, split)
    stones, prices = visible.inputs.astype(np.float64), visible.targets.astype(np.float64)
    rows = unseen.inputs.astype(np.float64)
    predictions = {
        "naive: mean price": np.full((len(rows), 1), prices.mean()),
        "naive: median price": np.full((len(rows), 1), np.median(prices)),
        "same price for each carat": rows[:, :1] * np.median(prices / stones[:, :1]),
        "straight line (least squares)": with_one(rows) @ np.linalg.lstsq(with_one(stones), prices)[0],
        "straight line through logarithms": np.exp(
            logarithms(rows) @ np.linalg.lstsq(logarithms(stones), np.log(prices))[0]
        ),
    }
    return {name: values.astype(np.float32) for name, values in predictions.items()}


def with_one(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the columns and a column of ones."""
    return np.hstack([rows, np.ones((len(rows), 1))])


def logarithms(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the columns, weight and measures as logarithms, and a column of ones."""
    changed = rows.copy()
    changed[:, SIZES] = np.log(changed[:, SIZES])
    return with_one(changed)
