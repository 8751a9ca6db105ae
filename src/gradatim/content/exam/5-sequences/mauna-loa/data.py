"""Weekly carbon dioxide for the candidate and for the grader: two years in, one week half a year later out."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

END_OF_CANDIDATE_PART = np.datetime64("1986-01-01")
HIDDEN_SHARE = 0.7
WINDOW = 104
AHEAD = 26

Weeks = npt.NDArray[np.datetime64]
Values = npt.NDArray[np.float32]


def read(dataset: Dataset) -> tuple[Weeks, Values]:
    """Return the weeks (weeks,) and their carbon dioxide (weeks,) in ppm, NaN where nothing was measured."""
    with dataset.file("weekly.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    weeks = np.array([row["week"] for row in rows], dtype="datetime64[D]")
    return weeks, np.array([row["co2"] or "nan" for row in rows], dtype=np.float32)


def candidate_part(dataset: Dataset) -> tuple[Weeks, Values]:
    """Return the weeks that the candidate gets: all before the first hidden window."""
    weeks, values = read(dataset)
    visible = weeks < END_OF_CANDIDATE_PART
    return weeks[visible], values[visible]


def candidate(dataset: Dataset, _split: Split, folder: Path) -> None:
    """Write `co2.csv`: weeks and carbon dioxide, with the gaps of the source."""
    rows = zip(*candidate_part(dataset), strict=True)
    lines = (f"{week},{'' if np.isnan(value) else f'{value:.1f}'}\n" for week, value in rows)
    (folder / "co2.csv").write_text("week,co2\n" + "".join(lines), encoding="utf-8")


def training(dataset: Dataset, _split: Split) -> Examples:
    """Return every window of the candidate's part that has no gap, as the grader gives them to a model."""
    weeks, values = candidate_part(dataset)
    lasts = range(WINDOW - 1, len(weeks) - AHEAD)
    whole = [last for last in lasts if not np.isnan(values[[*range(last - WINDOW + 1, last + 1), last + AHEAD]]).any()]
    return examples(weeks, values, whole)


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return windows (rows, 104, 1), the 26th week after each (rows, 1), and the quarters of those weeks as blocks."""
    weeks, values = read(dataset)
    first = int(np.searchsorted(weeks, END_OF_CANDIDATE_PART)) + WINDOW - 1
    lasts = [
        last
        for last in range(first, len(weeks) - AHEAD)
        if split.is_hidden(dataset.id, str(weeks[last + AHEAD]), share=HIDDEN_SHARE)
    ]
    return examples(weeks, values, lasts)


def examples(weeks: Weeks, values: Values, lasts: list[int]) -> Examples:
    """Return the windows that end with the given weeks; an id is the week to forecast."""
    asked = np.array(lasts) + AHEAD
    return Examples(
        inputs=np.stack([values[last - WINDOW + 1 : last + 1, None] for last in lasts]),
        targets=values[asked, None],
        ids=tuple(str(week) for week in weeks[asked]),
        blocks=weeks[asked].astype("datetime64[M]").astype(np.int64) // 3,
    )
