"""`nbgrader autograde`: a submitted notebook with the model beside it, in a course of its own."""

from __future__ import annotations

import json
import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from benchmarks.commands import CommandFailedError, Finished, run_command
from benchmarks.grading.contender import Graded
from benchmarks.grading.environments import make_environment
from benchmarks.grading.peers.answer import LOAD, METRIC_FILE, code_cell, measure, notebook, passes, read_metric
from benchmarks.grading.workload import MadeCase

COLUMN = "`nbgrader autograde`"
_SHOWN = 2000
_CONFIG = """c = get_config()
c.CourseDirectory.course_id = "bench"
c.ExecutePreprocessor.timeout = 600
"""


class NbgraderAutograde(AbstractContextManager["NbgraderAutograde"]):
    """One assignment a case: the notebook's first cell, the candidate's, loads the model; the second one is the test.

    Args:
        folder: Where the course is.
        cache: Where the environment is.
    """

    name = COLUMN
    is_slow = True

    def __init__(self, folder: Path, cache: Path) -> None:
        self._course = folder / "course"
        self._course.mkdir(parents=True)
        (self._course / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
        self._environment = make_environment("nbgrader", cache, folder / "home")
        self._assignments: set[str] = set()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays behind."""

    def grade(self, made: MadeCase, model: Path) -> Graded:
        """Autograde the submission of a new student."""
        assignment, student = made.case.id, model.stem
        self._make_assignment(made)
        folder = self._course / "submitted" / student / assignment
        shutil.copytree(self._course / "release" / assignment, folder)
        shutil.copy(self._course / "source" / assignment / "answer.ipynb", folder)  # the one with the answer in it
        shutil.copy(model, folder / "model.keras")
        done = self._nbgrader("autograde", assignment, "--student", student)
        graded = self._course / "autograded" / student / assignment / "answer.ipynb"
        outputs = [one for cell in json.loads(graded.read_text())["cells"] for one in cell.get("outputs", [])]
        if errors := [one for one in outputs if one["output_type"] == "error"]:
            words = "\n".join(errors[0]["traceback"])[-_SHOWN:]
            raise CommandFailedError(f"Expected nbgrader's test to pass. Received: {words}")
        return Graded(read_metric(self._metric_file), {COLUMN: done.timing})

    @property
    def _metric_file(self) -> Path:
        return self._course / METRIC_FILE

    def _nbgrader(self, *arguments: str) -> Finished:
        return run_command(
            [self._environment.program("nbgrader"), *arguments],
            cwd=self._course,
            environment=self._environment.variables,
        )

    def _make_assignment(self, made: MadeCase) -> None:
        """Make the assignment of a case, once and not measured."""
        assignment = made.case.id
        if assignment in self._assignments:
            return
        source = self._course / "source" / assignment
        source.mkdir(parents=True)
        shutil.copy(made.rows, source / "rows.npz")
        test = f"{measure(made, self._metric_file)}\nassert {passes(made)}\n"
        cells = [
            code_cell("answer", LOAD, _metadata("answer", is_test=False)),
            code_cell("test", test, _metadata("test", is_test=True)),
        ]
        (source / "answer.ipynb").write_text(notebook(cells), encoding="utf-8")
        self._nbgrader("generate_assignment", assignment)
        self._assignments.add(assignment)


def _metadata(name: str, *, is_test: bool) -> dict[str, object]:
    cell = {"schema_version": 3, "grade_id": name, "grade": is_test, "locked": is_test, "solution": not is_test}
    return {"nbgrader": cell | {"task": False, "cell_type": "code"} | ({"points": 1} if is_test else {})}
