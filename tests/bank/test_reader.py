"""A task's folder becomes an ExamTask; a bad task.toml is refused with file, line, expected and received."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gradatim.bank.exam_task import MetricName, OutputKind
from gradatim.bank.reader import load_task, load_tasks, read_task
from gradatim.errors import UserError
from gradatim.settings import settings

TEMPLATE = settings().content / "templates" / "exam-task"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the task template as a task that is valid."""
    target = tmp_path / "a-task"
    shutil.copytree(TEMPLATE, target)
    toml = target / "task.toml"
    toml.write_text(toml.read_text().replace("{title}", "A task").replace("{category}", "1"))
    return target


def change(folder: Path, before: str, after: str) -> int:
    """Replace text in task.toml and return the number of the changed line."""
    path = folder / "task.toml"
    text = path.read_text()
    assert text.count(before) == 1, before
    path.write_text(text.replace(before, after))
    return text[: text.index(before)].count("\n") + 1


def refusal(folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read_task(folder)
    return caught.value


def test_the_template_reads_as_a_task(folder: Path) -> None:
    task = read_task(folder)
    assert task.id == "a-task"
    assert task.rubric.metric is MetricName.MEAN_ABSOLUTE_ERROR
    assert task.output.kind is OutputKind.VALUE
    assert task.weak[0].scores == (1, 2)


def test_a_misspelt_key_names_the_line_and_the_right_key(folder: Path) -> None:
    line = change(folder, "metric =", "metrik =")
    error = refusal(folder)
    assert f"task.toml:{line}" in error.expected
    assert "did you mean 'metric'?" in error.expected
    assert error.received == "'metrik'"


def test_a_misspelt_key_in_the_second_weak_answer_is_found_there(folder: Path) -> None:
    path = folder / "task.toml"
    path.write_text(path.read_text() + '\n[[weak]]\nfile = "weak/b.py"\nmistak = "x"\nscores = [1]\n')
    line = path.read_text().splitlines().index('mistak = "x"') + 1
    assert f"task.toml:{line}" in refusal(folder).expected


def test_a_missing_key_is_named(folder: Path) -> None:
    change(folder, 'dataset = "penguins"', "# nothing")
    error = refusal(folder)
    assert "'dataset'" in error.expected
    assert error.received == "no such key"


@pytest.mark.parametrize(
    ("before", "after", "expected", "received"),
    [
        ("bands = [500, 400, 300, 200, 100]", "bands = [100, 200, 300, 400, 500]", "falling", "100"),
        ("bands = [500, 400, 300, 200, 100]", "bands = [500, 400, 300, 200]", "at least 5 items", "500"),
        ("category = 1", "category = 6", "less than or equal to 5", "6"),
        ("category = 1", 'category = "1"', "valid integer", "'1'"),
        ('"nn.train"', '"nn.trian"', "nn.train?", "nn.trian"),
        ('metric = "mean absolute error"', 'metric = "mae"', "mean absolute error", "'mae'"),
        ("scores = [1, 2]", "scores = [1, 6]", "less than or equal to 5", "6"),
        ('kind = "value"', 'kind = "probability"', "2 class names", "value"),
    ],
)
def test_a_wrong_value_says_what_was_expected(
    folder: Path, before: str, after: str, expected: str, received: str
) -> None:
    change(folder, before, after)
    error = refusal(folder)
    assert expected in error.expected
    assert received in f"{error.received} {error.expected}"
    assert "task.toml" in error.expected


def test_broken_toml_names_the_line(folder: Path) -> None:
    line = change(folder, 'unit = "g"', 'unit = "g')
    assert f"line {line}" in refusal(folder).received


def test_an_unknown_task_names_the_nearest() -> None:
    with pytest.raises(UserError) as caught:
        load_task("penguin-mas")
    assert "penguin-mass" in caught.value.next_step


def test_the_bank_holds_a_task_of_every_category() -> None:
    assert {task.category for task in load_tasks()} == {1, 2, 3, 4, 5}
