"""Measures what people wait for, and writes docs/benchmarks.md. Run it with `make bench`.

Nothing here is a test: figures depend on the machine, so they are printed with it. `--clone` also times `make demo`
from a clean clone, set-up included; it needs the package registry.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
DEMO_LINE = re.compile(r"^Category (\d) · (.*): trained in (\d+) s, graded in ([\d.]+) s")


@dataclass(frozen=True)
class Timing:
    """Wall and CPU seconds of one run."""

    wall: float
    cpu: float


def timed(run: Callable[[], object]) -> Timing:
    """Time a call and the child processes that ended in it."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run()
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return Timing(ended - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def gradatim(*arguments: str, home: Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command of ours in an installation of its own."""
    return subprocess.run(
        [sys.executable, "-m", "gradatim", *arguments],
        cwd=cwd,
        env=os.environ | {"GRADATIM_HOME": str(home), "GRADATIM_WORKER_IDLE_SECONDS": "30"},
        capture_output=True,
        text=True,
        check=True,
    )


def start_up(home: Path, runs: int) -> list[str]:
    """Measure how long the command line takes to answer."""
    rows = []
    for arguments in (("--help",), ("task", "list"), ("exam", "list")):
        times = [timed(partial(gradatim, *arguments, home=home)) for _ in range(runs)]
        rows.append(f"| `gradatim {' '.join(arguments)}` | {summary([t.wall for t in times], 1000, 'ms')} |")
    return rows


def demo(home: Path, folder: Path) -> tuple[list[str], Path]:
    """Run the demo once; return its phases and the exam folder with the trained models."""
    started = time.perf_counter()
    done = gradatim("demo", "--dir", str(folder), home=home)
    total = time.perf_counter() - started
    rows, trained, graded = [], 0.0, 0.0
    for line in done.stderr.splitlines():
        if match := DEMO_LINE.match(line):
            rows.append(f"| {match[1]} {match[2]} | {match[3]} | {match[4]} |")
            trained += float(match[3])
            graded += float(match[4])
    rows.append(f"| all five | {trained:.0f} | {graded:.1f} |")
    rows.append(f"| the rest: opening the exam, report, start-up | {total - trained - graded:.1f} | |")
    return rows, next(folder.glob("exam-*"))


def submit_to_score(home: Path, exam: Path, folder: Path, runs: int) -> list[str]:
    """Measure from the command to the score, for the reference model of each category, never from the store."""
    rows = []
    tasks = {item["category"]: item["id"] for item in json.loads(gradatim("task", "list", "--json", home=home).stdout)}
    for category, task in sorted(tasks.items()):
        model = exam / f"category{category}" / "model.keras"
        walls, results = [], []
        for number in range(runs):
            copy = renamed_copy(model, folder / f"{category}-{number}.keras", number)
            started = time.perf_counter()
            results.append(json.loads(gradatim("grade", task, str(copy), "--json", home=home).stdout))
            walls.append(time.perf_counter() - started)
        phases = [
            statistics.median(result["timings_ms"][phase] for result in results)
            for phase in ("queue", "start", "load", "predict", "score")
        ]
        cells = " | ".join(f"{phase:,.0f}" for phase in phases)
        scores = {(result["score"], result["metric"]["value"]) for result in results}
        if len(scores) != 1:
            raise SystemExit(f"Expected one score for copies of one model of {task}. Received: {scores}")
        rows.append(f"| {category} {task} | {summary(walls, 1, 's')} | {cells} |")
    return rows


def renamed_copy(model: Path, target: Path, number: int) -> Path:
    """Copy a model with another archive comment: the same model, another hash, so it is graded and not looked up."""
    target.write_bytes(model.read_bytes())
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = f"copy {number}".encode()
    return target


def clean_clone(folder: Path) -> list[str]:
    """Time set-up and demo in a fresh clone."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    environment = os.environ | {"GRADATIM_HOME": str(folder / "home")}
    rows = []
    for what in ("setup", "demo", "demo"):
        run = partial(subprocess.run, ["make", what], cwd=folder, env=environment, check=True, capture_output=True)
        timing = timed(run)
        rows.append(f"| `make {what}` | {timing.wall:.0f} | {timing.cpu:.0f} |")
    return rows


def rows_of_the_page(command: str) -> list[str]:
    """Return the rows of an earlier page about a command, for what this run does not measure."""
    lines = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.is_file() else []
    return [line for line in lines if line.startswith(f"| `{command}")]


def summary(values: list[float], factor: float, unit: str) -> str:
    """Return median and range."""
    low, middle, high = (f"{factor * value:,.3g}" for value in (min(values), statistics.median(values), max(values)))
    return f"{middle} {unit} ({low} to {high}, n = {len(values)})"


def machine() -> str:
    """Describe this machine without naming it."""
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}, "
        f"Keras {version('keras')}; load average when it began: {load:.1f}"
    )


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--clone", action="store_true", help="also time set-up and demo in a clean clone")
    options = parser.parse_args()
    where = machine()
    with tempfile.TemporaryDirectory(prefix="gradatim-bench-") as temporary:
        folder = Path(temporary)
        home = folder / "home"
        starts = start_up(home, options.runs)
        phases, exam = demo(home, folder / "demo")
        scores = submit_to_score(home, exam, folder, options.runs)
        clone = clean_clone(folder / "clone") if options.clone else rows_of_the_page("make ")
    page = f"""# Measured

Written by `make bench`. Wall-clock medians with the range; the machine's cores were shared, so compare ratios within
this page rather than figures between pages.

Machine: {where}.

## From the command to its answer

| command | wall clock |
|---|---|
{chr(10).join(starts)}

## From submitting to the score

`gradatim grade` on the reference model of each category, command start-up included; every run grades a copy with
another hash, so nothing comes from the store. Phases are medians in milliseconds.

| task | command to score | queue | start | load | predict | score |
|---|---|---|---|---|---|---|
{chr(10).join(scores)}

## The demo, phase by phase

| category | training (s) | submit to score (s) |
|---|---|---|
{chr(10).join(phases)}

## From a clean clone

Measured by `make bench` with a clean clone; kept from the last such run where this one left it out, so the load above
is not that of these rows.

| step | wall clock (s) | CPU (s) |
|---|---|---|
{chr(10).join(clone)}
"""
    PAGE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
