"""How quickly the dashboard opens and answers, with a store of a thousand submissions."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import HTTPCookieProcessor, ProxyHandler, Request, build_opener

import psutil

from benchmarks.dashboard.control import PAGE, answering_at_once
from benchmarks.dashboard.load import Load, Target, listen, put_load
from benchmarks.dashboard.store import SUBMISSIONS, TASKS, Filled, fill, grow_bank
from benchmarks.machine import machine
from benchmarks.ours import end_worker
from benchmarks.page import Section, table
from benchmarks.process_tree import NotSettledError
from benchmarks.sections.bench import Bench
from benchmarks.timing import figure, summary
from gradatim.bank.skills import load_skills
from gradatim.drills.verdict import DrillOutcome, DrillVerdict
from gradatim.mastery.progress import Progress
from gradatim.settings import settings
from gradatim.workspace.practice_folder import PracticeFolder

TITLE = "The dashboard"
PER_SECOND = 100.0
SECONDS = 20.0
CONTROL_SECONDS = 10.0
EXAMINATION_SECONDS = 90.0
LISTENERS = 200
_CHANGES = 5
_LINK = re.compile(r"http://127\.0\.0\.1:(\d+)/enter\?key=\S+")


@dataclass(frozen=True)
class _Home:
    folder: Path
    home: Path
    content: Path


def dashboard(bench: Bench) -> list[Section]:
    """Measure the start, the pages under load, and the listeners."""
    where = machine()
    bench.steps.begin("dashboard", bench.runs + 5)
    home = _Home(bench.folder / "dashboard", bench.folder / "dashboard" / "home", bench.folder / "dashboard" / "bank")
    bench.steps.step("filling the store")
    grow_bank(settings().content, home.content)
    filled = fill(home.home, home.folder / "practice")
    starts = []
    for _ in range(bench.runs):
        bench.steps.step("start to first page")
        began = time.perf_counter()
        with _running(home):
            starts.append(time.perf_counter() - began)
    bench.steps.step("the load on an application that answers at once")
    with answering_at_once() as target:
        control = asyncio.run(put_load(target, {"control": "/"}, per_second=PER_SECOND, seconds=CONTROL_SECONDS))
    with _running(home) as target:
        bench.steps.step("the machine's examination")
        asyncio.run(put_load(target, filled.pages, per_second=20, seconds=2))  # content is read on the first request
        _wait_for_examination(target)
        bench.steps.step(f"{PER_SECOND:.0f} requests a second")
        machine_before = _machine_cpu()
        before = _cpu(target)
        quiet = asyncio.run(put_load(target, filled.pages, per_second=PER_SECOND, seconds=SECONDS))
        cpu = (_cpu(target) - before) / (PER_SECOND * SECONDS)
        bench.steps.step(f"{LISTENERS} listeners")
        told, busy = asyncio.run(_with_listeners(target, filled))
        elsewhere = _taken_elsewhere(machine_before)
    end_worker(home.home)
    bench.steps.end()
    return [Section(TITLE, _body(where, starts, (quiet, busy, control), (cpu, elsewhere), told))]


async def _with_listeners(target: Target, filled: Filled) -> tuple[list[float], Load]:
    listeners = await listen(target, "/events?topic=practice", LISTENERS)
    progress = Progress(PracticeFolder(filled.place).progress_path)
    told: list[float] = []
    for number in range(_CHANGES):
        verdict = DrillVerdict(f"change-{number}", DrillOutcome.PASSED, (), None, "", 0.1)
        since = time.perf_counter()
        waiting = asyncio.create_task(listeners.wait_for_change(since))
        await asyncio.to_thread(progress.record, verdict, "an answer")
        told += await waiting
    busy = await put_load(target, filled.pages, per_second=PER_SECOND, seconds=SECONDS)
    progress.close()
    listeners.close()
    return told, busy


def _wait_for_examination(target: Target) -> None:
    """Wait until the doctor, whom the first look at its page sends for, has gone: it imports TensorFlow meanwhile."""
    request = Request(
        f"http://127.0.0.1:{target.port}/doctor", headers={"Cookie": target.cookie, "Accept": "application/json"}
    )
    until = time.monotonic() + EXAMINATION_SECONDS
    while time.monotonic() < until:
        with build_opener(ProxyHandler({})).open(request) as answer:
            if not json.load(answer)["doing"]:
                return
        time.sleep(0.5)
    raise NotSettledError(f"Expected the examination to end within {EXAMINATION_SECONDS:.0f} seconds")


@contextmanager
def _running(home: _Home) -> Iterator[Target]:
    """Start a dashboard, and give it once its first page has come."""
    own = {"GRADATIM_HOME": str(home.home), "GRADATIM_CONTENT": str(home.content), "COLUMNS": "200"}
    # As installed, where Python keeps the byte code of what it has imported once.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GRADATIM_", "PYTHONDONTWRITE"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "gradatim", "start", "--no-open", "--port", "0"],
        cwd=home.folder,
        env=kept | own,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        link = next(found for line in process.stdout if (found := _LINK.search(line)))
        cookies = HTTPCookieProcessor()
        with build_opener(ProxyHandler({}), cookies).open(link[0]) as answer:
            answer.read()
        cookie = next(iter(cookies.cookiejar))
        yield Target(int(link[1]), f"{cookie.name}={cookie.value}", process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        process.stdout.close()


def _body(
    where: str,
    starts: Sequence[float],
    loads: tuple[Load, Load, Load],
    shares: tuple[float, float],
    told: Sequence[float],
) -> str:
    quiet, busy, control = loads
    cpu, elsewhere = shares
    rows = [[name, *_row(quiet.seconds[name]), *_row(busy.seconds[name])] for name in quiet.seconds]
    rows.append(["**all**", *_row(quiet.all), *_row(busy.all)])
    middle, high, longest = _row(control.all)
    rows.append(["control", middle, high, longest, "", "", ""])
    header = ["page", "median", "99 %", "longest", "median, listeners", "99 %, listeners", "longest, listeners"]
    return (
        f"Machine: {where}.\n\n"
        f"{len(load_skills())} skills, {TASKS} tasks, {SUBMISSIONS:,} submissions. {PER_SECOND:.0f} requests a second "
        f"for {SECONDS:.0f} seconds, the pages in turn, each a whole HTML page; milliseconds from the moment at which "
        f"a request was due. The doctor's first examination has ended before. The columns to the right: the same while "
        f"{LISTENERS} pages follow the stream of events. The load is made on the same cores; the line “control” is "
        f"the same load on an application that answers at once with {len(PAGE):,} bytes.\n\n"
        f"{table(header, rows)}\n\n"
        f"- Processor time of the server for one page: {figure(1000 * cpu)} ms on average.\n"
        f"- Processor time of both cores that went to other programs or other guests of the same computer while the "
        f"pages were measured: {elsewhere:.0%}.\n"
        f"- From `gradatim start` to the first page: {summary(starts, 1000, 'ms')}.\n"
        f"- From a saved verdict until each of {LISTENERS} listeners was told: {summary(told, 1000, 'ms')}."
    )


@dataclass(frozen=True)
class _MachineCpu:
    """Processor seconds since the machine was started.

    Args:
        all: Of all cores.
        idle: In which nobody wanted them.
        ours: Of this process and its children.
    """

    all: float
    idle: float
    ours: float


def _machine_cpu() -> _MachineCpu:
    times = psutil.cpu_times()
    every = sum(value for name, value in times._asdict().items() if not name.startswith("guest"))
    ours = [psutil.Process(), *psutil.Process().children(recursive=True)]
    return _MachineCpu(every, times.idle + getattr(times, "iowait", 0.0), sum(sum(one.cpu_times()[:2]) for one in ours))


def _taken_elsewhere(before: _MachineCpu) -> float:
    """Return the share of all processor time that neither the server nor the load used, and that was not idle."""
    now = _machine_cpu()
    every = now.all - before.all
    return max(0.0, (every - (now.idle - before.idle) - (now.ours - before.ours)) / every)


def _cpu(target: Target) -> float:
    """Return the processor seconds that the server has used."""
    times = psutil.Process(target.process).cpu_times()
    return float(times.user + times.system)


def _row(seconds: Sequence[float]) -> tuple[str, str, str]:
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    return figure(1000 * ordered[len(ordered) // 2]), figure(1000 * high), figure(1000 * ordered[-1])
