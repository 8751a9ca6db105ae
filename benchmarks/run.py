"""Measures what people wait for, and writes docs/benchmarks.md. Run it with `make bench`.

Nothing here is a test: figures depend on the machine, so they are printed with it. Sections that a run leaves out are
kept from the page as it is, and say so.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

from benchmarks.commands import CommandFailedError
from benchmarks.grading import section as grading_section
from benchmarks.ours import ROOT, Installation
from benchmarks.page import Section, write_page
from benchmarks.process_tree import NotSettledError
from benchmarks.sections import clean_clone as clone_section
from benchmarks.sections import dashboard as dashboard_section
from benchmarks.sections import demo as demo_section
from benchmarks.sections import many_at_once as many_section
from benchmarks.sections import save_to_verdict as verdict_section
from benchmarks.sections import start_up as start_up_section
from benchmarks.sections.bench import Bench
from benchmarks.steps import Steps

PAGE = ROOT / "docs" / "benchmarks.md"
CACHE = ROOT / ".bench"

MEASURE: dict[str, Callable[[Bench], list[Section]]] = {
    "grading": grading_section.grading,
    "startup": start_up_section.start_up,
    "dashboard": dashboard_section.dashboard,
    "verdict": verdict_section.save_to_verdict,
    "demo": demo_section.demo,
    "many": many_section.many_at_once,
    "clone": clone_section.clean_clone,
}
ORDER = (
    grading_section.TITLE,
    start_up_section.TITLE,
    dashboard_section.TITLE,
    verdict_section.TITLE,
    demo_section.SCORE_TITLE,
    many_section.TITLE,
    demo_section.DEMO_TITLE,
    clone_section.TITLE,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the chosen sections and write the page after each, so that a run that is stopped keeps what it has."""
    options = _options(arguments)
    signal.signal(signal.SIGTERM, _end)
    done: list[Section] = []
    with tempfile.TemporaryDirectory(prefix="gradatim-bench-") as temporary, Steps() as steps:
        folder = Path(temporary)
        with Installation(folder / "home") as installation:
            bench = Bench(folder, CACHE, installation, options.runs, options.slow_runs, steps)
            for name in options.only:
                try:
                    done += MEASURE[name](bench)
                except (CommandFailedError, NotSettledError) as error:
                    sys.exit(f"The section {name} could not be measured. {error}")
                write_page(options.page, ORDER, done)
    for section in done:
        print(f"## {section.title}\n\n{section.body}\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--only", type=_sections, help=f"sections, separated by commas: {', '.join(MEASURE)}")
    parser.add_argument("--clone", action="store_true", help="also time set-up and demo in a clean clone")
    parser.add_argument("--runs", type=int, default=5, help="repetitions of what takes seconds (default 5)")
    parser.add_argument(
        "--slow-runs", type=int, default=2, help="repetitions of pytest, otter and nbgrader (default 2)"
    )
    parser.add_argument("--page", type=Path, default=PAGE, help="the page to write (default docs/benchmarks.md)")
    options = parser.parse_args(arguments)
    if min(options.runs, options.slow_runs) < 1:
        parser.error("Expected at least one repetition")
    options.only = options.only or [name for name in MEASURE if name != "clone"]
    if options.clone and "clone" not in options.only:
        options.only.append("clone")
    return options


def _sections(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if unknown := [name for name in names if name not in MEASURE]:
        raise argparse.ArgumentTypeError(f"Expected some of {', '.join(MEASURE)}. Received: {', '.join(unknown)}")
    return names


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
