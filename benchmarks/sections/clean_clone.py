"""Set-up and demo in a fresh clone, which needs the package registry."""

from __future__ import annotations

import os
import subprocess

from benchmarks.commands import run_command
from benchmarks.machine import machine
from benchmarks.ours import ROOT, end_worker
from benchmarks.page import Section, table
from benchmarks.sections.bench import Bench

TITLE = "From a clean clone"
_MOST_SECONDS = 1800.0


def clean_clone(bench: Bench) -> list[Section]:
    """Time `make setup`, `make demo`, and `make demo` again, in a clone of what is committed."""
    where = machine()
    folder = bench.folder / "clone"
    home = folder / "home"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    environment = os.environ | {"GRADATIM_HOME": str(home)}
    rows = []
    bench.steps.begin("clean clone", 3)
    try:
        for what in ("setup", "demo", "demo"):
            bench.steps.step(f"make {what}")
            timing = run_command(["make", what], cwd=folder, environment=environment, seconds=_MOST_SECONDS).timing
            rows.append([f"`make {what}`", f"{timing.wall:.0f}", f"{timing.cpu:.0f}"])
    finally:
        end_worker(home)
    bench.steps.end()
    body = f"Machine: {where}. Packages came from this machine's cache where it had them.\n\n"
    return [Section(TITLE, body + table(["step", "wall clock (s)", "CPU (s)"], rows))]
