"""Penguins for the candidate and for the grader: flipper length in, body mass out."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

HIDDEN_SHARE = 0.4


class Penguin(NamedTuple):
    """One measured bird. `bird` is the same for rows that may be the same bird in two seasons."""

    row: str
    bird: str
    species: str
    flipper_length_mm: str
    body_mass_g: str


def penguins(dataset: Dataset, split: Split, *, hidden: bool) -> list[Penguin]:
    """Return the measured penguins of one side of the split, in the source's order."""
    with dataset.file("penguins.csv").open(encoding="utf-8", newline="") as file:
        measured = [
            Penguin(
                row["row"],
                f"{row['species']} {row['ring']}",
                row["species"],
                row["flipper_length_mm"],
                row["body_mass_g"],
            )
            for row in csv.DictReader(file)
            if row["flipper_length_mm"] and row["body_mass_g"]
        ]
    return [one for one in measured if split.is_hidden(dataset.id, one.bird, share=HIDDEN_SHARE) == hidden]


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `penguins.csv`: species, flipper length in millimetres, body mass in grams."""
    with (folder / "penguins.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(Penguin._fields[2:])
        table.writerows(one[2:] for one in penguins(dataset, split, hidden=False))


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's penguins as the grader gives them to a model."""
    return examples(penguins(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return flipper lengths (rows, 1) in millimetres and body masses (rows, 1) in grams."""
    return examples(penguins(dataset, split, hidden=True))


def examples(birds: list[Penguin]) -> Examples:
    """Return what enters a model and what should leave it."""
    return Examples(
        inputs=np.array([[one.flipper_length_mm] for one in birds], dtype=np.float32),
        targets=np.array([[one.body_mass_g] for one in birds], dtype=np.float32),
        ids=tuple(one.row for one in birds),
    )
