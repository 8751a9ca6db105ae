"""A stronger answer is measured, is drawn on its task's page, and is never given to a candidate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripts.pages.answers import Kind, answers
from scripts.pages.distribution import MARKS, distribution

from gradatim.bank.category_folder import lay_out
from gradatim.bank.exam_task import ExamTask
from gradatim.bank.lint import STRONGER, lint_task
from gradatim.bank.reader import load_task, load_tasks
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY


@pytest.fixture(params=load_tasks(), ids=lambda task: task.id)
def task(request: pytest.FixtureRequest) -> ExamTask:
    """Return each exam task in turn."""
    found: ExamTask = request.param
    return found


def test_it_reaches_five_and_says_so_where_it_is_no_better_than_the_reference(task: ExamTask) -> None:
    listed = {answer.kind: answer for answer in answers(task)}
    assert listed[Kind.STRONGER].scores == (5,)
    stronger, reference = listed[Kind.STRONGER].median_metric, listed[Kind.REFERENCE].median_metric
    assert stronger is not None
    assert reference is not None
    worse = stronger < reference if task.rubric.metric.higher_is_better else stronger > reference
    assert not worse or "nothing better was found" in (task.folder / STRONGER).read_text(encoding="utf-8")


def test_the_picture_shows_it(task: ExamTask) -> None:
    mark = MARKS[Kind.STRONGER].rpartition("{top} ")[2]
    listed = answers(task)
    assert distribution(task, listed).count(mark) == 1
    others = [answer for answer in listed if answer.kind is not Kind.STRONGER]
    assert distribution(task, others).count(mark) == 0


def test_a_candidate_is_not_given_it(tmp_path: Path) -> None:
    task = load_task("penguin-mass")
    lay_out(task, Split(PRACTICE_SPLIT_KEY.encode()), tmp_path)
    given = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert given
    assert not any(path.read_bytes() == (task.folder / STRONGER).read_bytes() for path in given)
    assert STRONGER not in {path.name for path in given}


def test_lint_notices_that_it_changed_after_it_was_measured(tmp_path: Path) -> None:
    folder = tmp_path / "penguin-mass"
    for path in load_task("penguin-mass").folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            copy = folder / path.relative_to(load_task("penguin-mass").folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    assert lint_task(folder) == []
    assert "stronger" in json.loads((folder / "measured.json").read_text(encoding="utf-8"))
    with (folder / STRONGER).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert "a measurement of the task's sources" in str(lint_task(folder)[0])
