"""The text of the section: what was measured and how, seconds, ratios, and the targets."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks.grading.gradatim_grade import COMMAND, GRADER
from benchmarks.grading.limit import COLUMN as LIMIT
from benchmarks.grading.measurements import Measurements, Quantity, cpu_of, wall_of
from benchmarks.grading.peers.nbgrader import COLUMN as NBGRADER
from benchmarks.grading.peers.otter import COLUMN as OTTER
from benchmarks.grading.peers.pytest_file import COLUMN as PYTEST
from benchmarks.grading.workload import ACCURACY, CASES, MadeCase
from benchmarks.ours import ROOT
from benchmarks.page import table
from benchmarks.timing import figure

COLUMNS = (LIMIT, GRADER, COMMAND, PYTEST, OTTER, NBGRADER)
MOST_TIMES_THE_LIMIT = 1.5
LEAST_TIMES_LESS = 15.0


def report(where: str, workload: Sequence[MadeCase], measured: Measurements, *, start_cpu: float) -> str:
    """Return the section's body.

    Args:
        where: The machine.
        workload: The models.
        measured: All timings.
        start_cpu: CPU seconds of starting our worker, with its first submission.
    """
    fast, slow = measured.count(LIMIT), measured.count(PYTEST)
    return f"""One submission: a model file that the grader has never seen, graded on hidden rows. Five models, all
contenders in turn for each, {fast} times ({slow} for pytest, otter and nbgrader); medians. All must find the same
metric, or nothing is written.

Machine: {where}.
TensorFlow {version("tensorflow-cpu")}, {_peer_versions()}.

{_models(workload)}

- **{LIMIT}**: load, predict and score in one warm process that holds TensorFlow and the rows; no queue, no isolation.
  Of eager and two traced batch sizes, the one that takes the least CPU is used for each model.
- **{GRADER}**: the worker, the fork server and the confined process, with the next confined process that is
  prepared meanwhile. Starting them, with the first submission, took {figure(start_cpu)} s of CPU, once, which is
  not in the table.
- **{COMMAND}**: the whole command, the grader and the command line, with the full sandbox.
- **{PYTEST}, {OTTER}, {NBGRADER}**: cold, each in an environment of its own with the same
  TensorFlow and Keras, byte-compiled and without packages that it does not need (Keras imports Matplotlib, SciPy and
  scikit-learn where they are installed). Their files load with `compile=False` and predict in batches of 256. Both
  favour them. CPU is that of all their processes.

CPU seconds of one submission:

{_seconds(measured, cpu_of)}

Wall-clock seconds of one submission:

{_seconds(measured, wall_of)}

CPU ratios, by model and for the sums; what stands above the limit bounds what any grader can reach:

{_ratios(measured)}

{_targets(measured)}

To repeat it: `make bench-grading`, or `make bench` for the whole page. The peers are installed below `.bench/` the
first time."""


def _models(workload: Sequence[MadeCase]) -> str:
    rows = [
        [
            made.case.title,
            f"{made.parameters:,}",
            f"{made.case.rows:,} × {' × '.join(map(str, made.case.shape))}",
            f"{made.case.metric} {made.expected:.4f}" if made.case.metric == ACCURACY else f"MAE {made.expected:.4f}",
        ]
        for made in workload
    ]
    return f"""The models are untrained: fixed random weights and one optimizer step; the targets are their own answers
with a known share of mistakes.

{table(["model", "parameters", "hidden rows", "metric"], rows)}"""


def _seconds(measured: Measurements, quantity: Quantity) -> str:
    rows = [[case.title, *(figure(measured.median(case, column, quantity)) for column in COLUMNS)] for case in CASES]
    rows.append(["all five", *(figure(measured.total(column, quantity)) for column in COLUMNS)])
    return table(["model", *COLUMNS], rows)


def _ratios(measured: Measurements) -> str:
    pairs = [(GRADER, LIMIT), (COMMAND, LIMIT), (PYTEST, GRADER), (OTTER, GRADER), (NBGRADER, GRADER)]
    pairs += [(PYTEST, COMMAND), (OTTER, COMMAND), (NBGRADER, COMMAND), (OTTER, LIMIT), (NBGRADER, LIMIT)]
    rows = []
    for column, base in pairs:
        ratios = measured.ratios(column, base, cpu_of)
        total = measured.total(column, cpu_of) / measured.total(base, cpu_of)
        rows.append(
            [f"{column} ÷ {base}", *(figure(one) for one in (*ratios, statistics.geometric_mean(ratios), total))]
        )
    return table(["ratio", *(case.title for case in CASES), "geometric mean", "of the sums"], rows)


def _targets(measured: Measurements) -> str:
    """Hold the targets against mean CPU seconds, in which they were set; the bound says what no grader can beat."""
    limit, grader = measured.total(LIMIT, cpu_of), measured.total(GRADER, cpu_of)
    cheaper_peer = min(measured.total(peer, cpu_of) for peer in (OTTER, NBGRADER))
    return f"""Targets, for the grader, in mean CPU of one submission over the models (column "of the sums"): at most
{MOST_TIMES_THE_LIMIT} times the limit: {_verdict(grader / limit <= MOST_TIMES_THE_LIMIT, grader / limit)}; at least \
{LEAST_TIMES_LESS:.0f} times less than otter-grader and nbgrader:
{_verdict(cheaper_peer / grader >= LEAST_TIMES_LESS, cheaper_peer / grader)}, where the limit itself is only \
{figure(cheaper_peer / limit)} times cheaper than they are."""


def _verdict(is_met: bool, value: float) -> str:
    return f"{'met' if is_met else 'not met'} ({figure(value)})"


def _peer_versions() -> str:
    pins = {}
    for peer, package in (("pytest", "pytest"), ("otter", "otter-grader"), ("nbgrader", "nbgrader")):
        lines = (ROOT / "requirements" / f"bench-{peer}.in").read_text(encoding="utf-8").splitlines()
        pins[package] = next(line.partition("==")[2] for line in lines if line.startswith(f"{package}=="))
    return ", ".join(f"{package} {pin}" for package, pin in pins.items())
