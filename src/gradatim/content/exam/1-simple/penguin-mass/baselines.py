"""What simple methods predict on the hidden penguins."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to predicted masses (rows, 1) in grams; names that start with `naive` ignore the flipper."""
    visible = _data["penguins"](dataset, split, hidden=False)
    flipper = np.array([one.flipper_length_mm for one in visible], dtype=np.float64)
    mass = np.array([one.body_mass_g for one in visible], dtype=np.float64)
    hidden_flipper = _data["hidden"](dataset, split).inputs
    slope, intercept = np.polyfit(flipper, mass, 1)
    predictions = {
        "naive: mean mass": np.full_like(hidden_flipper, mass.mean()),
        "naive: median mass": np.full_like(hidden_flipper, np.median(mass)),
        "same grams for each millimetre": hidden_flipper * (mass / flipper).mean(),
        "straight line (least squares)": hidden_flipper * slope + intercept,
    }
    return {name: values.astype(np.float32) for name, values in predictions.items()}
