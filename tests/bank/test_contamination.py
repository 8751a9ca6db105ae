"""The guard finds what it is there to find, in each form that hidden examples have."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from gradatim.bank.contamination import shared
from gradatim.bank.exam_task import ExamTask, Guard, GuardMethod
from gradatim.bank.reader import load_tasks
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

RANDOM = np.random.default_rng(11)


def examples(inputs: npt.NDArray[Any], name: str) -> Examples:
    return Examples(inputs, np.zeros(len(inputs)), tuple(f"{name}-{row}" for row in range(len(inputs))))


def found(method: str, training: npt.NDArray[Any], hidden: npt.NDArray[Any], length: int = 12) -> list[str]:
    problems = shared(Guard(GuardMethod(method), length), examples(training, "shown"), examples(hidden, "hidden"))
    return [problem.split(":")[0] for problem in problems]


def smooth_pictures(count: int, side: int) -> npt.NDArray[np.float32]:
    """Return pictures (count, side, side, 3) of soft blots, as photographs are, and not of noise."""
    coarse = RANDOM.uniform(0, 255, (count, 5, 5, 3)).astype(np.float32)
    return resized(coarse, side)


def resized(pictures: npt.NDArray[np.float32], side: int) -> npt.NDArray[np.float32]:
    places = np.linspace(0, pictures.shape[1] - 1, side)
    low = places.astype(int).clip(max=pictures.shape[1] - 2)
    part = (places - low).astype(np.float32)[:, None, None]
    rows = pictures[:, low] * (1 - part) + pictures[:, low + 1] * part
    part = part[:, 0][None, None]
    return np.asarray(rows[:, :, low] * (1 - part) + rows[:, :, low + 1] * part, dtype=np.float32)


@pytest.mark.parametrize("method", list(GuardMethod))
def test_the_same_id_on_both_sides_is_always_found(method: GuardMethod) -> None:
    inputs = smooth_pictures(2, 16)
    one = Examples(inputs[:1], np.zeros(1), ids=("same",))
    other = Examples(inputs[1:], np.zeros(1), ids=("same",))
    assert shared(Guard(method), one, other) == ["same: its id is the candidate's as well"]


def test_a_row_that_is_there_twice_is_found() -> None:
    rows = RANDOM.normal(size=(50, 4)).astype(np.float32)
    assert found("rows", rows[:40], rows[40:]) == []
    assert found("rows", rows[:40], np.concatenate([rows[40:], rows[7:8]])) == ["hidden-10"]


def test_pictures_that_differ_are_told_apart_and_blank_ones_are_no_copies() -> None:
    assert found("pictures", smooth_pictures(300, 48), smooth_pictures(100, 48)) == []
    blank = 250 + RANDOM.normal(size=(60, 32, 32, 3)).astype(np.float32)
    assert found("pictures", blank[:40], blank[40:]) == []


@pytest.mark.parametrize("change", ["none", "brighter", "mirrored", "smaller", "noisy"])
def test_a_copy_of_a_picture_is_found(change: str) -> None:
    pictures = smooth_pictures(60, 48)
    copy = pictures[5:6]
    match change:
        case "brighter":
            copy = (copy * 1.1 + 12).clip(0, 255)
        case "mirrored":
            copy = copy[:, :, ::-1]
        case "smaller":
            copy = resized(resized(copy, 30), 48)
        case "noisy":
            copy = copy + RANDOM.normal(0, 4, copy.shape).astype(np.float32)
    hidden = np.concatenate([smooth_pictures(20, 48), copy])
    assert found("pictures", pictures, hidden) == ["hidden-20"]


def test_words_in_a_row_are_found_in_texts_and_in_tokens() -> None:
    words = RANDOM.integers(2, 500, size=(30, 40)).astype(np.int32)
    hidden = RANDOM.integers(2, 500, size=(5, 40)).astype(np.int32)
    assert found("shingles", words, hidden) == []
    hidden[3, 20:32] = words[11, 4:16]
    assert found("shingles", words, hidden) == ["hidden-3"]
    assert found("shingles", words, hidden, length=13) == []
    texts, unseen = (
        np.array([" ".join(map(str, row)) for row in rows.tolist()], dtype="S") for rows in (words, hidden)
    )
    assert found("shingles", texts, unseen) == ["hidden-3"]


def test_padding_is_no_text_in_common() -> None:
    words = np.zeros((2, 40), dtype=np.int32)
    words[0, :9], words[1, :9] = 7 + np.arange(9), 99 - np.arange(9)
    assert found("shingles", words[:1], words[1:]) == []


def test_overlapping_windows_of_a_series_are_found() -> None:
    series = RANDOM.normal(size=(400, 2)).astype(np.float32)
    windows = np.stack([series[start : start + 30] for start in range(370)])
    assert found("windows", windows[:150], windows[180:200], length=10) == []
    assert found("windows", windows[:150], windows[160:200], length=10) == [f"hidden-{row}" for row in range(10)]


@pytest.mark.parametrize("task", load_tasks(), ids=lambda task: str(task.id))
def test_no_hidden_example_is_in_the_candidates_part(task: ExamTask) -> None:
    split = Split(PRACTICE_SPLIT_KEY.encode())
    training, hidden = task.training_set(split), task.hidden_set(split)
    assert shared(task.guard, training, hidden) == []
    assert training.targets.dtype == hidden.targets.dtype
    assert training.targets.shape[1:] == hidden.targets.shape[1:]
    # A guard that compares nothing would find nothing: a hidden example put among the candidate's is found.
    if task.guard.method is not GuardMethod.IDS:
        renamed = Examples(hidden.inputs[:5], hidden.targets[:5], tuple(f"moved-{row}" for row in range(5)))
        assert shared(task.guard, renamed, hidden) != []
