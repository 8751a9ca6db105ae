"""Writes docs/watch.svg: a real session of watch mode in a real terminal, as three screens that follow each other.

`python scripts/watch_recording.py`: starts `gradatim watch` on the drill `stop-at-accuracy`, saves a wrong answer, asks
for a hint, saves the solution, and draws what the terminal showed.
"""

from __future__ import annotations

import os
import pty
import re
import select
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text
from score_card_picture import TEMPLATE

from gradatim.bank.drill_reader import load_drill
from gradatim.workspace.practice_folder import create_practice

PICTURE = Path(__file__).parent.parent / "docs" / "watch.svg"
DRILL = "stop-at-accuracy"
COLUMNS = 96
CLEARED = "\x1b[2J\x1b[H"
PRIVATE_PATH = re.compile(r'File ".*/practice/')


class Terminal:
    """A program in a terminal of its own."""

    def __init__(self, folder: Path, home: Path, *command: str) -> None:
        environment = os.environ | {"GRADATIM_HOME": str(home), "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execve(sys.executable, [sys.executable, "-m", "gradatim", *command], environment)
        self._text = ""

    def read_until(self, words: str, seconds: float = 120) -> str:
        """Return what is on the screen once the words are there."""
        deadline = time.monotonic() + seconds
        while words not in self._text:
            if time.monotonic() > deadline:
                raise SystemExit(f"Expected {words!r}. Received: {self._text[-500:]!r}")
            if select.select([self._descriptor], [], [], 0.1)[0]:
                self._text += os.read(self._descriptor, 65_536).decode(errors="replace")
        before, after = self._text.split(words, 1)
        self._text = after
        return (before + words).rpartition(CLEARED)[2]

    def press(self, key: str) -> None:
        """Press a key."""
        os.write(self._descriptor, key.encode())


def record() -> list[str]:
    """Return the three screens."""
    drill = load_drill(DRILL)
    with tempfile.TemporaryDirectory() as temporary:
        practice = create_practice(Path(temporary) / "practice")
        practice.lay_out(drill)
        practice.open_progress().current = DRILL
        terminal = Terminal(practice.path, Path(temporary) / "home", "watch")
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
        os.waitpid(terminal.pid, 0)
    return [failing, hint, passing]


def main() -> None:
    """Record and draw."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    for caption, screen in zip(("$ gradatim watch", "(press h)", "(mend it, save it)"), record(), strict=True):
        console.print(Text(caption, style="bold"))
        shown = PRIVATE_PATH.sub('File "practice/', screen.replace("\r", "")).strip("\n")
        console.print(Text.from_ansi(shown))
        console.print()
    svg = console.export_svg(
        title="gradatim watch",
        code_format=TEMPLATE.replace("The score card of a practice exam", "A session of watch mode"),
        unique_id="watch",
    )
    PICTURE.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
