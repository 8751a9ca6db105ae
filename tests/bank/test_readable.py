"""What a model is given as numbers, a person reads as words or as figures with names."""

from __future__ import annotations

import numpy as np
import pytest

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task, load_tasks
from gradatim.data.split import Split

SPLIT = Split(b"a key of the tests")
TASKS = load_tasks()


def _needs_words(task: ExamTask) -> bool:
    return task.input.dtype == "int32" or (task.input.dtype == "float32" and len(task.input.shape) == 1)


@pytest.mark.parametrize("task", [task for task in TASKS if _needs_words(task)], ids=lambda task: task.id)
def test_every_row_of_tokens_or_columns_can_be_read(task: ExamTask) -> None:
    hidden = task.hidden_set(SPLIT)
    rows = task.readable(SPLIT, hidden.inputs[:50])
    assert rows is not None
    assert len(rows) == len(hidden.inputs[:50])
    assert all(row and all(piece for piece in row) for row in rows)


def test_pictures_windows_and_strings_need_no_words() -> None:
    assert load_task("mail-sorting").readable(SPLIT, np.zeros((1, 28, 28), dtype=np.uint8)) is None


def test_the_words_are_those_of_the_task() -> None:
    def read(task_id: str, row: int = 0) -> list[str]:
        task = load_task(task_id)
        rows = task.readable(SPLIT, task.hidden_set(SPLIT).inputs[row : row + 1])
        assert rows is not None
        return rows[0]

    penguin = load_task("penguin-mass").hidden_set(SPLIT).inputs[0, 0]
    assert read("penguin-mass") == [f"flipper {penguin:.0f} mm"]
    assert "".join(read("next-letter")).isprintable()
    assert len(read("next-letter")) == 100
    assert len(set(read("which-era")) & {"the", "of", "and", "to"}) >= 3
    assert any(word.isalpha() for word in read("which-language"))
    assert read("job-times")[0].startswith("protocol ")
