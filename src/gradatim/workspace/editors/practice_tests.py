"""The drills of a practice folder as tests, for the test view of PyCharm, VS Code and pytest."""

from __future__ import annotations

import unittest
from pathlib import Path

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drills
from gradatim.drills.as_tests import drill_tests
from gradatim.drills.verdict import DrillVerdict
from gradatim.workspace.practice_folder import PracticeFolder

TEST_FILE = "test_drills.py"
TEST_TEXT = '''"""Your drills for the test view of your editor: one test for each check. They run when you say so."""

from pathlib import Path

from gradatim.workspace.editors.practice_tests import practice_tests

globals().update(practice_tests(Path(__file__).parent, __name__))
'''


def practice_tests(folder: Path, module: str) -> dict[str, type[unittest.TestCase]]:
    """Return a class of tests for each drill that was put into the practice folder, by the name of the class.

    A verdict enters the progress, as that of `gradatim check` does.

    Args:
        folder: The practice folder.
        module: Name of the module of the tests, by which VS Code finds them again.
    """
    practice = PracticeFolder(folder)
    begun = (drill for drill in load_drills().values() if practice.newest_answer(drill).is_file())
    return {_class_name(drill): _tests(practice, drill, module) for drill in begun}


def _tests(practice: PracticeFolder, drill: Drill, module: str) -> type[unittest.TestCase]:
    def record(verdict: DrillVerdict, answer: str) -> None:
        progress = practice.open_progress()
        try:
            progress.record(verdict, answer)
        finally:
            progress.close()

    return drill_tests(
        drill, lambda: practice.read_answer(drill), module=module, name=_class_name(drill), on_verdict=record
    )


def _class_name(drill: Drill) -> str:
    return "".join(word.capitalize() for word in drill.id.split("-"))
