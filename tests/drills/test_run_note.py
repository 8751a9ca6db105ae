"""The programs of a note keep their promises, or the note is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.bank.note import Note
from gradatim.drills.run_note import run_note

FENCE = "```"


def a_note(program: str, info: str = "", text: str = "") -> Note:
    promise = f"\n{FENCE}text {info}\n{text}\n{FENCE}\n" if info else ""
    return Note("dev.python", Path("dev.python.md"), f"# Title\n\n{FENCE}python\n{program}\n{FENCE}\n{promise}")


@pytest.mark.parametrize(
    ("note", "complaint"),
    [
        (a_note("print(1 + 1)", "output", "2"), ""),
        (a_note("print(1 + 1)", "output", "3"), "Expected the output\n3\nReceived:\n2"),
        (a_note("print('2 ')\nprint()\nprint(3)", "output", "2\n\n3"), ""),
        (a_note("1 / 0", "error", "ZeroDivisionError: division by zero"), ""),
        (a_note("1 / 0", "error", "ValueError"), "Expected an error with the text ['ValueError']"),
        (a_note("1 / 1", "error", "ZeroDivisionError"), "Expected an error with the text"),
        (a_note("1 / 0"), "Expected a program that runs"),
        (a_note("x = 1"), ""),
    ],
)
def test_promises(note: Note, complaint: str) -> None:
    (run,) = run_note(note)
    assert run.kept is (complaint == "")
    assert complaint in run.message


def test_each_program_runs_by_itself() -> None:
    blocks = (("python", "x = 1"), ("python fragment", "boom"), ("python", "print(x)"))
    text = "# T\n\n" + "\n".join(f"{FENCE}{info}\n{program}\n{FENCE}\n" for info, program in blocks)
    runs = run_note(Note("dev.python", Path("n.md"), text))
    assert [run.kept for run in runs] == [True, False]
    assert "NameError" in runs[1].message
