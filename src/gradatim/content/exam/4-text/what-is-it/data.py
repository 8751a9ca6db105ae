"""The data of the task: labelled definitions and word vectors for the candidate, token ids for the grader."""

from __future__ import annotations

import csv
import gzip
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset, load_dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

CLASSES = ("animal", "artefact", "body", "food", "person", "place", "plant", "substance")
HIDDEN_SHARE = 0.87
LENGTH = 24
SPECIAL_TOKENS = ("<padding>", "<unknown>")
UNKNOWN = SPECIAL_TOKENS.index("<unknown>")
VECTORS = "word-vectors.npz"

WORD = re.compile("[a-z]+")

Rows = list[dict[str, str]]


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `train.csv` (word, kind, definition) and `word-vectors.npz` (arrays `words` and `vectors`)."""
    shown, _ = _parts(dataset, split)
    with (folder / "train.csv").open("w", newline="", encoding="utf-8") as table:
        rows = csv.DictWriter(table, ["word", "kind", "definition"], extrasaction="ignore", lineterminator="\n")
        rows.writeheader()
        rows.writerows(shown)
    shutil.copyfile(load_dataset("word-vectors").file(VECTORS), folder / VECTORS)


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's definitions as the grader gives them to a model."""
    shown, _ = _parts(dataset, split)
    return _examples(shown)


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the hidden definitions as token ids, int32 `(rows, 24)`, padded with 0 at the end."""
    _, unseen = _parts(dataset, split)
    return _examples(unseen)


def token_ids(texts: Iterable[str], words: Sequence[str]) -> npt.NDArray[np.int32]:
    """Return the ids of each text's words: 2 plus the word's row, 1 for a word without a vector, 0 after the last."""
    ids = {word: row for row, word in enumerate(words, start=len(SPECIAL_TOKENS))}
    rows = [[ids.get(word, UNKNOWN) for word in WORD.findall(text.lower())[:LENGTH]] for text in texts]
    return np.array([row + [0] * (LENGTH - len(row)) for row in rows], dtype=np.int32)


def _examples(rows: Rows) -> Examples:
    with np.load(load_dataset("word-vectors").file(VECTORS)) as archive:
        words = archive["words"].tolist()
    return Examples(
        inputs=token_ids((row["definition"] for row in rows), words),
        targets=np.array([CLASSES.index(row["kind"]) for row in rows], dtype=np.int64),
        ids=tuple(row["id"] for row in rows),
    )


def _parts(dataset: Dataset, split: Split) -> tuple[Rows, Rows]:
    """Return the candidate's and the hidden definitions, neither sorted by class."""
    with gzip.open(dataset.file("definitions.csv.gz"), "rt", newline="", encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    # The source is sorted by class, and Keras cuts its validation split from the end.
    rows.sort(key=lambda row: split.position("order of " + dataset.id, row["id"]))
    is_hidden = [split.is_hidden(dataset.id, row["id"], share=HIDDEN_SHARE) for row in rows]
    shown = [row for row, far in zip(rows, is_hidden, strict=True) if not far]
    unseen = [row for row, far in zip(rows, is_hidden, strict=True) if far]
    return shown, unseen
