"""X-ray lines for the candidate and for the grader: element and line in, energy out."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

LINES = (
    "K-alpha-1",
    "K-alpha-2",
    "K-beta-1",
    "K-beta-2",
    "L-alpha-1",
    "L-beta-1",
    "L-beta-3",
    "L-gamma-1",
    "L-l",
    "L-eta",
)
"""A line's number in the model's input is its position here."""
HIDDEN_SHARE = 0.4

Line = dict[str, str]


def lines(dataset: Dataset, split: Split, *, hidden: bool) -> list[Line]:
    """Return one side of the split, by atomic number. All lines of an element are on one side."""
    with dataset.file("lines.csv").open(encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if split.is_hidden(dataset.id, row["symbol"], share=HIDDEN_SHARE) == hidden
        ]


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `lines.csv`: element, line and its number, energy in eV."""
    columns = ("element", "symbol", "atomic_number", "line", "line_number", "electron_volts")
    with (folder / "lines.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, lineterminator="\n")
        table.writeheader()
        for row in lines(dataset, split, hidden=False):
            table.writerow({**row, "line_number": LINES.index(row["line"])})


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's lines as the grader gives them to a model."""
    return examples(lines(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return atomic numbers and line numbers (rows, 2), energies (rows, 1) in keV, and the elements as blocks."""
    return examples(lines(dataset, split, hidden=True))


def examples(rows: list[Line]) -> Examples:
    """Return what enters a model and what should leave it."""
    return Examples(
        inputs=np.array([[row["atomic_number"], LINES.index(row["line"])] for row in rows], dtype=np.float32),
        targets=np.array([[float(row["electron_volts"]) / 1000] for row in rows], dtype=np.float32),
        ids=tuple(f"{row['symbol']} {row['line']}" for row in rows),
        blocks=np.array([row["atomic_number"] for row in rows], dtype=np.int64),
    )
