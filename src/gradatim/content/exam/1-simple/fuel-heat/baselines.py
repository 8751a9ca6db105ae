"""What simple methods predict for the hidden fuels."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to predicted heat (rows, 1) in MJ/kg; names that start with `naive` use no input."""
    visible = _data["training"](dataset, split)
    shares, heat = visible.inputs.astype(np.float64), visible.targets.astype(np.float64)
    hidden = _data["hidden"](dataset, split).inputs.astype(np.float64)
    carbon, hydrogen, oxygen, _, sulfur = hidden.T
    with_one = np.column_stack([shares, np.ones(len(shares))])
    weights = np.linalg.lstsq(with_one, heat, rcond=None)[0]
    slope, intercept = np.polyfit(shares[:, 0], heat[:, 0], 1)
    predictions = {
        "naive: mean heat": np.full((len(hidden), 1), heat.mean()),
        "naive: median heat": np.full((len(hidden), 1), np.median(heat)),
        # Dulong's formula of 1820 for coal, as the textbooks give it.
        "Dulong's formula": (0.3383 * carbon + 1.443 * (hydrogen - oxygen / 8) + 0.0942 * sulfur)[:, np.newaxis],
        "straight line through carbon (least squares)": (slope * carbon + intercept)[:, np.newaxis],
        "linear in all five (least squares)": np.column_stack([hidden, np.ones(len(hidden))]) @ weights,
    }
    return {name: values.astype(np.float32) for name, values in predictions.items()}
