"""What simple methods answer on the hidden utterances."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
SPEAKERS = 9

Means = npt.NDArray[np.float64]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities (rows, 9)."""
    known, asked = _data["training"](dataset, split), _data["hidden"](dataset, split)
    commonest = np.bincount(known.targets, minlength=SPEAKERS).argmax()
    x, x_asked = _mean_frames(known.inputs), _mean_frames(asked.inputs)
    scale = x.std(axis=0)
    centres = np.stack([x[known.targets == speaker].mean(axis=0) for speaker in range(SPEAKERS)])
    nearest_centre = _nearest(x_asked / scale, centres / scale)
    nearest_utterance = known.targets[_nearest(x_asked / scale, x / scale)]
    answers = {
        "naive: speaker heard most often": np.full(len(asked.inputs), commonest),
        "nearest mean of a speaker's frames": nearest_centre,
        "speaker of the utterance with the nearest mean": nearest_utterance,
    }
    return {name: np.eye(SPEAKERS, dtype=np.float32)[speakers] for name, speakers in answers.items()}


def _mean_frames(inputs: npt.NDArray[np.float32]) -> Means:
    """Return the mean frame (rows, 12) of each utterance, without the zeros after its end."""
    lengths = inputs.any(axis=2).sum(axis=1, keepdims=True)
    means: Means = inputs.sum(axis=1, dtype=np.float64) / lengths
    return means


def _nearest(points: Means, others: Means) -> npt.NDArray[np.int64]:
    """Return for each point the row of the nearest other one."""
    squares = ((points[:, None] - others) ** 2).sum(axis=-1)
    return squares.argmin(axis=1).astype(np.int64)
