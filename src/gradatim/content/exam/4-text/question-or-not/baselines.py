"""What simple methods predict on the hidden sentences."""

from __future__ import annotations

import runpy
from collections import Counter
from collections.abc import Callable, Sequence
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))

Features = Callable[[list[str]], set[str]]


def baselines(dataset: Dataset, split: Split) -> dict[str, npt.NDArray[np.float32]]:
    """Return name to probabilities (rows, 1); names that start with `naive` do not look at the sentence."""
    shown, unseen = (_data["sentences"](dataset, split, hidden=hidden) for hidden in (False, True))
    texts = [one.text.split() for one in shown]
    questions = [one.kind == "question" for one in shown]
    asked = [one.text.split() for one in unseen]
    features: dict[str, Features] = {
        "Bayes with the first word": lambda words: {words[0]},
        "Bayes with independent words": set,
        "Bayes with independent pairs of words": _pairs,
    }
    return {
        "naive: commonest kind": np.full((len(asked), 1), np.mean(questions) > 0.5, dtype=np.float32),
    } | {name: _bayes(texts, questions, asked, function) for name, function in features.items()}


def _pairs(words: list[str]) -> set[str]:
    """Return the words and the pairs of neighbours, the start of the sentence being a neighbour as well."""
    return {*words, *(f"{one} {two}" for one, two in zip(["^", *words], words, strict=False))}


def _bayes(
    texts: Sequence[list[str]], questions: Sequence[bool], asked: Sequence[list[str]], features: Features
) -> npt.NDArray[np.float32]:
    """Return 1 where the features that occur make a question likelier (naive Bayes; half a count added to each)."""
    counts: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for words, question in zip(texts, questions, strict=True):
        counts[question].update(features(words))
    rows = {kind: sum(question == kind for question in questions) for kind in counts}
    known = set().union(*counts.values())
    weights = {
        feature: log((counts[True][feature] + 0.5) / (rows[True] + 1))
        - log((counts[False][feature] + 0.5) / (rows[False] + 1))
        for feature in known
    }
    start = log(rows[True] / rows[False])
    scores = [start + sum(weights.get(feature, 0.0) for feature in sorted(features(words))) for words in asked]
    return np.array([[score > 0] for score in scores], dtype=np.float32)
