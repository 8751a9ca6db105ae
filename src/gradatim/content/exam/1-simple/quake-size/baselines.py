"""What simple methods say of the hidden earthquakes."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))

Numbers = npt.NDArray[np.float64]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to predicted magnitudes (rows, 1); names that start with `naive` use no input."""
    visible = _data["training"](dataset, split)
    reports, magnitude = visible.inputs.astype(np.float64), visible.targets.astype(np.float64)
    hidden = _data["hidden"](dataset, split).inputs.astype(np.float64)
    # Which numbers a network reports at all tells the networks apart, so it may be used like a number.
    missing, missing_hidden = reports < 0, hidden < 0
    missing[:, 0] = missing_hidden[:, 0] = False
    by_pattern = np.full((len(hidden), 1), np.median(magnitude))
    for pattern in np.unique(missing, axis=0):
        same = (missing == pattern).all(axis=1)
        by_pattern[(missing_hidden == pattern).all(axis=1)] = np.median(magnitude[same])
    mean = np.where(missing, 0, reports).sum(axis=0) / (~missing).sum(axis=0)
    predictions = {
        "naive: mean magnitude": np.full((len(hidden), 1), magnitude.mean()),
        "naive: median magnitude": np.full((len(hidden), 1), np.median(magnitude)),
        "median of those that lack the same numbers": by_pattern,
        "linear in the numbers as they come": linear(reports, magnitude, hidden),
        "linear, missing ones replaced by the mean": linear(
            np.where(missing, mean, reports), magnitude, np.where(missing_hidden, mean, hidden)
        ),
        "linear in logarithms, with what is missing": linear(
            logarithms(reports, missing), magnitude, logarithms(hidden, missing_hidden)
        ),
    }
    return {name: values.astype(np.float32) for name, values in predictions.items()}


def linear(inputs: Numbers, targets: Numbers, hidden: Numbers) -> Numbers:
    """Return the predictions of linear least squares."""
    weights = np.linalg.lstsq(np.column_stack([inputs, np.ones(len(inputs))]), targets, rcond=None)[0]
    return np.column_stack([hidden, np.ones(len(hidden))]) @ weights


def logarithms(reports: Numbers, missing: npt.NDArray[np.bool_]) -> Numbers:
    """Return the logarithm of each number, 0 for one that is missing, and which ones are missing."""
    return np.column_stack([np.where(missing, 0, np.log(np.maximum(reports, 0) + 0.01)), missing])
