"""Hourly bicycle hire for the candidate and for the grader: one week with its weather in, the next hour's hires out."""

from __future__ import annotations

import lzma
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

COLUMNS = ("bicycles", "temperature", "humidity", "wind", "working_day", "hour")
"""In the order of the model's input; the first is the one to forecast."""
END_OF_CANDIDATE_PART = np.datetime64("2012-07-01T00:00")
HIDDEN_SHARE = 0.5
WINDOW = 7 * 24

Times = npt.NDArray[np.datetime64]
Hours = npt.NDArray[np.float32]


def read(dataset: Dataset) -> tuple[Times, Hours]:
    """Return the hours (hours,) and what is known of each (hours, 6)."""
    with lzma.open(dataset.file("hourly.csv.xz"), "rt", encoding="utf-8") as file:
        header, *lines = file.read().splitlines()
    if header != ",".join(("time", *COLUMNS)):
        raise ValueError(f"Expected the columns time, {', '.join(COLUMNS)}. Received: {header}")
    values = np.loadtxt(lines, delimiter=",", usecols=range(1, len(COLUMNS) + 1), dtype=np.float32)
    first = np.datetime64(lines[0].split(",")[0])
    return first + np.arange(len(lines)) * np.timedelta64(1, "h"), values


def candidate_part(dataset: Dataset) -> tuple[Times, Hours]:
    """Return the hours that the candidate gets: all before the first hidden window."""
    times, values = read(dataset)
    visible = times < END_OF_CANDIDATE_PART
    return times[visible], values[visible]


def candidate(dataset: Dataset, _split: Split, folder: Path) -> None:
    """Write `bikes.csv`: the begin of each hour and the six columns."""
    times, values = candidate_part(dataset)
    rows = (f"{time},{','.join(f'{value:g}' for value in row)}\n" for time, row in zip(times, values, strict=True))
    (folder / "bikes.csv").write_text(",".join(("time", *COLUMNS)) + "\n" + "".join(rows), encoding="utf-8")


def training(dataset: Dataset, _split: Split) -> Examples:
    """Return every fifth window of the candidate's part, as the grader gives them to a model.

    Five hours have no factor in common with a day, so every hour of the day is asked for.
    """
    times, values = candidate_part(dataset)
    return examples(times, values, list(range(WINDOW, len(times), 5)))


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return windows (rows, 168, 6), the bicycles of the hour after each (rows, 1), and days as blocks.

    Whole days are drawn: all 24 hours of a hidden day are asked for.
    """
    times, values = read(dataset)
    first = int(np.searchsorted(times, END_OF_CANDIDATE_PART)) + WINDOW
    asked = [
        hour
        for hour in range(first, len(times))
        if split.is_hidden(dataset.id, str(times[hour].astype("datetime64[D]")), share=HIDDEN_SHARE)
    ]
    return examples(times, values, asked)


def examples(times: Times, values: Hours, asked: list[int]) -> Examples:
    """Return the weeks before the given hours, and the bicycles hired in those hours."""
    return Examples(
        inputs=np.stack([values[hour - WINDOW : hour] for hour in asked]),
        targets=values[asked, :1],
        ids=tuple(str(time) for time in times[asked]),
        blocks=times[asked].astype("datetime64[D]").astype(np.int64),
    )
