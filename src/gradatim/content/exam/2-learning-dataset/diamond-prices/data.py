"""Diamonds for the candidate and for the grader: weight, quality and measures in, price out."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

HIDDEN_SHARE = 0.3
# From the worst to the best, as the trade orders them.
CUTS = ("Fair", "Good", "Very Good", "Premium", "Ideal")
COLORS = ("J", "I", "H", "G", "F", "E", "D")
CLARITIES = ("I1", "SI2", "SI1", "VS2", "VS1", "VVS2", "VVS1", "IF")
PLACES = {
    column: {word: place for place, word in enumerate(words)}
    for column, words in (("cut", CUTS), ("color", COLORS), ("clarity", CLARITIES))
}
INPUTS = ("carat", "cut", "color", "clarity", "depth", "table", "x", "y", "z")
COLUMNS = (*INPUTS, "price")

Stone = dict[str, str]


def diamonds(dataset: Dataset, split: Split, *, hidden: bool) -> list[Stone]:
    """Return one side of the split by column name, in the dataset's order, which says nothing about the price."""
    with gzip.open(dataset.file("diamonds.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        return [
            stone
            for stone in csv.DictReader(file)
            if split.is_hidden(dataset.id, stone["id"], share=HIDDEN_SHARE) == hidden
        ]


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `diamonds.csv`, words and numbers as in the source."""
    with (folder / "diamonds.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, fieldnames=COLUMNS, extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(diamonds(dataset, split, hidden=False))


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's stones as the grader gives them to a model."""
    return examples(diamonds(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the nine inputs (rows, 9), words as places in their lists, and prices (rows, 1) in US dollars."""
    return examples(diamonds(dataset, split, hidden=True))


def examples(stones: list[Stone]) -> Examples:
    """Return what enters a model and what should leave it."""
    return Examples(
        inputs=np.array(
            [
                [PLACES[column][stone[column]] if column in PLACES else float(stone[column]) for column in INPUTS]
                for stone in stones
            ],
            dtype=np.float32,
        ),
        targets=np.array([[float(stone["price"])] for stone in stones], dtype=np.float32),
        ids=tuple(stone["id"] for stone in stones),
    )
