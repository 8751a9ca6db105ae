"""`%submit` and `%status` in real kernels: an exam under exam conditions, and an exam task without a clock."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gradatim.cli.main import app
from gradatim.settings import settings
from tests.notebook.conftest import Kernel, change, kernel_in

BLUEPRINT = """
id = "closed"
title = "One category, exam conditions"
minutes = 60
pass_mark = 60
feedback = "score"
[[category]]
number = 1
title = "Simple model"
weight = 100
pool = ["penguin-mass"]
"""

START = ["exam", "start", "--blueprint", "closed.toml", "--dir", "exam", "--editor", "jupyter"]


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory, module_home: Path) -> Path:
    """A candidate with an open exam and an exam task in the practice folder."""
    folder = tmp_path_factory.mktemp("candidate")
    (folder / "closed.toml").write_text(BLUEPRINT)
    for command in (START, ["learn", "penguin-mass"]):
        subprocess.run(
            [sys.executable, "-m", "gradatim", *command],
            cwd=folder,
            env=os.environ | {"GRADATIM_HOME": str(module_home)},
            check=True,
            capture_output=True,
        )
    return folder


@pytest.fixture(scope="module")
def exam(user: Path, module_home: Path) -> Iterator[tuple[Kernel, Path]]:
    notebook = user / "exam" / "category1" / "answer.ipynb"
    with kernel_in(notebook.parent, GRADATIM_HOME=str(module_home), GRADATIM_WORKER_IDLE_SECONDS="15") as kernel:
        yield kernel, notebook


def test_a_notebook_of_an_exam_trains_saves_and_hands_in(exam: tuple[Kernel, Path]) -> None:
    kernel, notebook = exam
    change(
        notebook,
        "    # YOUR CODE: train",
        "    model.fit(flipper_length, body_mass, epochs=1, verbose=0)\n    # YOUR CODE",
    )
    shown = kernel.run_notebook(notebook)
    assert [cell.error for cell in shown] == [""] * len(shown)
    submitted, status = shown[-2:]
    assert "Category 1 · How heavy is this penguin?" in submitted.words
    assert "0 of 5" in submitted.words
    assert "The first band is not reached." in submitted.words
    assert "Total now: 0 of 100 · passing now: no (pass mark 60)" in submitted.words
    assert re.search(r"Time left: 0:5\d of 1:00", status.words)
    assert "1 How heavy is this penguin?0 of 5" in status.words
    assert any("Received: " in line and "loading the model" in line for line in submitted.lines)


def test_a_model_from_elsewhere_is_handed_in_by_its_name(
    exam: tuple[Kernel, Path], user: Path, module_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (user / "downloads").mkdir()
    model = user / "downloads" / "penguin-mass (1).keras"
    model.write_bytes((exam[1].parent / "model.keras").read_bytes())
    done = gradatim(user / "exam", monkeypatch, module_home, "submit", str(model))
    assert done.exit_code == 0
    assert "Best of category 1" in done.stdout


def gradatim(folder: Path, monkeypatch: pytest.MonkeyPatch, home: Path, *command: str) -> Result:
    """Run a command in a folder, with the installation of the kernels."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GRADATIM_HOME", str(home))
    settings.cache_clear()
    return CliRunner().invoke(app, command)


def test_exam_conditions_hide_metric_and_findings_until_the_end(
    exam: tuple[Kernel, Path], user: Path, module_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel, _ = exam
    during = kernel.run("%submit")
    for shown in (during, kernel.run("%status")):
        assert "95 %" not in shown.html + shown.text
        assert "Why:" not in shown.html + shown.text
    finished = gradatim(user / "exam", monkeypatch, module_home, "exam", "finish", "--yes")
    assert finished.exit_code == 0
    assert "before the bell" in kernel.run("%submit").words
    assert "Finished after" in kernel.run("%status").words


def test_in_practice_all_is_open_and_a_refusal_costs_nothing(
    exam: tuple[Kernel, Path], user: Path, module_home: Path
) -> None:
    model = user / "exam" / "category1" / "model.keras"
    folder = user / "practice" / "exam-tasks" / "penguin-mass"
    with kernel_in(folder, GRADATIM_HOME=str(module_home), GRADATIM_WORKER_IDLE_SECONDS="15") as kernel:
        kernel.run("%load_ext gradatim")
        assert "Expected a saved model in" in kernel.run("%submit").words
        (folder / "model.keras").write_text("<b>no model</b>")
        refused = kernel.run("%submit")
        assert "Refused: it could not be graded, and it cost nothing." in refused.words
        assert "is a text file" in refused.words
        shown = kernel.run(f"%submit '{model}'")
        assert "mean absolute error" in shown.words
        assert "95 % interval" in shown.words
        assert "Why:" in shown.words
        assert "Expected the notebook of a drill for %check." in kernel.run("%check").words
