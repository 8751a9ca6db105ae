"""The data of the task: paragraphs for the candidate, short pieces as bytes for the grader."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

CLASSES = (
    "Danish",
    "Norwegian",
    "Swedish",
    "Dutch",
    "Afrikaans",
    "German",
    "Spanish",
    "Portuguese",
    "Galician",
    "Catalan",
    "Italian",
    "Czech",
    "Slovak",
    "Slovenian",
    "Finnish",
    "Estonian",
)
HIDDEN_SHARE = 0.3
LENGTH = 40
SHORTEST = 20
SHARED_RUN = 24


@dataclass(frozen=True)
class Paragraph:
    """One row of the dataset's table."""

    id: str
    language: str
    article: str
    text: str


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `train.csv` (language, article, text): whole paragraphs."""
    with (folder / "train.csv").open("w", newline="", encoding="utf-8") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["language", "article", "text"])
        rows.writerows((one.language, one.article, one.text) for one in paragraphs(dataset, split, hidden=False))


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's paragraphs, cut into pieces as the hidden ones are."""
    return _examples(dataset, split, hidden=False)


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the hidden pieces as bytes, int32 `(rows, 40)`, filled up with 0 at the end."""
    return _examples(dataset, split, hidden=True)


def paragraphs(dataset: Dataset, split: Split, *, hidden: bool) -> tuple[Paragraph, ...]:
    """Return one part's paragraphs; an article is in one of the two parts as a whole, in all languages."""
    part = [one for one in _every(dataset) if split.is_hidden(dataset.id, one.article, share=HIDDEN_SHARE) == hidden]
    # Out of the order of the languages: Keras cuts its validation split from the end.
    return tuple(sorted(part, key=lambda one: split.position("order of " + dataset.id, one.id)))


def pieces(text: str) -> list[bytes]:
    """Cut a text into pieces of as many whole words as fit into 40 bytes of UTF-8; the last one has at least 20."""
    cut = [b""]
    for word in text.encode().split():
        longer = cut[-1] + b" " + word if cut[-1] else word
        if len(longer) <= LENGTH:
            cut[-1] = longer
        else:
            cut.append(word)
    return [piece for piece in cut if len(piece) >= SHORTEST]


def _every(dataset: Dataset) -> list[Paragraph]:
    with gzip.open(dataset.file("paragraphs.csv.gz"), "rt", newline="", encoding="utf-8") as table:
        return [Paragraph(**row) for row in csv.DictReader(table)]


def _examples(dataset: Dataset, split: Split, *, hidden: bool) -> Examples:
    every = _every(dataset)
    repeated = _repeated_runs(every)
    texts = {language: "\n".join(one.text for one in every if one.language == language) for language in CLASSES}
    rows = [
        (one, number, piece)
        for one in paragraphs(dataset, split, hidden=hidden)
        for number, piece in enumerate(pieces(one.text), start=1)
        if repeated.isdisjoint(_runs(piece)) and sum(piece.decode() in text for text in texts.values()) == 1
    ]
    blocks = {block: number for number, block in enumerate(sorted({(one.language, one.article) for one, *_ in rows}))}
    return Examples(
        inputs=np.array([list(piece.ljust(LENGTH, b"\0")) for *_, piece in rows], dtype=np.int32),
        targets=np.array([CLASSES.index(one.language) for one, *_ in rows], dtype=np.int64),
        ids=tuple(f"{one.id}-{number:02d}" for one, number, _ in rows),
        blocks=np.array([blocks[one.language, one.article] for one, *_ in rows], dtype=np.int64),
    )


def _repeated_runs(every: list[Paragraph]) -> set[bytes]:
    """Return the runs of 24 bytes that are in more than one article: "everyone has the right to" is in many."""
    first: dict[bytes, str] = {}
    return {
        run for one in every for run in _runs(one.text.encode()) if first.setdefault(run, one.article) != one.article
    }


def _runs(text: bytes) -> Iterator[bytes]:
    for start in range(len(text) - SHARED_RUN + 1):
        yield text[start : start + SHARED_RUN]
