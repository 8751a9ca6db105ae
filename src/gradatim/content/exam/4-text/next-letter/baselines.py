"""What simple methods predict for the hidden places."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
SIZE = len(_data["CHARACTERS"])
NAMES = ("naive: how often each occurs", "bigrams", "trigrams", "runs of four", "runs of five")

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities (rows, 62); names that start with `naive` do not look at the text before."""
    shown, _ = _data["_parts"](dataset, split)
    texts = [_data["character_ids"](scene.text).astype(np.int64) for scene in shown]
    inputs = _data["hidden"](dataset, split).inputs.astype(np.int64)
    probabilities = np.full((len(inputs), SIZE), 1 / SIZE)
    predictions = {}
    for before, name in enumerate(NAMES):
        probabilities = _one_longer(probabilities, texts, inputs, before)
        predictions[name] = probabilities.astype(np.float32)
    return predictions


def _one_longer(shorter: Floats, texts: list[Integers], inputs: Integers, before: int) -> Floats:
    """Mix what followed the same `before` characters into the probabilities after one fewer.

    Smoothing: interpolated Witten-Bell. Source: Witten, I. H. and Bell, T. C. (1991), The zero-frequency problem,
    IEEE Transactions on Information Theory 37, 1085-1094.
    """
    contexts = np.concatenate([_codes(text[: len(text) - 1], before) for text in texts])
    following = np.concatenate([text[max(before, 1) :] for text in texts])
    pairs, counts = np.unique(contexts * SIZE + following, return_counts=True)
    wanted = np.zeros(len(inputs), dtype=np.int64)
    for place in range(inputs.shape[1] - before, inputs.shape[1]):
        wanted = wanted * SIZE + inputs[:, place]
    first, last = (np.searchsorted(pairs // SIZE, wanted, side) for side in ("left", "right"))
    mixed = shorter.copy()
    for row, (start, end) in enumerate(zip(first, last, strict=True)):
        if end > start:
            seen, kinds = counts[start:end].sum(), end - start
            mixed[row] *= kinds / (seen + kinds)
            mixed[row, pairs[start:end] % SIZE] += counts[start:end] / (seen + kinds)
    return mixed


def _codes(ids: Integers, length: int) -> Integers:
    """Return one number for each `length` ids in a row."""
    codes = np.zeros(len(ids) - max(length, 1) + 1, dtype=np.int64)
    for place in range(length):
        codes = codes * SIZE + ids[place : place + len(codes)]
    return codes
