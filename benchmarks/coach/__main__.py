"""Trains the models of this benchmark, has the coach examine them, and writes what came out into docs/coach.md.

`python -m benchmarks.coach` takes about an hour on two quiet cores and may be stopped at any time: models and results
are kept below .bench/coach. A model is kept under its name, so remove it there when what makes it has changed.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.coach.examining import Examined, examine_all
from benchmarks.coach.plan import Planned, plan
from benchmarks.coach.table import BEGIN, END, measured

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".bench" / "coach"
PAGE = ROOT / "docs" / "coach.md"


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, examine, write; or stop after the tasks that were asked for."""
    options = _options(arguments)
    planned = list(plan(frozenset(options.tasks)))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        if not options.no_training:
            _train(planned, options.tasks, progress)
        bar = progress.add_task("Examining", total=len(planned))

        def examined_one(one: Examined) -> None:
            progress.update(bar, advance=1, description=f"Examining {one.task}")

        examined = examine_all(planned, FOLDER, examined_one)
    text = measured(examined, _machine())
    if options.tasks:
        print(text)
    else:
        write(text)


def write(text: str) -> None:
    """Put the section between the marks of the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def _train(planned: Sequence[Planned], tasks: Sequence[str], progress: Progress) -> None:
    """Train what is missing in a process of its own, which holds TensorFlow."""
    missing = [one for one in planned if not one.file(FOLDER).is_file()]
    if not missing:
        return
    bar = progress.add_task("Training", total=len(missing))
    command = [sys.executable, "-m", "benchmarks.coach.training", str(FOLDER), *tasks]
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        for line in process.stdout or ():
            progress.update(bar, advance=1, description=f"Training {line.partition('/')[0]}")
    if process.returncode:
        raise SystemExit(f"Expected the training to end well. Received: exit code {process.returncode}")


def _machine() -> str:
    return f"{os.cpu_count()} cores, shared with others, Python {platform.python_version()}"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coach", description=__doc__)
    parser.add_argument("tasks", nargs="*", help="ids of tasks; the page is written only when all are examined")
    parser.add_argument("--no-training", action="store_true", help="examine the models that are there")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
