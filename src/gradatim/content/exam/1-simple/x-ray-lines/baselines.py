"""What simple methods predict for the lines of the hidden elements."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
RYDBERG_KEV = 0.0136057
SHELLS = {"K-alpha": (1, 2), "K-beta": (1, 3), "L": (2, 3)}

Numbers = npt.NDArray[np.float64]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to predicted energies (rows, 1) in keV; names that start with `naive` use no input."""
    visible = _data["training"](dataset, split)
    number, line = visible.inputs.astype(np.float64).T
    energy = visible.targets[:, 0].astype(np.float64)
    hidden_number, hidden_line = _data["hidden"](dataset, split).inputs.astype(np.float64).T

    square_law = np.zeros(len(hidden_number))
    between_neighbours = np.zeros(len(hidden_number))
    for one in range(len(_data["LINES"])):
        mine, theirs = line == one, hidden_line == one
        slope, intercept = np.polyfit(number[mine], np.sqrt(energy[mine]), 1)
        square_law[theirs] = (slope * hidden_number[theirs] + intercept) ** 2
        between_neighbours[theirs] = np.interp(hidden_number[theirs], number[mine], energy[mine])
    predictions = {
        "naive: mean energy": np.full_like(hidden_number, energy.mean()),
        "naive: median energy": np.full_like(hidden_number, np.median(energy)),
        "Moseley's law of 1914, nothing fitted": moseley(hidden_number, hidden_line),
        "square root of the energy linear in the atomic number, each line by itself": square_law,
        "straight line between the neighbouring elements": between_neighbours,
    }
    return {name: values[:, np.newaxis].astype(np.float32) for name, values in predictions.items()}


def moseley(number: Numbers, line: Numbers) -> Numbers:
    """Return energies in keV by Bohr's formula with the screening of Moseley: 1 for K lines, 7.4 for L lines."""
    energies = np.zeros(len(number))
    for row, (protons, one) in enumerate(zip(number, line, strict=True)):
        name = _data["LINES"][int(one)]
        lower, upper = next(shells for start, shells in SHELLS.items() if name.startswith(start))
        screening = 1.0 if lower == 1 else 7.4
        energies[row] = RYDBERG_KEV * (protons - screening) ** 2 * (1 / lower**2 - 1 / upper**2)
    return energies
