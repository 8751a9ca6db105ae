"""What simple methods predict on the hidden jobs."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
CLASSES = len(_data["CLASSES"])
PROTOCOLS = len(_data["PROTOCOLS"])
NEIGHBOURS = 5


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities (rows, 4); names that start with `naive` do not look at the job."""
    visible, unseen = _data["training"](dataset, split), _data["hidden"](dataset, split)
    certain = np.eye(CLASSES, dtype=np.float32)
    labels = visible.targets
    places = visible.inputs[:, 0].astype(int)
    of_protocol = np.stack([np.bincount(labels[places == place], minlength=CLASSES) for place in range(PROTOCOLS)])
    return {
        "naive: commonest class": np.tile(certain[np.bincount(labels).argmax()], (len(unseen.ids), 1)),
        "commonest class of the protocol": certain[of_protocol.argmax(axis=1)[unseen.inputs[:, 0].astype(int)]],
        "five nearest jobs": certain[nearest(features(visible.inputs), labels, features(unseen.inputs))],
    }


def features(inputs: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Return indicators of the protocol, and logarithms of the amounts."""
    amounts = np.log1p(inputs[:, [1, 2, 3, 6]].astype(np.float64))
    return np.hstack([2 * np.eye(PROTOCOLS)[inputs[:, 0].astype(int)], amounts])


def nearest(
    known: npt.NDArray[np.float64], labels: npt.NDArray[np.int64], rows: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64]:
    """Return the class that most of the nearest known rows have; of equally frequent ones, the first."""
    # |a - b|^2 without |a|^2, which is the same for all known rows.
    distances = (known**2).sum(axis=1) - 2 * rows @ known.T
    near = labels[np.argpartition(distances, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]]
    votes: npt.NDArray[np.int64] = (near[:, :, np.newaxis] == np.arange(CLASSES)).sum(axis=1)
    return votes.argmax(axis=1)
