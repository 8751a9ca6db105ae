"""The demo's phases, and how long a candidate waits for the score of the models that it trained."""

from __future__ import annotations

import json
import re
import statistics
import time
from pathlib import Path

from benchmarks.machine import machine
from benchmarks.ours import renamed_copy
from benchmarks.page import Section, table
from benchmarks.sections.bench import Bench
from benchmarks.timing import summary

SCORE_TITLE = "From submitting to the score"
DEMO_TITLE = "The demo, phase by phase"
_LINE = re.compile(r"^Category (\d) · (.*): trained in (\d+) s, graded in ([\d.]+) s")
_PHASES = ("queue", "start", "load", "predict", "score")
_CATEGORIES = 5


def demo(bench: Bench) -> list[Section]:
    """Run the demo once, then grade copies of its five models."""
    bench.steps.begin("demo", 1 + _CATEGORIES)
    bench.steps.step("gradatim demo, with training")
    where = machine()
    exam, phases = _train(bench)
    scores = _submit_to_score(bench, exam)
    bench.steps.end()
    return [scores, Section(DEMO_TITLE, f"Machine: {where}.\n\n{phases}")]


def _train(bench: Bench) -> tuple[Path, str]:
    folder = bench.folder / "demo"
    done = bench.installation.gradatim("demo", "--dir", folder)
    rows, trained, graded = [], 0.0, 0.0
    for line in done.stderr.splitlines():
        if match := _LINE.match(line):
            rows.append([f"{match[1]} {match[2]}", match[3], match[4]])
            trained += float(match[3])
            graded += float(match[4])
    rows.append(["all five", f"{trained:.0f}", f"{graded:.1f}"])
    rest = done.timing.wall - trained - graded
    rows.append(["the rest: opening the exam, report, start-up", f"{rest:.1f}", ""])
    return next(folder.glob("exam-*")), table(["category", "training (s)", "submit to score (s)"], rows)


def _submit_to_score(bench: Bench, exam: Path) -> Section:
    """Measure from the command to the score, for the reference model of each category, never from the store."""
    where = machine()
    listed = json.loads(bench.installation.gradatim("task", "list", "--json").stdout)
    tasks = sorted({item["category"]: item["id"] for item in listed}.items())
    rows = []
    for category, task in tasks:
        bench.steps.step(f"gradatim grade {task}")
        walls, results = [], []
        for number in range(bench.runs):
            model = exam / f"category{category}" / "model.keras"
            copy = renamed_copy(model, bench.folder / f"{category}-{number}.keras", f"copy {number}")
            started = time.perf_counter()
            results.append(json.loads(bench.installation.gradatim("grade", task, copy, "--json").stdout))
            walls.append(time.perf_counter() - started)
        scores = {(result["score"], result["metric"]["value"]) for result in results}
        if len(scores) != 1:
            raise SystemExit(f"Expected one score for copies of one model of {task}. Received: {scores}")
        phases = [statistics.median(result["timings_ms"][phase] for result in results) for phase in _PHASES]
        rows.append([f"{category} {task}", summary(walls, 1, "s"), *(f"{phase:,.0f}" for phase in phases)])
    body = f"""`gradatim grade` on the reference model of each category, command start-up included; every run grades a
copy with another hash, so nothing comes from the store. Phases are medians in milliseconds.

Machine: {where}.

{table(["task", "command to score", *_PHASES], rows)}"""
    return Section(SCORE_TITLE, body)
