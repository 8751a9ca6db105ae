"""Utterances of nine speakers for the candidate and for the grader: frames in, who speaks out."""

from __future__ import annotations

import lzma
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split

FRAMES = 29
"""The longest utterance; shorter ones are filled up with zeros at the end."""
COEFFICIENTS = 12
HIDDEN_SHARE = 0.6

Frames = npt.NDArray[np.float32]


def read(dataset: Dataset) -> tuple[list[Frames], npt.NDArray[np.int64]]:
    """Return the frames (length, 12) and the index of the speaker (0 to 8) of each utterance."""
    with lzma.open(dataset.file("utterances.csv.xz"), "rt", encoding="utf-8") as file:
        table = np.loadtxt(file, delimiter=",", skiprows=1)
    first = np.flatnonzero(np.diff(table[:, 0], prepend=-1))
    speakers = table[first, 1].astype(np.int64) - 1
    return np.split(table[:, 2:].astype(np.float32), first[1:]), speakers


def is_hidden(dataset: Dataset, split: Split) -> list[bool]:
    """Return for each utterance whether it is hidden."""
    utterances = len(read(dataset)[0])
    return [split.is_hidden(dataset.id, str(number), share=HIDDEN_SHARE) for number in range(utterances)]


def candidate(dataset: Dataset, split: Split, folder: Path) -> None:
    """Write `train.csv`: a row for each frame of the visible utterances, numbered anew from 0."""
    utterances, speakers = read(dataset)
    visible = [number for number, hides in enumerate(is_hidden(dataset, split)) if not hides]
    header = ",".join(("utterance", "speaker", *(f"c{number}" for number in range(1, COEFFICIENTS + 1))))
    rows = [
        f"{new},{speakers[number] + 1},{','.join(f'{value:.6f}' for value in frame)}"
        for new, number in enumerate(visible)
        for frame in utterances[number]
    ]
    (folder / "train.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")


def training(dataset: Dataset, split: Split) -> Examples:
    """Return the candidate's utterances, as the grader gives them to a model."""
    return examples(dataset, [number for number, hides in enumerate(is_hidden(dataset, split)) if not hides])


def hidden(dataset: Dataset, split: Split) -> Examples:
    """Return frames (rows, 29, 12) with zeros after the last one, and speakers (rows,) from 0 to 8."""
    return examples(dataset, [number for number, hides in enumerate(is_hidden(dataset, split)) if hides])


def examples(dataset: Dataset, numbers: list[int]) -> Examples:
    """Return the utterances with the given numbers."""
    utterances, speakers = read(dataset)
    inputs = np.zeros((len(numbers), FRAMES, COEFFICIENTS), np.float32)
    for row, number in enumerate(numbers):
        inputs[row, : len(utterances[number])] = utterances[number]
    return Examples(inputs=inputs, targets=speakers[numbers], ids=tuple(f"utterance {number}" for number in numbers))
