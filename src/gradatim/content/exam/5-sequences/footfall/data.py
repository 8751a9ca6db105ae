"""Hourly pedestrian counts for the candidate and for the grader: one week in, the next 24 hours of one sensor out."""

from __future__ import annotations

import lzma
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

SENSORS = ("8 Darby Street NS", "183 K Road", "19 Shortland Street", "Te Ara Tahuhu Walkway")
"""In the order of the model's input; the first is the one to forecast."""
END_OF_CANDIDATE_PART = np.datetime64("2025-01-01T06:00")
HIDDEN_SHARE = 0.7
WINDOW = 7 * 24
HORIZON = 24
MONDAY = np.datetime64("2024-01-01", "D")

Times = npt.NDArray[np.datetime64]
Counts = npt.NDArray[np.float32]


def read(dataset: Dataset) -> tuple[Times, Counts]:
    """Return the hours (hours,) and the counts (hours, sensors) of the whole series."""
    with lzma.open(dataset.file("hourly.csv.xz"), "rt", encoding="utf-8") as file:
        header, *lines = file.read().splitlines()
    columns = [header.split(",").index(sensor) for sensor in SENSORS]
    counts = np.loadtxt(lines, delimiter=",", usecols=columns, dtype=np.float32)
    first_hour = np.datetime64(lines[0].split(",")[0])
    return first_hour + np.arange(len(lines)) * np.timedelta64(1, "h"), counts


def candidate_part(dataset: Dataset) -> tuple[Times, Counts]:
    """Return the hours and counts that the candidate gets: all before the first hidden window."""
    times, counts = read(dataset)
    visible = times < END_OF_CANDIDATE_PART
    return times[visible], counts[visible]


def candidate(dataset: Dataset, _split: Split, folder: Path) -> None:
    """Write `counts.csv`: the begin of each hour and the counts of the four sensors."""
    times, counts = candidate_part(dataset)
    rows = (f"{time},{','.join(map(str, row))}\n" for time, row in zip(times, counts.astype(int).tolist(), strict=True))
    text = ",".join(("time", *SENSORS)) + "\n" + "".join(rows)
    (folder / "counts.csv").write_text(text, encoding="utf-8")


def training(dataset: Dataset, _split: Split) -> Examples:
    """Return every day of the candidate's part, with the week before it, as the grader gives them to a model."""
    times, counts = candidate_part(dataset)
    return examples(dataset, times, counts, list(range(WINDOW, len(times) - HORIZON + 1, HORIZON)))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return windows (days, 168, 4) up to 5:59, the 24 hours after each (days, 24), and calendar weeks as blocks."""
    times, counts = read(dataset)
    first = int(np.searchsorted(times, END_OF_CANDIDATE_PART)) + WINDOW
    starts = [
        start
        for start in range(first, len(times) - HORIZON + 1, HORIZON)
        if split.is_hidden(dataset.id, str(times[start].astype("datetime64[D]")), share=HIDDEN_SHARE)
    ]
    return examples(dataset, times, counts, starts)


def examples(dataset: Dataset, times: Times, counts: Counts, starts: list[int]) -> Examples:
    """Return the weeks before the given hours, and the 24 hours from them on."""
    days = times[starts].astype("datetime64[D]")
    return Examples(
        inputs=np.stack([counts[start - WINDOW : start] for start in starts]),
        targets=np.stack([counts[start : start + HORIZON, 0] for start in starts]),
        ids=tuple(str(day) for day in days),
        blocks=((days - MONDAY).astype(np.int64) // 7),
        scale=seasonal_naive_error(candidate_part(dataset)[1][:, 0]),
    )


def seasonal_naive_error(series: Counts) -> float:
    """Return the mean absolute error of forecasting each hour by the same hour of the week before."""
    return float(np.abs(series[WINDOW:].astype(np.float64) - series[:-WINDOW]).mean())
