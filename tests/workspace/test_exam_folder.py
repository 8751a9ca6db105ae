"""The exam folder is written whole or not at all, and knows its sitting."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.exams.form import Form, FormItem
from gradatim.workspace.exam_folder import create, find_model, find_sitting

SPLIT = Split(b"a key")


def form(task_id: str = "penguin-mass") -> Form:
    version = load_task("penguin-mass").version(SPLIT)
    return Form(items=(FormItem(category=1, title="Simple", weight=100, task_id=task_id, task_version=version),))


def test_a_folder_holds_what_the_candidate_needs_and_nothing_hidden(tmp_path: Path) -> None:
    create(tmp_path / "exam", "abc", form(), SPLIT)
    category = tmp_path / "exam" / "category1"
    assert {"README.md", "answer.py", "data", "data.png"} == {path.name for path in category.iterdir()}
    assert find_sitting(category / "data") == (tmp_path / "exam", "abc")
    task = load_task("penguin-mass")
    files = [path for path in category.rglob("*") if path.is_file() and path.suffix != ".png"]
    given = "".join(path.read_text(encoding="utf-8") for path in files)
    assert (task.folder / "solution.py").read_text() not in given
    assert "def hidden" not in given


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "exam").mkdir()
    (tmp_path / "exam" / "mine.txt").write_text("mine")
    with pytest.raises(UserError, match="new or empty folder"):
        create(tmp_path / "exam", "abc", form(), SPLIT)
    assert [path.name for path in tmp_path.rglob("*")] == ["exam", "mine.txt"]


def test_a_failure_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = form().model_copy(update={"items": (*form().items, *form("no-such-task").items)})
    with pytest.raises(UserError, match="id of an exam task"):
        create(tmp_path / "exam", "abc", broken, SPLIT)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_mark_and_a_folder_of_no_exam_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="inside an exam folder"):
        find_sitting(tmp_path)
    (tmp_path / ".gradatim").mkdir()
    (tmp_path / ".gradatim" / "sitting.toml").write_text("sitting = ")
    with pytest.raises(UserError, match="damaged"):
        find_sitting(tmp_path)


def test_the_model_of_a_category_is_found_by_its_usual_names(tmp_path: Path) -> None:
    category = tmp_path / "category2"
    category.mkdir()
    with pytest.raises(UserError, match=r"model\.keras"):
        find_model(tmp_path, 2)
    (category / "answer.ipynb").touch()
    with pytest.raises(UserError, match=r"Next: run category2/answer\.ipynb, or gradatim submit 2"):
        find_model(tmp_path, 2)
    (category / "model.h5").touch()
    assert find_model(tmp_path, 2).name == "model.h5"
    (category / "model.keras").touch()
    assert find_model(tmp_path, 2).name == "model.keras"


def test_beside_exam_folders_the_newest_is_named_as_the_next_step(tmp_path: Path) -> None:
    for age, name in enumerate(("exam-b", "an exam")):
        mark = tmp_path / name / ".gradatim" / "sitting.toml"
        mark.parent.mkdir(parents=True)
        mark.write_text('sitting = "abc"')
        os.utime(mark, (1_000_000 + age,) * 2)
    with pytest.raises(UserError, match=r"Next: cd 'an exam', or gradatim exam start"):
        find_sitting(tmp_path)


def test_a_file_that_hides_a_library_is_named_where_no_model_was_saved(tmp_path: Path) -> None:
    category = tmp_path / "my exam" / "category2"
    category.mkdir(parents=True)
    (category / "answer.py").touch()
    (category / "keras.py").touch()
    with pytest.raises(UserError) as caught:
        find_model(category.parent, 2)
    assert "import keras reads in place of the library" in str(caught.value)
    command, _, _ = caught.value.next_step.partition(", then")
    subprocess.run(shlex.split(command), check=True)
    with pytest.raises(UserError, match=r"python answer\.py"):
        find_model(category.parent, 2)
