"""What simple methods predict on the hidden definitions."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset, load_dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
CLASSES: tuple[str, ...] = _data["CLASSES"]
FIRST_WORD = len(_data["SPECIAL_TOKENS"])


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities (rows, 8); names that start with `naive` do not look at the definition."""
    visible = _data["training"](dataset, split)
    inputs = _data["hidden"](dataset, split).inputs
    counts = np.bincount(visible.targets, minlength=len(CLASSES))
    with np.load(load_dataset("word-vectors").file(_data["VECTORS"])) as archive:
        vectors = np.concatenate([np.zeros((FIRST_WORD, 50)), archive["vectors"].astype(np.float64)])
    means, labels = _mean_vectors(visible.inputs, vectors), visible.targets
    centres = np.stack([means[labels == label].mean(axis=0) for label in range(len(CLASSES))])
    distances = ((_mean_vectors(inputs, vectors)[:, np.newaxis] - centres) ** 2).sum(axis=-1)
    words = _bag_of_words(visible.inputs, len(vectors))
    # Half a count added to each word: multinomial naive Bayes with the smoothing of Jeffreys (1946).
    seen = np.stack([words[labels == label].sum(axis=0) for label in range(len(CLASSES))]) + 0.5
    scores = _bag_of_words(inputs, len(vectors)) @ np.log(seen / seen.sum(axis=1, keepdims=True)).T
    certain = np.eye(len(CLASSES), dtype=np.float32)
    return {
        "naive: commonest kind": np.tile(certain[counts.argmax()], (len(inputs), 1)),
        "Bayes with independent words": certain[(scores + np.log(counts / counts.sum())).argmax(axis=1)],
        "nearest mean of word vectors": certain[distances.argmin(axis=1)],
    }


def _mean_vectors(tokens: npt.NDArray[np.int32], vectors: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the mean vector of each row's known words."""
    known = (tokens >= FIRST_WORD).sum(axis=1, keepdims=True)
    means: npt.NDArray[np.float64] = vectors[tokens].sum(axis=1) / np.maximum(known, 1)
    return means


def _bag_of_words(tokens: npt.NDArray[np.int32], size: int) -> npt.NDArray[np.float64]:
    """Return which of the known words each row contains, `(rows, size)`."""
    bags = np.zeros((len(tokens), size))
    bags[np.arange(len(tokens))[:, np.newaxis], tokens] = 1
    bags[:, :FIRST_WORD] = 0
    return bags
