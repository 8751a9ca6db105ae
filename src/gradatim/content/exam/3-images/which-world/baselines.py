"""What simple methods predict on the hidden photographs."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
CLASSES: tuple[str, ...] = _data["CLASSES"]
Floats = npt.NDArray[np.float32]


def baselines(dataset: Dataset, split: Split) -> dict[str, Floats]:
    """Return name to probabilities (rows, 8); names that start with `naive` do not look at the photograph."""
    known, unseen = _data["training"](dataset, split), _data["hidden"](dataset, split)
    commonest = np.bincount(known.targets, minlength=len(CLASSES)).argmax()
    certain = np.eye(len(CLASSES), dtype=np.float32)
    return {
        "naive: commonest world": np.tile(certain[commonest], (len(unseen.ids), 1)),
        "nearest mean grey": _nearest(_grey(known.inputs), known.targets, _grey(unseen.inputs)),
        "nearest mean grey and roughness": _nearest(_rough(known.inputs), known.targets, _rough(unseen.inputs)),
    }


def _nearest(known: Floats, labels: npt.NDArray[np.int64], unseen: Floats) -> Floats:
    """Return certainty for the class whose mean is nearest, each feature in units of its standard deviation."""
    centre, spread = known.mean(axis=0), known.std(axis=0)
    means = np.stack([((known[labels == label] - centre) / spread).mean(axis=0) for label in range(len(CLASSES))])
    distances = np.square(((unseen - centre) / spread)[:, np.newaxis] - means).sum(axis=-1)
    return np.eye(len(CLASSES), dtype=np.float32)[distances.argmin(axis=1)]


def _grey(images: Floats) -> Floats:
    return images.mean(axis=(1, 2))


def _rough(images: Floats) -> Floats:
    """Return the mean level, the contrast, and the mean steepness of the brightness."""
    down, across = np.gradient(images[..., 0], axis=(1, 2))
    steep = np.log(np.hypot(down, across).mean(axis=(1, 2)))
    return np.stack([images.mean(axis=(1, 2, 3)), np.log(images.std(axis=(1, 2, 3))), steep], axis=1)
