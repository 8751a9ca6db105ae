"""What simple methods predict on the hidden passages."""

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
UNKNOWN: int = _data["UNKNOWN"]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities (rows, 4); names that start with `naive` do not look at the passage."""
    inputs = _data["hidden"](dataset, split).inputs
    tokens, labels, vocabulary = _visible(dataset, split)
    certain = np.eye(len(CLASSES), dtype=np.float32)
    shares = np.bincount(labels, minlength=len(CLASSES)) / len(labels)
    letters = np.array([len(word) for word in vocabulary])
    lengths = _mean_word_length(tokens, letters)
    centres = np.array([lengths[labels == label].mean() for label in range(len(CLASSES))])
    distances = np.abs(_mean_word_length(inputs, letters)[:, np.newaxis] - centres)
    word_scores = _bayes_scores(_distinct(tokens), labels, len(vocabulary))
    scores = word_scores[:, _distinct(inputs)].sum(axis=-1).T + np.log(shares)
    return {
        "naive: commonest era": np.tile(certain[shares.argmax()], (len(inputs), 1)),
        "nearest mean word length": certain[distances.argmin(axis=1)],
        "Bayes with independent words": certain[scores.argmax(axis=1)],
    }


def _visible(dataset: Dataset, split: Split) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], tuple[str, ...]]:
    """Return token ids and class index of each of the candidate's passages, and the vocabulary."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _data["candidate"](dataset, split, folder)
        vocabulary = tuple((folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
        with (folder / "train.csv").open(newline="", encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
    labels = np.array([CLASSES.index(row["era"]) for row in rows])
    return _data["token_ids"]((row["text"] for row in rows), vocabulary), labels, vocabulary


def _mean_word_length(tokens: npt.NDArray[np.int32], letters: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the mean number of letters of each row's known words."""
    known = tokens > UNKNOWN
    means: npt.NDArray[np.float64] = (letters[tokens] * known).sum(axis=1) / known.sum(axis=1)
    return means


def _distinct(tokens: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Return each row's known words once, and 0 in the places that this leaves free."""
    ordered = np.sort(tokens, axis=1)
    again = np.zeros_like(ordered, dtype=bool)
    again[:, 1:] = ordered[:, 1:] == ordered[:, :-1]
    return np.where(again | (ordered <= UNKNOWN), 0, ordered).astype(np.int32)


def _bayes_scores(distinct: npt.NDArray[np.int32], labels: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.float64]:
    """Return log P(word | era), eras first, with half a count added to each (multinomial naive Bayes); 0 for id 0."""
    eras = range(len(CLASSES))
    counts = np.stack([np.bincount(distinct[labels == era].ravel(), minlength=size) for era in eras]) + 0.5
    counts[:, : UNKNOWN + 1] = 0
    shares = counts / counts.sum(axis=1, keepdims=True)
    scores: npt.NDArray[np.float64] = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    return scores
