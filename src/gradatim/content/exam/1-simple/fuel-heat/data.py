"""Solid fuels for the candidate and for the grader: what they are made of in, how much heat they give out."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

ELEMENTS = ("carbon", "hydrogen", "oxygen", "nitrogen", "sulfur")
"""In the order of the model's input."""
HIDDEN_SHARE = 0.5

Fuel = dict[str, str]


def fuels(dataset: Dataset, split: Split, *, hidden: bool) -> list[Fuel]:
    """Return one side of the split, in the source's order. Samples of one name are all on one side."""
    with dataset.file("fuels.csv").open(encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if split.is_hidden(dataset.id, row["fuel"].casefold(), share=HIDDEN_SHARE) == hidden
        ]


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `fuels.csv`: name, shares of five elements in per cent, heat in MJ/kg."""
    with (folder / "fuels.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ("fuel", *ELEMENTS, "heat"), extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(fuels(dataset, split, hidden=False))


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's fuels as the grader gives them to a model."""
    return examples(fuels(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return shares (rows, 5) in per cent, heat (rows, 1) in MJ/kg, and samples of one name as blocks."""
    return examples(fuels(dataset, split, hidden=True))


def examples(rows: list[Fuel]) -> Examples:
    """Return what enters a model and what should leave it."""
    _, blocks = np.unique([row["fuel"].casefold() for row in rows], return_inverse=True)
    return Examples(
        inputs=np.array([[row[element] for element in ELEMENTS] for row in rows], dtype=np.float32),
        targets=np.array([[row["heat"]] for row in rows], dtype=np.float32),
        ids=tuple(row["row"] for row in rows),
        blocks=blocks.astype(np.int64),
    )
