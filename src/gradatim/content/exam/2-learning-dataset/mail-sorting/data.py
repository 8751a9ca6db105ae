"""Handwritten digits for the candidate and for the grader."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

HIDDEN_SHARE = 0.3
CHECKED_SHARE = 0.15
"""How many of the candidate's digits are set aside for checking, under the names x_test and y_test."""


class Digits(NamedTuple):
    """Pictures uint8 (rows, 28, 28), labels uint8 (rows,), and one id a row."""

    pictures: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    ids: tuple[str, ...]


def digits(dataset: Dataset, split: Split, *, hidden: bool) -> Digits:
    """Return one side of the split, out of the source's order, which is that of the labels."""
    with np.load(dataset.file("digits.npz")) as arrays:
        pictures, labels = arrays["pictures"], arrays["labels"]
    ids = [f"digit-{row:04d}" for row in range(1, len(labels) + 1)]
    wanted = [row for row, one in enumerate(ids) if split.is_hidden(dataset.id, one, share=HIDDEN_SHARE) == hidden]
    mixed = sorted(wanted, key=lambda row: split.position("order of " + dataset.id, ids[row]))
    return Digits(pictures[mixed], labels[mixed], tuple(ids[row] for row in mixed))


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `digits.npz` with the four arrays of `keras.datasets.mnist`: `x_train`, `y_train`, `x_test`, `y_test`."""
    visible = digits(dataset, split, hidden=False)
    checked = round(CHECKED_SHARE * len(visible.labels))
    np.savez(
        folder / "digits.npz",
        x_train=visible.pictures[checked:],
        y_train=visible.labels[checked:],
        x_test=visible.pictures[:checked],
        y_test=visible.labels[:checked],
    )


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's digits, those for checking as well, as the grader gives them to a model."""
    return examples(digits(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return pictures (rows, 28, 28) uint8 as in the file, and labels (rows,) from 0 to 9."""
    return examples(digits(dataset, split, hidden=True))


def examples(side: Digits) -> Examples:
    """Return what enters a model and what should leave it."""
    return Examples(inputs=side.pictures, targets=side.labels.astype(np.int64), ids=side.ids)
