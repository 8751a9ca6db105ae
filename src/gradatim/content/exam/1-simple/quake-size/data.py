"""Earthquakes for the candidate and for the grader: how it was located in, how strong it was out."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path
from typing import Any

import numpy as np

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

REPORTED = ("nst", "dmin", "rms", "gap")
"""What follows the depth in the model's input."""
NOT_REPORTED = -1.0
HIDDEN_SHARE = 0.4
PLACE_DEGREES = 0.25

Quake = dict[str, Any]


def quakes(dataset: Dataset, split: Split, *, hidden: bool) -> list[Quake]:
    """Return one side of the split, newest first. All earthquakes of a place are on one side."""
    with gzip.open(dataset.file("week.json.gz"), "rt", encoding="utf-8") as file:
        features: list[Quake] = json.load(file)["features"]
    return [one for one in features if split.is_hidden(dataset.id, place(one), share=HIDDEN_SHARE) == hidden]


def place(quake: Quake) -> str:
    """Return the square of a quarter of a degree in which the earthquake was."""
    longitude, latitude, _ = quake["geometry"]["coordinates"]
    return f"{math.floor(longitude / PLACE_DEGREES)} {math.floor(latitude / PLACE_DEGREES)}"


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `quakes.json` as the United States Geological Survey publishes it; what was not reported is null."""
    features = quakes(dataset, split, hidden=False)
    text = ",\n".join(json.dumps(one) for one in features)
    (folder / "quakes.json").write_text(
        f'{{"type": "FeatureCollection", "features": [\n{text}\n]}}\n', encoding="utf-8"
    )


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's earthquakes as the grader gives them to a model."""
    return examples(quakes(dataset, split, hidden=False))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return depth and four numbers of the report (rows, 5), magnitudes (rows, 1), and places as blocks."""
    return examples(quakes(dataset, split, hidden=True))


def examples(rows: list[Quake]) -> Examples:
    """Return what enters a model and what should leave it."""
    _, blocks = np.unique([place(one) for one in rows], return_inverse=True)
    return Examples(
        inputs=np.array([report(one) for one in rows], dtype=np.float32),
        targets=np.array([[one["properties"]["mag"]] for one in rows], dtype=np.float32),
        ids=tuple(one["id"] for one in rows),
        blocks=blocks.astype(np.int64),
    )


def report(quake: Quake) -> list[float]:
    """Return the depth and the numbers of the report, -1 for null."""
    values = [quake["properties"][name] for name in REPORTED]
    return [quake["geometry"]["coordinates"][2], *(NOT_REPORTED if value is None else value for value in values)]
