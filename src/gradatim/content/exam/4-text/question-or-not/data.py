"""The data of the task: sentences from the dialogue of six novels, whole chapters of which are hidden."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

CLASSES = ("statement", "question")
HIDDEN_SHARE = 0.3


@dataclass(frozen=True)
class Sentence:
    """One row of the dataset's table."""

    id: str
    chapter: str
    kind: str
    text: str


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `train.csv` (chapter, kind, text)."""
    with (folder / "train.csv").open("w", newline="", encoding="utf-8") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["chapter", "kind", "text"])
        rows.writerows((one.chapter, one.kind, one.text) for one in sentences(dataset, split, hidden=False))


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's sentences as the grader gives them to a model."""
    return _examples(sentences(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the hidden sentences, UTF-8 strings `(rows, 1)`; target 1 is a question."""
    return _examples(sentences(dataset, split, hidden=True))


def sentences(dataset: Dataset, split: Split, *, hidden: bool) -> tuple[Sentence, ...]:
    """Return one part's sentences; a chapter is in one of the two parts as a whole."""
    with gzip.open(dataset.file("sentences.csv.gz"), "rt", newline="", encoding="utf-8") as table:
        every = [Sentence(**row) for row in csv.DictReader(table)]
    part = [one for one in every if split.is_hidden(dataset.id, one.chapter, share=HIDDEN_SHARE) == hidden]
    # Out of the order of the novels: Keras cuts its validation split from the end, which would be one novel alone.
    return tuple(sorted(part, key=lambda one: split.position("order of " + dataset.id, one.id)))


def _examples(part: tuple[Sentence, ...]) -> Examples:
    chapters = {chapter: number for number, chapter in enumerate(sorted({one.chapter for one in part}))}
    return Examples(
        inputs=np.array([[one.text.encode()] for one in part]),
        targets=np.array([CLASSES.index(one.kind) for one in part], dtype=np.int64),
        ids=tuple(one.id for one in part),
        blocks=np.array([chapters[one.chapter] for one in part], dtype=np.int64),
    )
