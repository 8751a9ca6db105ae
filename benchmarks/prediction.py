"""How well `gradatim doctor --smoke` predicts training times: predicts, trains the reference answer, compares.

`python -m benchmarks.prediction [TASK …] [--cores N]` measures, keeps every comparison in .bench/prediction.jsonl and
writes the table of docs/doctor.md. One core stands for a smaller machine. Each prediction is made just before its
training, since what other programs do meanwhile changes both.

Two things are compared. Wall clock is what the command predicts; other programs at work change it. Processor seconds,
predicted in the same way from the same measurement, hardly feel them: they tell how well the four small models stand
for the tasks.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from gradatim.bank.answers import run_answer
from gradatim.bank.category_folder import ANSWER_FILE, lay_out
from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.settings import settings
from gradatim.workspace.doctor.factor import TYPICAL_ERROR, predict, reference_cpu_seconds
from gradatim.workspace.doctor.processor import usable_cores
from gradatim.workspace.doctor.smoke import Measurement, reference_steps, speed_of, this_machine, train_kinds

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".bench" / "prediction.jsonl"
PAGE = ROOT / "docs" / "doctor.md"
BEGINS, ENDS = "<!-- prediction: written by python -m benchmarks.prediction -->", "<!-- end of prediction -->"
TABLES, PICTURES = ("penguin-mass", "x-ray-lines", "diamond-prices"), ("photo-archive", "earth-from-above")
TASKS = (*TABLES, *PICTURES, "which-era", "footfall", "births")
CALM = 0.2
"""Up to this share of waiting a prediction counts as made on a calm machine."""
Comparison = dict[str, Any]


class Others:
    """How much of the cores' time other programs, or the host, took of this machine."""

    def __init__(self) -> None:
        self._wall, self._busy, self._mine = time.perf_counter(), _busy_seconds(), _own_seconds()

    def share(self) -> float:
        """Return their share of the usable cores' time so far, 0 to 1."""
        wall = time.perf_counter() - self._wall
        others = _busy_seconds() - self._busy - (_own_seconds() - self._mine)
        return max(0.0, round(others / (wall * (os.cpu_count() or 1)), 2))


def _busy_seconds() -> float:
    times = psutil.cpu_times()
    return float(sum(times) - times.idle - getattr(times, "iowait", 0.0) - getattr(times, "guest", 0.0))


def _own_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def compare(task_id: str) -> Comparison:
    """Predict a task's training time, train its reference answer, and return both."""
    task, split = load_task(task_id), Split(settings().split_key_bytes)
    others = Others()
    steps = train_kinds()
    while_predicting = others.share()
    speed = speed_of(steps, reference_steps(), this_machine())
    prediction = predict(task, speed)
    if prediction is None:
        raise SystemExit(f"Expected a measured reference answer of {task_id}. Received: none")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        lay_out(task, split, folder)
        shutil.copyfile(task.folder / "solution.py", folder / ANSWER_FILE)
        others = Others()
        run = run_answer(folder / ANSWER_FILE, folder, seed=0)
    return {
        "task": task_id,
        "cores": usable_cores(),
        "predicted": prediction.seconds,
        "low": prediction.low,
        "high": prediction.high,
        "measured": round(run.seconds, 1),
        "cpu_predicted": round(predicted_cpu_seconds(task, steps), 1),
        "cpu_measured": round(run.cpu_seconds, 1),
        "waited": speed.waited,
        "others_predicting": while_predicting,
        "others_training": others.share(),
        "at": round(time.time()),
    }


def predicted_cpu_seconds(task: ExamTask, steps: dict[str, Measurement]) -> float:
    """Return the processor seconds that a task's reference answer should need here, on all cores together."""
    reference, one = reference_cpu_seconds(task), reference_steps()
    if reference is None:
        raise SystemExit(f"Expected a measured reference answer of {task.id}. Received: none")
    start, step = (statistics.median(steps[kind].cpu) for kind in ("start", task.area))
    return start + max(reference - one["start"], 0.0) * step / one[task.area]


def table(comparisons: list[Comparison]) -> str:
    """Return the section of the page."""
    calm = [one for one in comparisons if one["waited"] <= CALM]
    busy = [one for one in comparisons if one["waited"] > CALM]
    within = sum(one["low"] <= one["measured"] <= one["high"] for one in comparisons)
    summary = f"""{len(comparisons)} comparisons on a machine with {os.cpu_count()} cores, each with the reference
answer trained just after the prediction:

- Wall clock where little else ran ({len(calm)}): {_spread(calm, "measured", "predicted")}
- Wall clock while other programs used the cores too ({len(busy)}): {_spread(busy, "measured", "predicted")} What the
  others do changes from one minute to the next, and no prediction knows it.
- Processor seconds, which feel other programs much less ({len(comparisons)}):
  {_spread(comparisons, "cpu_measured", "cpu_predicted")} This is mostly what the method itself gets wrong: four small
  models stand for all tasks.
- The range that the command prints (the slow and the fast tenth of its own training, widened by {TYPICAL_ERROR:g}) held
  {within} of {len(comparisons)}.

*Waited* is the share of its time in which the single-threaded part of the measurement did not have the processor; up to
{CALM:.0%} counts as little. *Others* is the share of all cores' time that other programs had, while the prediction was
made and while the answer trained.
"""
    head = [
        "| task | cores | predicted | measured | ÷ | processor, predicted | measured | ÷ | waited | others |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    rows = [
        f"| `{one['task']}` | {one['cores']:g} | {one['predicted']:.0f} s | {one['measured']:.0f} s "
        f"| {one['measured'] / one['predicted']:.2f} | {one['cpu_predicted']:.0f} s | {one['cpu_measured']:.0f} s "
        f"| {one['cpu_measured'] / one['cpu_predicted']:.2f} | {one['waited']:.0%} "
        f"| {one['others_predicting']:.0%}, {one['others_training']:.0%} |"
        for one in sorted(comparisons, key=lambda one: (-one["cores"], one["task"], one["at"]))
    ]
    return "\n".join([summary, *head, *rows])


def _spread(comparisons: list[Comparison], measured: str, predicted: str) -> str:
    if not comparisons:
        return "none yet."
    ratios = sorted(one[measured] / one[predicted] for one in comparisons)
    off = statistics.median(abs(ratio - 1) for ratio in ratios)
    return f"measured ÷ predicted from {ratios[0]:.2f} to {ratios[-1]:.2f}, half of them within {off:.0%}."


def write_page(comparisons: list[Comparison]) -> None:
    """Put the section between its marks."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    PAGE.write_text(f"{before}{BEGINS}\n\n{table(comparisons)}\n\n{ENDS}{after}", encoding="utf-8")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description="Compare predicted with measured training times.")
    parser.add_argument("tasks", nargs="*", default=TASKS, help="Ids of exam tasks.")
    parser.add_argument("--cores", type=int, help="Use only so many cores. Default: all.")
    parser.add_argument("--only-write", action="store_true", help="Measure nothing; write what is kept.")
    arguments = parser.parse_args()
    KEPT.parent.mkdir(exist_ok=True)
    if arguments.cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: arguments.cores])
    for task_id in () if arguments.only_write else arguments.tasks:
        one = compare(task_id)
        with KEPT.open("a", encoding="utf-8") as file:
            file.write(json.dumps(one) + "\n")
        print(f"{task_id}: predicted {one['predicted']:.1f} s, measured {one['measured']:.1f} s", flush=True)
    write_page([json.loads(line) for line in KEPT.read_text(encoding="utf-8").splitlines()])


if __name__ == "__main__":
    main()
