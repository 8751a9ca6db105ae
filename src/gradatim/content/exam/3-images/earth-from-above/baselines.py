"""What simple methods predict on the hidden photographs."""

from __future__ import annotations

import csv
import runpy
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
CLASSES: tuple[str, ...] = _data["CLASSES"]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities (rows, 6); names that start with `naive` do not look at the photograph."""
    inputs = _data["hidden"](dataset, split).inputs
    labels, colours = _visible_colours(dataset, split)
    certain = np.eye(len(CLASSES), dtype=np.float32)
    commonest = np.bincount(labels, minlength=len(CLASSES)).argmax()
    centres = np.stack([colours[labels == label].mean(axis=0) for label in range(len(CLASSES))])
    distances = np.square(inputs.mean(axis=(1, 2))[:, np.newaxis] - centres).sum(axis=-1)
    return {
        "naive: commonest class": np.tile(certain[commonest], (len(inputs), 1)),
        "nearest mean colour": certain[distances.argmin(axis=1)],
    }


def _visible_colours(dataset: Dataset, split: Split) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return class index and mean RGB of each of the candidate's photographs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _data["candidate"](dataset, split, folder)
        with (folder / "train.csv").open(newline="", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        pixels = [_data["resized_pixels"]((folder / "train" / row["file"]).read_bytes()) for row in rows]
    labels = np.array([CLASSES.index(row["class"]) for row in rows])
    return labels, np.stack([image.mean(axis=(0, 1), dtype=np.float64) for image in pixels])
