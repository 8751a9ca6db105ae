"""What simple methods predict on the hidden pieces."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
CLASSES: tuple[str, ...] = _data["CLASSES"]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities (rows, 16); names that start with `naive` do not look at the piece."""
    shown, unseen = _data["training"](dataset, split), _data["hidden"](dataset, split)
    certain = np.eye(len(CLASSES), dtype=np.float32)
    commonest = np.bincount(shown.targets, minlength=len(CLASSES)).argmax()
    return {"naive: commonest language": np.tile(certain[commonest], (len(unseen.inputs), 1))} | {
        f"Bayes with independent {name}": certain[_bayes(shown.inputs, shown.targets, unseen.inputs, length)]
        for length, name in ((1, "bytes"), (2, "pairs of bytes"), (3, "runs of three bytes"))
    }


def _bayes(
    shown: npt.NDArray[np.int32], labels: npt.NDArray[np.int64], asked: npt.NDArray[np.int32], length: int
) -> npt.NDArray[np.int64]:
    """Return the likeliest language by its runs of bytes (multinomial naive Bayes, a tenth of a count added)."""
    known, codes = np.unique(_runs(shown, length), return_inverse=True)
    codes = codes.reshape(len(shown), -1)
    counts = np.stack(
        [np.bincount(codes[labels == label].ravel(), minlength=len(known)) for label in range(len(CLASSES))]
    )
    counts = counts * (known % 256 > 0) + 0.1
    scores = np.log(counts / counts.sum(axis=1, keepdims=True))
    runs = _runs(asked, length)
    places = np.searchsorted(known, runs).clip(max=len(known) - 1)
    # What no language has says nothing, and neither does the padding.
    counted = (known[places] == runs) & (runs % 256 > 0)
    best: npt.NDArray[np.int64] = (scores[:, places] * counted).sum(axis=-1).argmax(axis=0)
    return best


def _runs(rows: npt.NDArray[np.int32], length: int) -> npt.NDArray[np.int64]:
    """Return each run of bytes as one number, (rows, 41 - length); its last byte is the remainder modulo 256."""
    windows = np.lib.stride_tricks.sliding_window_view(rows.astype(np.int64), length, axis=1)
    return windows @ 256 ** np.arange(length - 1, -1, -1)
