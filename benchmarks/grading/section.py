"""The section of the page: one submission through every contender, interleaved, and the ratios."""

from __future__ import annotations

import platform

from benchmarks.commands import CommandFailedError
from benchmarks.grading.bank import write_bank
from benchmarks.grading.contender import Contender
from benchmarks.grading.gradatim_grade import GradatimGrade
from benchmarks.grading.limit import Limit
from benchmarks.grading.measurements import Measurements
from benchmarks.grading.peers.nbgrader import NbgraderAutograde
from benchmarks.grading.peers.otter import OtterRun
from benchmarks.grading.peers.pytest_file import PytestFile
from benchmarks.grading.report import report
from benchmarks.grading.workload import CASES, MadeCase, make_workload
from benchmarks.machine import machine
from benchmarks.ours import renamed_copy
from benchmarks.page import Section
from benchmarks.sections.bench import Bench
from benchmarks.timing import Timing

TITLE = "Grading one submission"


def grading(bench: Bench) -> list[Section]:
    """Grade new copies of five models with every contender in turn, after a warm-up, and compare."""
    _check_machine()
    folder = bench.folder / "grading"
    contenders = 5
    slow = 3 * bench.slow_runs * len(CASES) + 3
    fast = 2 * (bench.runs + 1) * len(CASES)
    bench.steps.begin("grading", 1 + contenders + slow + fast)
    bench.steps.step("making the five models unless they are there")
    workload = make_workload(bench.cache)
    folder.mkdir()
    limit = Limit(folder / "limit.log")
    ours = GradatimGrade(folder / "home", write_bank(folder / "content", workload))
    peers: list[Contender] = []
    for name, peer in (("pytest", PytestFile), ("otter", OtterRun), ("nbgrader", NbgraderAutograde)):
        bench.steps.step(f"installing {name} unless it is there")
        peers.append(peer(folder / name, bench.cache))
    measurements = Measurements()
    where = machine()
    with limit, ours:
        race = _Race(bench, workload, measurements)
        race.warm_up([limit, ours], workload)
        race.warm_up(peers, workload[:1])
        for number in range(bench.runs):
            # The slow ones take part in as many of the repetitions as they have, spread over the run.
            is_slow_turn = (number + 1) * bench.slow_runs // bench.runs > number * bench.slow_runs // bench.runs
            race.round(f"run {number + 1}", [limit, ours, *(peers if is_slow_turn else [])])
    bench.steps.end()
    return [Section(TITLE, report(where, workload, measurements, start_cpu=ours.start_cpu or 0.0))]


def _check_machine() -> None:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise CommandFailedError(
            "Expected Linux on x86_64, for which the packages of the other graders are pinned. "
            f"Received: {platform.system()} on {platform.machine()}. Next: leave this section out with --only"
        )


class _Race:
    """Lets contenders grade in turn; each gets a file that nobody has seen."""

    def __init__(self, bench: Bench, workload: list[MadeCase], measurements: Measurements) -> None:
        self._bench = bench
        self._workload = workload
        self._measurements = measurements
        self._files = 0

    def warm_up(self, contenders: list[Contender], cases: list[MadeCase]) -> None:
        """Grade without measuring, so that files are in the page cache and processes have started."""
        for made in cases:
            for contender in contenders:
                self._grade(made, contender, "warm-up")

    def round(self, label: str, contenders: list[Contender]) -> None:
        """Grade every case with every contender and keep what it took."""
        for made in self._workload:
            for contender in contenders:
                for column, timing in self._grade(made, contender, label).items():
                    self._measurements.add(made.case, column, timing)

    def _grade(self, made: MadeCase, contender: Contender, label: str) -> dict[str, Timing]:
        self._bench.steps.step(f"{label}, {made.case.title}, {contender.name.strip('`')}")
        self._files += 1
        path = self._bench.folder / "grading" / f"submission{self._files}.keras"
        model = renamed_copy(made.model, path, f"submission {self._files}")
        graded = contender.grade(made, model)
        made.check(graded.metric, contender.name)
        model.unlink()
        return dict(graded.timings)
