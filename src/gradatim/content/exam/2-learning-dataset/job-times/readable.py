"""What the model is given, as a person reads it."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
PROTOCOLS: tuple[str, ...] = _data["PROTOCOLS"]
DAYS: tuple[str, ...] = _data["DAYS"]


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.float32]) -> list[list[str]]:  # noqa: ARG001
    """Return the seven inputs of each row (rows, 7) in words."""
    return [_job([int(value) for value in row]) for row in inputs.tolist()]


def _job(values: list[int]) -> list[str]:
    protocol, compounds, fields, iterations, day, minute, pending = values
    return [
        f"protocol {PROTOCOLS[protocol]}",
        f"{compounds} compounds",
        f"{fields} input fields",
        f"{iterations} iterations",
        f"{DAYS[day]} {minute // 60}:{minute % 60:02d}",
        f"{pending} pending",
    ]
