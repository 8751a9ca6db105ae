"""Writes docs/watch.svg: a real session of watch mode in a real terminal, as three screens that follow each other.

`python -m scripts.watch_recording` starts `gradatim watch` on the drill `stop-at-accuracy`, saves a wrong answer, asks
for a hint, saves the solution, and draws what the terminal showed.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from io import StringIO
from pathlib import Path

from benchmarks.terminal import Terminal
from rich.console import Console
from rich.text import Text

from gradatim.bank.drill_reader import load_drill
from gradatim.workspace.practice_folder import create_practice
from scripts.score_card_picture import TEMPLATE

PICTURE = Path(__file__).parent.parent / "docs" / "watch.svg"
DRILL = "stop-at-accuracy"
COLUMNS = 96
CLEARED = "\x1b[2J\x1b[H"
PRIVATE_PATH = re.compile(r'File ".*/practice/')


def record() -> list[str]:
    """Return the three screens."""
    drill = load_drill(DRILL)
    with tempfile.TemporaryDirectory() as temporary:
        practice = create_practice(Path(temporary) / "practice")
        practice.lay_out(drill)
        practice.open_progress().current = DRILL
        environment = os.environ | {"GRADATIM_HOME": str(Path(temporary) / "home"), "COLUMNS": str(COLUMNS)}
        with Terminal([sys.executable, "-m", "gradatim", "watch"], practice.path, environment) as terminal:
            terminal.read_until("q quit")  # the task
            terminal.read_until("q quit")  # the starter's verdict
            wrong = (drill.folder / drill.wrong[1].file).read_text(encoding="utf-8")
            practice.answer_of(drill).write_text(wrong, encoding="utf-8")
            failing = terminal.read_until("q quit")
            terminal.press("h")
            hint = terminal.read_until("by name.")
            practice.answer_of(drill).write_text(drill.solution.read_text(encoding="utf-8"), encoding="utf-8")
            passing = terminal.read_until("q quit")
            terminal.press("q")
    return [failing, hint, passing]


def main() -> None:
    """Record and draw."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    for caption, screen in zip(("$ gradatim watch", "(press h)", "(mend it, save it)"), record(), strict=True):
        console.print(Text(caption, style="bold"))
        last = screen.rpartition(CLEARED)[2].replace("\r", "")
        shown = PRIVATE_PATH.sub('File "practice/', last).strip("\n")
        console.print(Text.from_ansi(shown))
        console.print()
    template = TEMPLATE.replace("The score card of a practice exam", "A session of watch mode")
    svg = console.export_svg(title="gradatim watch", code_format=template, unique_id="watch")
    PICTURE.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
