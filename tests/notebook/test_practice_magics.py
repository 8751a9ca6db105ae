"""`%check`, `%hint` and `%status` in the real kernel of a drill's notebook."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gradatim.bank.drill_reader import load_drill
from gradatim.notebook.drill_notebook import write_drill_notebook
from gradatim.workspace.practice_folder import PracticeFolder, create_practice
from tests.notebook.conftest import Kernel, change, kernel_in, read

DRILL = "newer-than"
GAP = "    ...  # TODO: compare as versions, not as text"
SOLUTION = """def at_least(version, wanted):
    from packaging.version import Version

    return Version(version) >= Version(wanted)
"""


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> PracticeFolder:
    return create_practice(tmp_path_factory.mktemp("learner") / "practice")


@pytest.fixture(scope="module")
def first(practice: PracticeFolder) -> Path:
    """The notebook as `gradatim learn --notebook` writes it."""
    drill = load_drill(DRILL)
    return write_drill_notebook(drill, practice.lay_out(drill))


@pytest.fixture(scope="module")
def kernel(first: Path, module_home: Path) -> Iterator[Kernel]:
    with kernel_in(first.parent, GRADATIM_HOME=str(module_home), JPY_SESSION_NAME=str(first)) as kernel:
        yield kernel


@pytest.fixture
def notebook(first: Path, kernel: Kernel) -> Path:
    """The same notebook, new, saved long before anything that a test runs."""
    kernel.run("%load_ext gradatim")
    kernel.run("%reload_ext gradatim")  # it forgets what other tests ran
    first.unlink()
    path = write_drill_notebook(load_drill(DRILL), first.parent)
    saved_ago(path, 60)
    return path


def saved_ago(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds, time.time() - seconds))


def answer_id(path: Path) -> str:
    return str(next(cell.id for cell in read(path).cells if cell.source.startswith("def at_least")))


def test_the_notebook_runs_from_top_to_bottom_and_says_what_is_missing(kernel: Kernel, notebook: Path) -> None:
    loaded, answer, check, hint, status = kernel.run_notebook(notebook)
    assert not any(shown.error for shown in (loaded, answer, check, hint, status))
    assert check.words.startswith("Not yet.")
    assert "✗A version is at least itself" in check.words
    assert "ReceivedNone" in check.words
    assert "Look at line 1 of the answer's cell: def at_least(version, wanted):" in check.words
    assert check.text.startswith("A version is at least itself")  # the words for where HTML is not shown
    assert check.lines[0] == "Starting TensorFlow and checking"
    assert check.lines[-1] == "<IPython.core.display.HTML object>"  # and are taken away
    assert "Hint 1 of 2" in hint.words
    assert f"This drill, {DRILL}: does not pass yet." in status.words
    assert "<script" not in check.html


def test_what_was_run_counts_before_it_is_saved(kernel: Kernel, notebook: Path, practice: PracticeFolder) -> None:
    kernel.run(SOLUTION, answer_id(notebook))
    passed = kernel.run("%check", "cell-of-check")
    assert "All 4 checks pass" in passed.words
    assert "1 of" in passed.words
    assert GAP in practice.read_answer(load_drill(DRILL))  # the file itself is not touched
    assert kernel.run("_.passed").text == "True"


def test_what_was_saved_later_counts_before_it_is_run(kernel: Kernel, notebook: Path) -> None:
    kernel.run(SOLUTION, answer_id(notebook))
    change(notebook, GAP, "    return version > wanted")
    saved_ago(notebook, -5)
    assert kernel.run("%check").words.startswith("Not yet.")


def test_a_cell_that_is_not_in_the_file_is_told(kernel: Kernel, notebook: Path) -> None:
    kernel.run("almost = 1", "a-new-cell")
    shown = kernel.run("%check")
    assert "One cell that you ran is not saved yet and not in this answer." in shown.words
    kernel.run("almost = 2")  # from an editor that sends no ids
    assert "2 cells that you ran are not saved yet" in kernel.run("%check").words
    saved_ago(notebook, -5)
    assert "not saved yet" not in kernel.run("%check").words


def test_the_text_of_an_answer_stays_text(kernel: Kernel, notebook: Path) -> None:
    kernel.run("raise ValueError('<script>alert(1)</script><img src=x onerror=alert(1)>')", answer_id(notebook))
    shown = kernel.run("%check")
    assert "do not run to their end" in shown.words
    assert "<script" not in shown.html
    assert "<img" not in shown.html
    assert "&lt;script&gt;" in shown.html


def test_hints_come_one_after_the_other(kernel: Kernel, notebook: Path) -> None:
    assert "of 2" in kernel.run("%hint").words
    last = kernel.run("%hint")
    assert "Hint 2 of 2" in last.words
    assert "<code>" in last.html


def test_another_drill_is_checked_by_its_name(kernel: Kernel, notebook: Path, practice: PracticeFolder) -> None:
    other = load_drill("megabytes-foretold")
    practice.lay_out(other)
    shown = kernel.run(f"%check {other.id}")
    assert other.title in shown.html.replace("&#39;", "'")
    assert "Not yet." in shown.words


@pytest.mark.parametrize(
    ("magic", "words"),
    [
        ("%submit", "Expected the notebook of an exam task for %submit."),
        ("%check nothing-like-it", "Expected the id of a drill"),
    ],
)
def test_what_the_learner_can_mend_is_no_traceback(kernel: Kernel, notebook: Path, magic: str, words: str) -> None:
    shown = kernel.run(magic)
    assert shown.error == ""
    assert words in shown.words


def test_a_damaged_notebook_is_said_so(kernel: Kernel, notebook: Path) -> None:
    notebook.write_text("{")
    assert "Expected a notebook in" in kernel.run("%check").words


def test_the_extension_loads_again_and_goes_away(kernel: Kernel, notebook: Path) -> None:
    assert kernel.run("%reload_ext gradatim").error == ""
    assert f"This drill, {DRILL}" in kernel.run("%status").words
    assert kernel.run("%unload_ext gradatim").error == ""
    assert "not found" in kernel.run("%status").printed
    kernel.run("%load_ext gradatim")
