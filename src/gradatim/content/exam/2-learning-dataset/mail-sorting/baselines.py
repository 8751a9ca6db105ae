"""What simple methods predict on the hidden pictures."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.special import softmax

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
CLASSES = 10
NEIGHBOURS = 10

Pixels = npt.NDArray[np.float64]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities (rows, 10); names that start with `naive` do not look at the picture."""
    visible, unseen = _data["training"](dataset, split), _data["hidden"](dataset, split)
    labels = visible.targets
    pixels, rows = (one.inputs.reshape(len(one.ids), -1) / 255 for one in (visible, unseen))
    shares = np.bincount(labels, minlength=CLASSES) / len(labels)
    means = np.stack([pixels[labels == label].mean(axis=0) for label in range(CLASSES)])
    predictions = {
        "naive: as frequent as in the file": np.tile(shares, (len(rows), 1)),
        "linear discriminant analysis": gaussian(rows, means, covariance(pixels - means[labels])),
        "shares among the ten nearest pictures": nearest(rows, pixels, labels),
    }
    return {name: values.astype(np.float32) for name, values in predictions.items()}


def covariance(deviations: Pixels) -> Pixels:
    """Return the covariance of the pixels within a digit, and 0.1 more for each pixel, as many never vary."""
    within: Pixels = deviations.T @ deviations / len(deviations)
    return within + 0.1 * np.eye(len(within))


def gaussian(rows: Pixels, means: Pixels, spread: Pixels) -> Pixels:
    """Return probabilities of digits that are normally distributed about their means, all with the same covariance."""
    directions = np.linalg.solve(spread, means.T)
    probabilities: Pixels = softmax(rows @ directions - 0.5 * (means.T * directions).sum(axis=0), axis=1)
    return probabilities


def nearest(rows: Pixels, pixels: Pixels, labels: npt.NDArray[np.int64]) -> Pixels:
    """Return the shares of the digits among the nearest pictures, as if one more picture were a tenth of each digit."""
    # |a - b|^2 without |a|^2, which is the same for all pictures that a row is compared with.
    distances = (pixels**2).sum(axis=1) - 2 * rows @ pixels.T
    near = labels[np.argpartition(distances, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]]
    votes = (near[:, :, np.newaxis] == np.arange(CLASSES)).sum(axis=1)
    probabilities: Pixels = (votes + 1 / CLASSES) / (NEIGHBOURS + 1)
    return probabilities
