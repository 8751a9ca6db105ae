"""The data of the task: raw passages and a vocabulary for the candidate, token ids for the grader."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

CLASSES = ("1790-1860", "1861-1912", "1913-1968", "1969-2021")
LAST_YEARS = (1860, 1912, 1968)
HIDDEN_SHARE = 0.3
LENGTH = 100
VOCABULARY_SIZE = 8000
SPECIAL_TOKENS = ("<padding>", "<unknown>")
UNKNOWN = SPECIAL_TOKENS.index("<unknown>")

WORD = re.compile("[a-z]+")


@dataclass(frozen=True)
class Passage:
    """One row of the dataset's table."""

    id: str
    speech: str
    year: int
    text: str

    @property
    def era(self) -> str:
        """The class: the era that the year lies in."""
        return CLASSES[sum(self.year > last for last in LAST_YEARS)]


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `train.csv` (speech, era, text) and `vocabulary.txt` (the word on line k, from 0, has the id k)."""
    shown, _ = _parts(dataset, split)
    # Out of the order of time: Keras cuts its validation split from the end, which would be the newest era alone.
    mixed = sorted(shown, key=lambda passage: split.position("order of " + dataset.id, passage.id))
    with (folder / "train.csv").open("w", newline="", encoding="utf-8") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["speech", "era", "text"])
        rows.writerows((passage.speech, passage.era, passage.text) for passage in mixed)
    (folder / "vocabulary.txt").write_text("\n".join(_vocabulary(shown)) + "\n", encoding="utf-8")


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's passages as the grader gives them to a model."""
    shown, _ = _parts(dataset, split)
    return _examples(shown, _vocabulary(shown))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the hidden passages as token ids, int32 `(rows, 100)`, padded with 0 at the end."""
    shown, unseen = _parts(dataset, split)
    return _examples(unseen, _vocabulary(shown))


def _examples(passages: tuple[Passage, ...], vocabulary: tuple[str, ...]) -> Examples:
    speeches = {speech: number for number, speech in enumerate(sorted({passage.speech for passage in passages}))}
    return Examples(
        inputs=token_ids((passage.text for passage in passages), vocabulary),
        targets=np.array([CLASSES.index(passage.era) for passage in passages], dtype=np.int64),
        ids=tuple(passage.id for passage in passages),
        blocks=np.array([speeches[passage.speech] for passage in passages], dtype=np.int64),
    )


def words(text: str) -> list[str]:
    """Return the runs of the letters a to z in lower case; digits and punctuation separate them and are dropped."""
    return WORD.findall(text.lower())


def token_ids(texts: Iterable[str], vocabulary: tuple[str, ...]) -> npt.NDArray[np.int32]:
    """Return the ids of each text's first 100 words: 1 for words outside the vocabulary, 0 after the last word."""
    ids = {word: position for position, word in enumerate(vocabulary)}
    rows = [[ids.get(word, UNKNOWN) for word in words(text)[:LENGTH]] for text in texts]
    return np.array([row + [0] * (LENGTH - len(row)) for row in rows], dtype=np.int32)


def _vocabulary(shown: tuple[Passage, ...]) -> tuple[str, ...]:
    """Return the two special tokens and the commonest words of the candidate's passages, commonest first."""
    counts = Counter(chain.from_iterable(words(passage.text) for passage in shown))
    # Words of equal count stand in alphabetical order, so the ids do not depend on the order of the passages.
    commonest = sorted(counts, key=lambda word: (-counts[word], word))
    return (*SPECIAL_TOKENS, *commonest[: VOCABULARY_SIZE - len(SPECIAL_TOKENS)])


def _parts(dataset: Dataset, split: Split) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Return the candidate's and the hidden passages; a speech is in one of the two as a whole."""
    with gzip.open(dataset.file("passages.csv.gz"), "rt", newline="", encoding="utf-8") as table:
        passages = [Passage(row["id"], row["speech"], int(row["year"]), row["text"]) for row in csv.DictReader(table)]
    is_hidden = {
        speech: split.is_hidden(dataset.id, speech, share=HIDDEN_SHARE)
        for speech in {passage.speech for passage in passages}
    }
    shown = tuple(passage for passage in passages if not is_hidden[passage.speech])
    unseen = tuple(passage for passage in passages if is_hidden[passage.speech])
    return shown, unseen
