"""Jobs of a computing cluster for the candidate and for the grader: what is known at the start in, time class out."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

HIDDEN_SHARE = 0.35
CLASSES = ("VF", "F", "M", "L")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PROTOCOLS = tuple("ACDEFGHIJKLMNO")

Row = dict[str, str]


def data_set(row: Row) -> str:
    """Return what is the same for jobs that seem to be runs on one data set; they must not be on both sides."""
    return f"{row['protocol']} {row['compounds']}"


def jobs(dataset: Dataset, split: Split, *, hidden: bool) -> list[Row]:
    """Return one side of the split by column name, in an order that has nothing to do with the classes."""
    with gzip.open(dataset.file("jobs.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        side = [
            row
            for row in csv.DictReader(file)
            if split.is_hidden(dataset.id, data_set(row), share=HIDDEN_SHARE) == hidden
        ]
    return sorted(side, key=lambda row: split.position("order of " + dataset.id, row["id"]))


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `jobs.json`: a list of objects, one job a line."""
    lines = [json.dumps(record(row)) for row in jobs(dataset, split, hidden=False)]
    (folder / "jobs.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def record(row: Row) -> dict[str, object]:
    """Return a job as the candidate's file holds it."""
    return {
        "protocol": row["protocol"],
        "data": {"compounds": int(row["compounds"]), "input_fields": int(row["input_fields"])},
        "iterations": int(row["iterations"]),
        "submitted": {"day": row["day"], "minute": int(row["minute"]), "jobs_pending": int(row["num_pending"])},
        "class": row["class"],
    }


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's jobs as the grader gives them to a model."""
    return examples(jobs(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return the seven inputs (rows, 7) and classes (rows,) from 0 to 3; runs on one data set are a block."""
    return examples(jobs(dataset, split, hidden=True))


def examples(rows: list[Row]) -> Examples:
    """Return what enters a model and what should leave it."""
    data_sets = {name: number for number, name in enumerate(sorted({data_set(row) for row in rows}))}
    return Examples(
        inputs=np.array(
            [
                [
                    PROTOCOLS.index(row["protocol"]),
                    int(row["compounds"]),
                    int(row["input_fields"]),
                    int(row["iterations"]),
                    DAYS.index(row["day"]),
                    int(row["minute"]),
                    int(row["num_pending"]),
                ]
                for row in rows
            ],
            dtype=np.float32,
        ),
        targets=np.array([CLASSES.index(row["class"]) for row in rows], dtype=np.int64),
        ids=tuple(row["id"] for row in rows),
        blocks=np.array([data_sets[data_set(row)] for row in rows], dtype=np.int64),
    )
