"""Measurements of cells for the candidate and for the grader: is the outline good?"""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

HIDDEN_SHARE = 0.4
CLASSES = ("poor", "good")

Cell = dict[str, str]


def cells(dataset: Dataset, split: Split, *, hidden: bool) -> list[Cell]:
    """Return one side of the split, in the source's order."""
    with gzip.open(dataset.file("cells.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        return [
            row for row in csv.DictReader(file) if split.is_hidden(dataset.id, row["row"], share=HIDDEN_SHARE) == hidden
        ]


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `cells.csv`: twenty measurements of each cell, and whether its outline is good."""
    rows = cells(dataset, split, hidden=False)
    with (folder / "cells.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0])[1:], extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's cells as the grader gives them to a model."""
    return examples(cells(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return measurements (rows, 20) in the order of the file, and 1 for a good outline, 0 for a poor one (rows,)."""
    return examples(cells(dataset, split, hidden=True))


def examples(rows: list[Cell]) -> Examples:
    """Return what enters a model and what should leave it."""
    measurements = [name for name in rows[0] if name not in ("row", "outline")]
    return Examples(
        inputs=np.array([[row[name] for name in measurements] for row in rows], dtype=np.float32),
        targets=np.array([CLASSES.index(row["outline"]) for row in rows], dtype=np.int64),
        ids=tuple(row["row"] for row in rows),
    )
