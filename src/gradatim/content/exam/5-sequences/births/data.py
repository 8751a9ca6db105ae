"""Daily births for the candidate and for the grader: 54 weeks in, the next fourteen days out."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

END_OF_CANDIDATE_PART = np.datetime64("2010-01-01")
HIDDEN_SHARE = 0.5
WINDOW = 378
HORIZON = 14
WEEK = 7

Days = npt.NDArray[np.datetime64]
Births = npt.NDArray[np.float32]


def read(dataset: Dataset) -> tuple[Days, Births]:
    """Return the days (days,) and the births on each (days,)."""
    with dataset.file("daily.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    days = np.array([row["date"] for row in rows], dtype="datetime64[D]")
    return days, np.array([row["births"] for row in rows], dtype=np.float32)


def candidate_part(dataset: Dataset) -> tuple[Days, Births]:
    """Return the days that the candidate gets: all before the first hidden window."""
    days, births = read(dataset)
    visible = days < END_OF_CANDIDATE_PART
    return days[visible], births[visible]


def candidate(dataset: Dataset, _split: Split, folder: Path) -> None:
    """Write `births.csv`: dates and births."""
    lines = (f"{day},{births:.0f}\n" for day, births in zip(*candidate_part(dataset), strict=True))
    (folder / "births.csv").write_text("date,births\n" + "".join(lines), encoding="utf-8")


def training(dataset: Dataset, _split: Split) -> Examples:
    """Return every second window of the candidate's part, as the grader gives them to a model."""
    days, births = candidate_part(dataset)
    return examples(dataset, days, births, list(range(WINDOW, len(days) - HORIZON + 1, 2)))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return windows (rows, 378, 1), the 14 days after each (rows, 14), and months as blocks.

    An id is the first day to forecast, and a block the month of that day.
    """
    days, births = read(dataset)
    first = int(np.searchsorted(days, END_OF_CANDIDATE_PART)) + WINDOW
    starts = [
        start
        for start in range(first, len(days) - HORIZON + 1)
        if split.is_hidden(dataset.id, str(days[start]), share=HIDDEN_SHARE)
    ]
    return examples(dataset, days, births, starts)


def examples(dataset: Dataset, days: Days, births: Births, starts: list[int]) -> Examples:
    """Return the 378 days before the given ones, and the 14 days from them on."""
    return Examples(
        inputs=np.stack([births[start - WINDOW : start, None] for start in starts]),
        targets=np.stack([births[start : start + HORIZON] for start in starts]),
        ids=tuple(str(day) for day in days[starts]),
        blocks=days[starts].astype("datetime64[M]").astype(np.int64),
        scale=seasonal_naive_error(candidate_part(dataset)[1]),
    )


def seasonal_naive_error(series: Births) -> float:
    """Return the mean absolute error of forecasting each day by the same weekday of the week before."""
    return float(np.abs(series[WEEK:].astype(np.float64) - series[:-WEEK]).mean())
