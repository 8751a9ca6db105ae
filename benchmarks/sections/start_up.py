"""How long the command line takes to answer."""

from __future__ import annotations

from benchmarks.machine import machine
from benchmarks.page import Section, table
from benchmarks.sections.bench import Bench
from benchmarks.timing import summary

TITLE = "From the command to its answer"
_COMMANDS = (("--help",), ("task", "list"), ("exam", "list"))


def start_up(bench: Bench) -> list[Section]:
    """Measure commands that start nothing in the background."""
    where = machine()
    rows = []
    bench.steps.begin("start-up", len(_COMMANDS))
    for arguments in _COMMANDS:
        command = " ".join(("gradatim", *arguments))
        bench.steps.step(command)
        walls = [bench.installation.gradatim(*arguments).timing.wall for _ in range(bench.runs)]
        rows.append([f"`{command}`", summary(walls, 1000, "ms")])
    bench.steps.end()
    return [Section(TITLE, f"Machine: {where}.\n\n{table(['command', 'wall clock'], rows)}")]
