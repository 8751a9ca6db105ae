"""What simple methods predict on the hidden pictures."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
Floats = npt.NDArray[np.float32]
_LEAST_DETAIL = 0.5  # levels; keeps the logarithm of a flat picture finite


def baselines(dataset: Dataset, split: Split) -> dict[str, Floats]:
    """Return name to probabilities (rows, 1); names that start with `naive` do not look at the picture."""
    known, unseen = _data["training"](dataset, split), _data["hidden"](dataset, split)
    commonest = float(np.mean(known.targets) > 0.5)
    least_squares = _linear(_detail(known.inputs), known.targets, _detail(unseen.inputs))
    return {
        "naive: commonest class": np.full((len(unseen.ids), 1), commonest, dtype=np.float32),
        "mean colours of 64 parts, linear": _linear(_colours(known.inputs), known.targets, _colours(unseen.inputs)),
        "variance of the Laplacian, one threshold": _threshold(
            _laplacian_variance(known.inputs), known.targets, _laplacian_variance(unseen.inputs)
        ),
        "ten measures of detail, linear": least_squares,
    }


def _threshold(known: Floats, labels: npt.NDArray[np.int64], unseen: Floats) -> Floats:
    """Return 1 below the level that separates the known pictures best."""
    levels = np.sort(known)
    right = [np.mean((known < level) == (labels == 1)) for level in levels]
    return (unseen < levels[int(np.argmax(right))]).astype(np.float32)[:, np.newaxis]


def _linear(known: Floats, labels: npt.NDArray[np.int64], unseen: Floats) -> Floats:
    """Return 1 where ridge regression on standardised features (penalty 1) says more than the mean label."""
    centre, spread = known.mean(axis=0), known.std(axis=0)
    features = (known - centre) / spread
    weights = np.linalg.solve(features.T @ features + np.eye(features.shape[1]), features.T @ (labels - labels.mean()))
    return ((unseen - centre) / spread @ weights > 0).astype(np.float32)[:, np.newaxis]


def _colours(images: Floats) -> Floats:
    return images.reshape(len(images), 8, 12, 8, 12, 3).mean(axis=(2, 4)).reshape(len(images), -1)


def _laplacian(images: Floats) -> Floats:
    """Return how far each grey level is from those of its four neighbours, `(rows, 94, 94)`."""
    grey = images.mean(axis=-1)
    around = grey[:, :-2, 1:-1] + grey[:, 2:, 1:-1] + grey[:, 1:-1, :-2] + grey[:, 1:-1, 2:]
    return 4 * grey[:, 1:-1, 1:-1] - around


def _laplacian_variance(images: Floats) -> Floats:
    """Return a measure of focus, lower where blurred.

    Source: Pech-Pacheco, J. L. and others (2000), Diatom autofocusing in brightfield microscopy.
    """
    return _laplacian(images).var(axis=(1, 2))


def _detail(images: Floats) -> Floats:
    """Return logarithms of quantiles of the steepness in three directions, and of the variance of the Laplacian."""
    grey = images.mean(axis=-1)
    maps = [np.abs(_laplacian(images)), np.abs(np.diff(grey, axis=1)), np.abs(np.diff(grey, axis=2))]
    quantiles = [np.quantile(one, share, axis=(1, 2)) for one in maps for share in (0.5, 0.9, 0.99)]
    return np.log(np.stack([*quantiles, _laplacian_variance(images)], axis=1) + _LEAST_DETAIL)
