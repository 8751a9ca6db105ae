"""Words that go with an answer: an association over all hidden texts, and no look into the model.

What a model attends to cannot be read off its answers. What can be: which words stand more often in the texts that it
gives one class than in the others. The log-odds ratio with an informative Dirichlet prior says how much more often, and
its z-score how surely: Monroe, Colaresi and Quinn (2008), Fightin' words, Political Analysis 16, 372-403.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gradatim.grading.evidence.parts import ClassWords, WordScore
from gradatim.grading.metrics.bootstrap import Integers

SURE = 1.96
"""A word goes with an answer from this z-score on: two-sided 95 % for a single word."""

MOST_OF_A_CLASS = 8
_PRIOR_TEXTS = 100.0
_FEWEST_TEXTS = 20
_EDGES = string.punctuation + "“”‘’—–…"

Words = Sequence[str]


@dataclass(frozen=True)
class Association:
    """Z-scores by class and word."""

    scores: tuple[Mapping[str, float], ...]

    def marked(self, words: Words, label: int) -> tuple[bool, ...]:
        """Return for each word of a text whether it goes with this answer."""
        scores = self.scores[label]
        return tuple(scores.get(key(word), 0.0) >= SURE for word in words)


def key(word: str) -> str:
    """Return the form in which words are counted: small letters, without punctuation around them."""
    return word.casefold().strip(_EDGES)


def association(texts: Sequence[Words], named: Integers, classes: int) -> Association | None:
    """Return which words go with which answers; a word counts once in a text.

    Args:
        texts: The words of each row.
        named: The class that the model named for each row.
        classes: How many classes there are.

    Returns:
        The scores; None for fewer than 20 texts, or where the pieces are single characters and no words.
    """
    if len(texts) < _FEWEST_TEXTS or all(len(word) <= 1 for text in texts[:_FEWEST_TEXTS] for word in text):
        return None
    vocabulary: dict[str, int] = {}
    rows, columns = [], []
    for row, text in enumerate(texts):
        for word in dict.fromkeys(map(key, text)):
            if word:
                rows.append(row)
                columns.append(vocabulary.setdefault(word, len(vocabulary)))
    if not vocabulary:
        return None
    shape = (len(texts), len(vocabulary))
    import scipy.sparse

    present = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    with_word = np.asarray(present.sum(axis=0), dtype=np.float64).ravel()
    prior = _PRIOR_TEXTS * with_word / len(texts)
    words = list(vocabulary)
    scores: list[Mapping[str, float]] = []
    for label in range(classes):
        chosen = named == label
        inside = np.asarray(present[chosen].sum(axis=0), dtype=np.float64).ravel()
        outside, texts_inside = with_word - inside, float(chosen.sum())
        without_inside = texts_inside + _PRIOR_TEXTS - inside - prior
        without_outside = len(texts) - texts_inside + _PRIOR_TEXTS - outside - prior
        odds = np.log((inside + prior) / np.maximum(without_inside, 0.5)) - np.log(
            (outside + prior) / np.maximum(without_outside, 0.5)
        )
        z = odds / np.sqrt(1 / (inside + prior) + 1 / (outside + prior))
        scores.append({words[place]: float(z[place]) for place in np.flatnonzero(z >= SURE)})
    return Association(tuple(scores))


def class_words(found: Association, named: Integers, classes: tuple[str, ...]) -> tuple[ClassWords, ...]:
    """Return the words that go most with each answer that was given."""
    counts = np.bincount(named, minlength=len(classes))
    return tuple(
        ClassWords(
            name=name,
            named=int(counts[label]),
            words=tuple(
                WordScore(word, z)
                for word, z in sorted(found.scores[label].items(), key=lambda entry: (-entry[1], entry[0]))
            )[:MOST_OF_A_CLASS],
        )
        for label, name in enumerate(classes)
        if counts[label]
    )
