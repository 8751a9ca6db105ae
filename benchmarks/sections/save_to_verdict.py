"""How long a learner waits between saving a file and reading the verdict, beside what other graders take for it."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.commands import CommandFailedError, run_command
from benchmarks.grading.environments import Environment, make_environment
from benchmarks.grading.peers.answer import code_cell, notebook
from benchmarks.machine import machine
from benchmarks.page import Section, table
from benchmarks.sections.bench import Bench
from benchmarks.terminal import Terminal
from benchmarks.timing import Timing, medians, summary
from gradatim.bank.drill import Drill, Level
from gradatim.bank.drill_reader import drill_files, load_drill, load_drills
from gradatim.bank.skills import load_areas
from gradatim.drills import inside
from gradatim.workspace.practice_folder import PracticeFolder, create_practice

TITLE = "From saving a drill to its verdict"
COMPARED = "stop-at-accuracy"
SAVES = 100
_REST_SECONDS = 0.5


def save_to_verdict(bench: Bench) -> list[Section]:
    """Save answers to one drill of each area while `gradatim watch` runs; check one of them with pytest and otter."""
    where = machine()
    drills = _one_of_each_area()
    bench.steps.begin("save to verdict", len(drills) + 2)
    practice = create_practice(bench.folder / "practice")
    rows, every = [], []
    for drill in drills:
        bench.steps.step(f"{SAVES // len(drills)} saves of {drill.id}")
        walls = _saves(practice, drill, bench.folder / "watch-home", SAVES // len(drills))
        every += walls
        rows.append([f"`{drill.id}` ({drill.skill})", summary(walls, 1000, "ms")])
    rows.append([f"all {len(every)} saves", summary(every, 1000, "ms")])
    peers = _peers(bench)
    bench.steps.end()
    body = f"""From writing the file to the line that ends the verdict, in a terminal in which `gradatim watch` runs;
right and wrong answers in turn. One drill of each area, none of which trains a model.

{table(["drill", "wall clock"], rows)}

The checks of `{COMPARED}` as other graders run them, each from its command to its end:

{table(["grader", "wall clock (s)", "CPU (s)", f"times the median of all {len(every)} saves"], _compared(peers, every))}

Machine: {where}."""
    return [Section(TITLE, body)]


def _one_of_each_area() -> list[Drill]:
    """Return the compared drill, and for each other area the first one of the middle level that does not train."""
    compared = load_drill(COMPARED)
    found = [compared]
    for area in load_areas():
        if not compared.skill.startswith(f"{area}."):
            fits = [
                drill
                for drill in load_drills().values()
                if drill.skill.startswith(f"{area}.") and drill.level is Level.PRACTICE and not drill.trains
            ]
            found += fits[:1]
    return found


def _saves(practice: PracticeFolder, drill: Drill, home: Path, saves: int) -> list[float]:
    """Return the seconds from each save to the end of its verdict."""
    practice.lay_out(drill)
    progress = practice.open_progress()
    progress.current = drill.id
    progress.close()
    answers = [drill.solution.read_text(encoding="utf-8"), (drill.folder / drill.wrong[0].file).read_text("utf-8")]
    environment = os.environ | {"GRADATIM_HOME": str(home), "COLUMNS": "100"}
    walls = []
    with Terminal([sys.executable, "-m", "gradatim", "watch"], practice.path, environment) as terminal:
        terminal.read_until("gradatim: done")
        for number in range(saves):
            time.sleep(_REST_SECONDS)
            text = f"{answers[number % 2]}\n# save {number}\n"
            started = time.perf_counter()
            practice.answer_of(drill).write_text(text, encoding="utf-8")
            terminal.read_until("gradatim: done")
            walls.append(time.perf_counter() - started)
    return walls


def _peers(bench: Bench) -> dict[str, list[Timing]]:
    """Return wall clock and CPU of each run of pytest and otter on the compared drill."""
    timings: dict[str, list[Timing]] = {"a cold `pytest`": [], "`otter run`": []}
    drill = load_drill(COMPARED)
    pytest_environment = make_environment("pytest", bench.cache, bench.folder / "pytest-home")
    otter_environment = make_environment("otter", bench.cache, bench.folder / "otter-home")
    for number in range(bench.slow_runs):
        bench.steps.step(f"pytest and otter, run {number + 1}")
        folder = bench.folder / f"drill-{number}"
        timings["a cold `pytest`"].append(_pytest(drill, folder / "pytest", pytest_environment))
        timings["`otter run`"].append(_otter(drill, folder / "otter", otter_environment))
    return timings


def _compared(peers: dict[str, list[Timing]], ours: Sequence[float]) -> list[list[str]]:
    rows = []
    for name, timings in peers.items():
        middle = medians(timings)
        rows.append([name, f"{middle.wall:.1f}", f"{middle.cpu:.1f}", f"{middle.wall / statistics.median(ours):.0f}"])
    return rows


def _lay_out(drill: Drill, folder: Path) -> list[str]:
    """Write answer, checks and data into a folder; return the names of the checks."""
    folder.mkdir(parents=True)
    for name, content in drill_files(drill).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    shutil.copy(drill.solution, folder / "answer.py")
    shutil.copy(drill.checks, folder / "checks.py")
    shutil.copy(Path(inside.__path__[0]) / "checking.py", folder / "checking.py")
    lines = drill.checks.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("def ").partition("(")[0] for line in lines if line.startswith("def check_")]


def _pytest(drill: Drill, folder: Path, environment: Environment) -> Timing:
    names = _lay_out(drill, folder)
    tests = "\n".join(f"def test_{name}() -> None:\n    checks.{name}(answer)\n" for name in names)
    (folder / "test_drill.py").write_text(f"import answer\nimport checks\n\n{tests}", encoding="utf-8")
    command = [environment.program("pytest"), "-q", "test_drill.py"]
    return run_command(command, cwd=folder, environment=environment.variables).timing


def _otter(drill: Drill, folder: Path, environment: Environment) -> Timing:
    names = _lay_out(drill, folder)
    lines = ["import answer, checks", *(f"checks.{name}(answer)" for name in names)]
    case = {"code": "\n".join(f">>> {line}" for line in lines), "hidden": False, "locked": False}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    test = {"name": "drill", "points": 1, "suites": [suite]}
    (folder / "tests").mkdir()
    (folder / "tests" / "drill.py").write_text(f"OK_FORMAT = True\n\ntest = {test!r}\n", encoding="utf-8")
    (folder / "requirements.txt").touch()
    otter, files = environment.program("otter"), [*drill_files(drill), "checks.py", "checking.py"]
    run_command(
        [otter, "generate", "-t", "tests", "-o", "autograder.zip", *files],
        cwd=folder,
        environment=environment.variables,
    )
    submission = folder / "submission.zip"
    with zipfile.ZipFile(submission, "w") as archive:
        archive.write(folder / "answer.py", "answer.py")
        archive.writestr("answer.ipynb", notebook([code_cell("answer", "import answer")]))
    command = [otter, "run", "-a", folder / "autograder.zip", "-o", folder, "--no-logo", submission]
    timing = run_command(command, cwd=folder, environment=environment.variables).timing
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    if lost := [test for test in results["tests"] if test.get("score") != test.get("max_score")]:
        raise CommandFailedError(f"Expected full points from otter. Received: {lost[0]['output'][:1000]}")
    return timing
