"""A small drill, written by code: double a number."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import read_drill

CHECKS = '''
from checking import require, require_defined


def check_doubles(answer):
    """The number is doubled."""
    double = require_defined(answer, "double", look="Write the function.")
    received = double(3)
    require(received == 6, expected="double(3) to be 6", received=received, look="What is twice three?")


def check_doubles_zero(answer):
    """Zero stays zero."""
    require(answer.double(0) == 0, expected="double(0) to be 0", received=answer.double(0), look="Try zero.")
'''

TASK = """
title = "Double a number"
skill = "{skill}"
kind = "complete"
level = {level}
minutes = 5
seconds = {seconds}
hints = ["Twice a number is the number and itself.", "Multiply the number by two, and return it."]

[[wrong]]
file = "wrong/triples.py"
mistake = "multiplies by three"
check = "check_doubles"
message = "double(3) to be 6"

[[wrong]]
file = "wrong/adds.py"
mistake = "adds three"
check = "check_doubles_zero"
message = "Received: 3"
"""


def write_drill(
    area: Path,
    name: str = "double",
    *,
    skill: str = "dev.python",
    level: int = 1,
    seconds: int = 10,
    files: Mapping[str, str] | None = None,
) -> Path:
    """Write a drill's folder below its area; `files` replaces files by their stem, such as `checks`."""
    folder = area / name
    (folder / "wrong").mkdir(parents=True)
    texts = {
        "task.toml": TASK.format(skill=skill, level=level, seconds=seconds),
        "README.md": "# Double a number\n\nWrite `double`.\n",
        "starter.py": "double = ...  # TODO: return twice the number\n",
        "solution.py": "def double(number):\n    return number * 2\n",
        "checks.py": CHECKS,
        "wrong/triples.py": "def double(number):\n    return number * 3\n",
        "wrong/adds.py": "def double(number):\n    return number + 3\n",
    }
    texts |= {f"{stem}.py": text for stem, text in (files or {}).items()}
    for path, text in texts.items():
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def a_drill(area: Path, name: str = "double", *, seconds: int = 10, files: Mapping[str, str] | None = None) -> Drill:
    """Write a drill and read it."""
    return read_drill(write_drill(area, name, seconds=seconds, files=files))
