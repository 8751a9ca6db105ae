"""Pictures of clothes for the candidate and for the grader."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

HIDDEN_SHARE = 0.3


class Clothes(NamedTuple):
    """Images uint8 (rows, 28, 28), labels uint8 (rows,), and one id a row."""

    images: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.uint8]
    ids: tuple[str, ...]


def clothes(dataset: Dataset, split: Split, *, hidden: bool) -> Clothes:
    """Return one side of the split, in the source's order."""
    with np.load(dataset.file("clothes.npz")) as arrays:
        images, labels = arrays["images"], arrays["labels"]
        ids = [f"train-{row:05d}" for row in arrays["source_rows"].tolist()]
    wanted = np.array([split.is_hidden(dataset.id, one, share=HIDDEN_SHARE) == hidden for one in ids])
    return Clothes(images[wanted], labels[wanted], tuple(ids[row] for row in np.flatnonzero(wanted)))


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `clothes.npz` with `images` and `labels`."""
    visible = clothes(dataset, split, hidden=False)
    np.savez(folder / "clothes.npz", images=visible.images, labels=visible.labels)


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's pictures as the grader gives them to a model."""
    return examples(clothes(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return images (rows, 28, 28, 1) float32 from 0 to 255, and labels (rows,) from 0 to 9."""
    return examples(clothes(dataset, split, hidden=True))


def examples(side: Clothes) -> Examples:
    """Return what enters a model and what should leave it."""
    return Examples(
        inputs=side.images[..., np.newaxis].astype(np.float32),
        targets=side.labels.astype(np.int64),
        ids=side.ids,
    )
