"""Notebooks made from drills and exam tasks, and read back as the file that is checked."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path

import jsonschema
import nbformat
import pytest
from typer.testing import CliRunner

from gradatim.bank.category_folder import lay_out
from gradatim.bank.drill_reader import load_drill, load_drills
from gradatim.bank.reader import load_task, load_tasks
from gradatim.cli.main import app
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.notebook.build import as_bytes, build
from gradatim.notebook.drill_notebook import drill_text, write_drill_notebook
from gradatim.notebook.percent import split_script
from gradatim.notebook.task_notebook import task_text, write_task_notebook
from gradatim.workspace.notebook_answer import CodeCell, NotebookAnswer, answer_in, read_notebook_answer
from gradatim.workspace.practice_folder import PracticeFolder, create_practice
from tests.notebook.conftest import assert_published_form

DRILL = "stop-at-accuracy"


@pytest.fixture
def practice(tmp_path: Path) -> PracticeFolder:
    return create_practice(tmp_path / "practice")


def written(practice: PracticeFolder) -> Path:
    drill = load_drill(DRILL)
    return write_drill_notebook(drill, practice.lay_out(drill))


def read(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def replace_code(path: Path, old: str, new: str) -> None:
    """Change a cell as Jupyter would when it saves."""
    notebook = read(path)
    for cell in notebook.cells:
        cell.source = cell.source.replace(old, new)
    path.write_text(nbformat.writes(notebook))  # type: ignore[no-untyped-call]
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime + 10))


def test_every_drill_comes_back_as_its_own_file(tmp_path: Path) -> None:
    for drill in load_drills().values():
        starter = drill.starter.read_text()
        path = tmp_path / f"{drill.id}.ipynb"
        path.write_bytes(as_bytes(build(drill_text(drill, starter))))
        assert_published_form(path.read_bytes())
        assert read_notebook_answer(path).text.strip() == starter.strip(), drill.id


def test_every_exam_task_keeps_its_whole_starter() -> None:
    for task in load_tasks():
        starter = (task.folder / "starter.py").read_text()
        notebook = build(task_text((task.folder / "README.md").read_text(), starter))
        assert_published_form(as_bytes(notebook))
        code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        expected = ast.parse(starter)
        expected.body = expected.body[1:]  # the words at its head stand in the notebook's own text
        python = "\n".join(source for source in code if not source.startswith("%"))
        assert ast.dump(ast.parse(python)) == ast.dump(expected), task.id
        assert code[-2:] == ["%submit", "%status"]
        assert len(code) >= 6


def test_a_cell_that_the_schema_does_not_know_would_be_found() -> None:
    drill = load_drill(DRILL)
    notebook = json.loads(as_bytes(build(drill_text(drill, drill.starter.read_text()))))
    del notebook["cells"][0]["id"]
    with pytest.raises(jsonschema.ValidationError, match="is not valid under any"):
        assert_published_form(json.dumps(notebook).encode())


def test_the_same_drill_is_the_same_bytes() -> None:
    drill = load_drill(DRILL)
    first, second = (as_bytes(build(drill_text(drill, drill.starter.read_text()))) for _ in range(2))
    assert first == second
    ids = [cell["id"] for cell in json.loads(first)["cells"]]
    assert len(set(ids)) == len(ids)


def test_functions_comments_and_data_have_cells_of_their_own() -> None:
    script = (
        '"""Words."""\n\nimport os\nimport sys\n\n# about a\na = 1\nb = 2\n\n\n# about f\n@print\ndef f():\n    pass\n'
    )
    assert split_script(script) == [
        "import os\nimport sys",
        "# about a\na = 1\nb = 2",
        "# about f\n@print\ndef f():\n    pass",
    ]
    assert split_script("def f(:\n") == ["def f(:"]
    assert split_script("# %%\na = 1\n\n# %%\nb = 2\n") == ["a = 1", "b = 2"]


def test_a_notebook_of_ones_own_is_never_overwritten(practice: PracticeFolder) -> None:
    path = written(practice)
    replace_code(path, "...", "pass")
    before = path.read_bytes()
    assert written(practice) == path
    assert path.read_bytes() == before


def test_the_answer_is_what_stands_above_check() -> None:
    cells = tuple(
        CodeCell("", source)
        for source in ("%load_ext gradatim", "import keras\n%time x = 1", "%%bash\nls", "y = 2", "%check", "z = 3")
    )
    answer = answer_in(Path("answer.ipynb"), cells)
    assert answer.text == "# %%\nimport keras\n# %time x = 1\n# %%\ny = 2\n"
    with pytest.raises(UserError, match="no code there"):
        answer_in(Path("answer.ipynb"), (CodeCell("", "%load_ext gradatim"), CodeCell("", "%check"), cells[1]))


@pytest.mark.parametrize(
    ("sources", "line", "cell", "in_cell"),
    [(("a\nb",), 2, 1, 2), (("a\nb", "c"), 3, 1, 2), (("a\nb", "c"), 5, 2, 1)],
)
def test_a_line_of_the_file_is_found_in_its_cell(sources: tuple[str, ...], line: int, cell: int, in_cell: int) -> None:
    answer = NotebookAnswer(Path("answer.ipynb"), tuple(CodeCell("", source) for source in sources))
    found = answer.find(line)
    assert found is not None
    assert (found.cell, found.line) == (cell, in_cell)
    assert found.source == answer.text.splitlines()[line - 1]
    assert answer.find(99) is None


def test_the_file_saved_last_is_the_answer(practice: PracticeFolder) -> None:
    drill, path = load_drill(DRILL), written(practice)
    replace_code(path, "...", "pass")
    assert practice.newest_answer(drill) == path
    assert "pass  # TODO" in practice.read_answer(drill)
    text = practice.answer_of(drill)
    text.write_text("mine")
    os.utime(text, (path.stat().st_atime, path.stat().st_mtime + 10))
    assert practice.read_answer(drill) == "mine"


def test_a_reset_keeps_the_notebook_under_another_name(practice: PracticeFolder) -> None:
    drill, path = load_drill(DRILL), written(practice)
    practice.reset(drill)
    assert not path.exists()
    assert path.with_name("answer-1.ipynb").is_file()
    assert practice.read_answer(drill) == drill.starter.read_text()


@pytest.mark.parametrize("content", ["", "{}", "no notebook", '{"cells": 3, "nbformat": 4, "nbformat_minor": 5}'])
def test_a_damaged_notebook_is_said_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "answer.ipynb"
    path.write_text(content)
    with pytest.raises(UserError, match="Expected a notebook in"):
        read_notebook_answer(path)


def test_an_exam_task_becomes_a_notebook_beside_its_data(tmp_path: Path) -> None:
    lay_out(load_task("penguin-mass"), Split(b"a key"), tmp_path / "category1")
    path = write_task_notebook(tmp_path / "category1")
    sources = [cell.source for cell in read(path).cells]
    assert sources[0].startswith("# How heavy is this penguin?")
    assert any('pd.read_csv("data/penguins.csv")' in source for source in sources)
    with pytest.raises(UserError, match=r"Expected README\.md"):
        write_task_notebook(tmp_path)


def test_learn_makes_a_notebook_of_a_drill_and_of_an_exam_task(tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    for what, place in ((DRILL, f"nn.callbacks/{DRILL}"), ("penguin-mass", "exam-tasks/penguin-mass")):
        done = CliRunner().invoke(app, ["learn", what, "--notebook", "--editor", "none", "--dir", str(folder)])
        assert done.exit_code == 0
        path = folder / place / "answer.ipynb"
        assert "jupyter lab" in done.stdout
        assert path.name in done.stdout
        assert len(read(path).cells) >= 8
    mine = folder / "exam-tasks" / "penguin-mass" / "answer.py"
    mine.write_text("mine")
    CliRunner().invoke(app, ["learn", "penguin-mass", "--editor", "none", "--dir", str(folder)])
    assert mine.read_text() == "mine"
