"""A room full of candidates hands in at once: how fast are they graded, with what memory, and is any grade different?

`python -m benchmarks.throughput --exam FOLDER` grades copies of the models in an exam folder twice, one at a time and
as many at a time as there are cores, and fails if a grade differs.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.ours import renamed_copy
from benchmarks.process_tree import cpu_seconds, descendants, end_tree

ROOT = Path(__file__).parent.parent
HEAD = (
    "| workers | submissions | wall clock (s) | submissions/s | CPU (s) | jobs at a time | cores busy with it "
    "| machine idle | peak memory (MB) | most model processes | grades as in the serial run |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|"
)
_LOOK_SECONDS = 0.25
_LONGEST_SECONDS = 3600.0
_GRADES = """
SELECT submission.model_sha256, result.outcome, result.score, result.predictions_sha256,
    json_extract(result.result_json, '$.metric.value'), json_extract(result.result_json, '$.metric.interval')
FROM submission JOIN result USING (model_sha256, task_id, task_version) ORDER BY submission.model_sha256
"""
_PROGRESS = "SELECT count(*), sum(state IN ('done', 'unscored')), min(finished_at), max(finished_at) FROM job"

Grade = tuple[object, ...]


class DifferentGradesError(RuntimeError):
    """The same file got another grade when others were graded beside it."""


@dataclass(frozen=True)
class Throughput:
    """One run, from the first result to the last: starting TensorFlow once is not a part of it.

    Args:
        workers: Submissions graded at the same time.
        submissions: How many were queued before the worker started.
        seconds: Wall clock.
        cpu_seconds: User and system time of the worker, the fork server and all model processes.
        jobs_at_a_time: Mean number of jobs that a worker had in hand.
        busy: CPU per second and core.
        idle: Share of the machine's CPU time that nobody used. Where others work too, `busy` alone says little.
        peak_bytes: Largest memory of all of them together (PSS: what they share is counted once); None where this
            user may not read it.
        model_processes: Most confined processes at a time, those that are ready for the next model included.
    """

    workers: int
    submissions: int
    seconds: float
    cpu_seconds: float
    jobs_at_a_time: float
    busy: float
    idle: float
    peak_bytes: int | None
    model_processes: int

    def row(self) -> str:
        """Return it as a row of the table, without the last cell."""
        memory = "not readable" if self.peak_bytes is None else f"{self.peak_bytes / 10**6:,.0f}"
        rate = (self.submissions - 1) / self.seconds
        return (
            f"| {self.workers} | {self.submissions} | {self.seconds:.1f} | {rate:.2f} | {self.cpu_seconds:.1f} "
            f"| {self.jobs_at_a_time:.2f} | {self.busy:.0%} of {os.cpu_count()} | {self.idle:.0%} "
            f"| {memory} | {self.model_processes} |"
        )


@dataclass(frozen=True)
class _Sample:
    at: float
    cpu: float
    machine: tuple[int, int]
    """Ticks of all cores: idle ones, and all."""
    memory: int | None
    models: int


def throughput(folder: Path, submissions: int) -> list[str]:
    """Grade many models at once and one after the other.

    Args:
        folder: An exam folder whose categories hold `model.keras`.
        submissions: How many files, each with a hash of its own.

    Returns:
        Rows of a table; its head is `HEAD`.

    Raises:
        DifferentGradesError: A grade differs.
    """
    runs = measure(folder, submissions)
    return [f"{run.row()} {'the same' if run.workers > 1 else ''} |" for run in runs]


def measure(folder: Path, submissions: int) -> list[Throughput]:
    """Return the run with as many workers as cores, and the serial one.

    Raises:
        DifferentGradesError: A grade differs.
    """
    with tempfile.TemporaryDirectory(prefix="gradatim-throughput-") as temporary:
        files = _copies(folder, Path(temporary), submissions)
        parallel, grades = _run(Path(temporary) / "parallel", files, workers=os.cpu_count() or 1)
        serial, expected = _run(Path(temporary) / "serial", files, workers=1)
    different = [pair for pair in zip(grades, expected, strict=True) if pair[0] != pair[1]]
    if different or len(grades) != submissions:
        raise DifferentGradesError(f"Expected {submissions} grades as in the serial run. Received: {different[:3]}")
    return [parallel, serial]


def _copies(exam: Path, folder: Path, count: int) -> list[tuple[str, Path]]:
    """Return `count` files, each with its task: categories in turn, as a room full of candidates hands in."""
    from gradatim.bank.reader import load_tasks

    models = [(task.id, exam / f"category{task.category}" / "model.keras") for task in load_tasks()]
    models = [(task, model) for task, model in models if model.is_file()]
    if not models:
        raise FileNotFoundError(f"Expected category1/model.keras and so on in {exam}")
    chosen = [models[number % len(models)] for number in range(count)]
    return [
        (task, renamed_copy(model, folder / f"{number}.keras", f"copy {number}"))
        for number, (task, model) in enumerate(chosen)
    ]


def _run(home: Path, files: Sequence[tuple[str, Path]], *, workers: int) -> tuple[Throughput, list[Grade]]:
    _queue(home, files)
    samples: list[_Sample] = []
    with _worker(home, workers) as worker:
        while _progress(home)[1] < len(files):
            samples.append(_sample(worker.pid))
            if worker.poll() is not None or len(samples) * _LOOK_SECONDS > _LONGEST_SECONDS:
                raise RuntimeError(f"Expected a worker that grades {len(files)} models. Received: {_progress(home)}")
            time.sleep(_LOOK_SECONDS)
        samples.append(_sample(worker.pid))
    _, _, first, last = _progress(home)
    within = [sample for sample in samples if first <= sample.at <= last + _LOOK_SECONDS]
    seconds, cpu = last - first, within[-1].cpu - within[0].cpu
    memory = [sample.memory for sample in samples if sample.memory is not None]
    run = Throughput(
        workers=workers,
        submissions=len(files),
        seconds=seconds,
        cpu_seconds=cpu,
        jobs_at_a_time=_jobs_at_a_time(home, first, last),
        busy=cpu / (within[-1].at - within[0].at) / (os.cpu_count() or 1),
        idle=_share(within[0].machine, within[-1].machine),
        peak_bytes=max(memory, default=None),
        model_processes=max(sample.models for sample in samples),
    )
    with closing(_connect(home)) as connection:
        return run, connection.execute(_GRADES).fetchall()


def _queue(home: Path, files: Sequence[tuple[str, Path]]) -> None:
    from gradatim.bank.reader import load_task
    from gradatim.queue.submissions import accept
    from gradatim.queue.workplace import open_workplace
    from gradatim.settings import Settings

    place = open_workplace(Settings(home=home))
    tasks = {task_id: load_task(task_id) for task_id, _ in files}
    for task_id, file in files:
        os.utime(file, (0, 0))  # an old file need not be watched for changes
        accept(
            place.engine,
            place.blobs,
            task_id=task_id,
            task_version=tasks[task_id].version(place.split),
            model=file,
            max_bytes=tasks[task_id].limits.file_bytes,
            queue_limit=len(files),
        )
    place.engine.dispose()


@contextmanager
def _worker(home: Path, workers: int) -> Iterator[subprocess.Popen[bytes]]:
    ours = {"GRADATIM_HOME": str(home), "GRADATIM_WORKERS": str(workers)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GRADATIM_")} | ours
    with (home / "worker.log").open("wb") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "gradatim.queue.worker_process"], cwd=ROOT, env=environment, stderr=log
        )
    try:
        yield worker
    finally:
        end_tree(worker.pid)
        worker.wait()


def _sample(worker: int) -> _Sample:
    family = descendants(worker)
    sizes = [_memory(pid) for pid in family]
    known = [size for size in sizes if size is not None]
    models = sum(_is_model(pid) for pid in family)
    memory = sum(known) if len(known) == len(sizes) else None
    return _Sample(time.time(), cpu_seconds(worker), _machine_ticks(), memory, models)


def _machine_ticks() -> tuple[int, int]:
    # Field numbers: proc(5). Idle and waiting for the disk; guests are counted in user time already.
    ticks = [int(field) for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def _share(before: tuple[int, int], after: tuple[int, int]) -> float:
    return (after[0] - before[0]) / max(1, after[1] - before[1])


def _memory(pid: int) -> int | None:
    """Return the proportional set size of a process in bytes; 0 when it has just ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    except PermissionError:
        return None
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


def _is_model(pid: int) -> bool:
    """Whether a process is confined and alive: the first process of a namespace two below this one."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return len(fields["NSpid"].split()) >= len(_own_ids()) + 2 and "Z" not in fields["State"]


def _own_ids() -> list[str]:
    status = Path("/proc/self/status").read_text()
    return next(line for line in status.splitlines() if line.startswith("NSpid")).split()[1:]


def _jobs_at_a_time(home: Path, first: float, last: float) -> float:
    with closing(_connect(home)) as connection:
        query = "SELECT sum(min(finished_at, :last) - max(claimed_at, :first)) FROM job WHERE finished_at > :first"
        (seconds,) = connection.execute(query, {"first": first, "last": last}).fetchone()
    return float(seconds) / (last - first)


def _progress(home: Path) -> tuple[int, int, float, float]:
    with closing(_connect(home)) as connection:
        total, done, first, last = connection.execute(_PROGRESS).fetchone()
    return total, done or 0, first or 0.0, last or 0.0


def _connect(home: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{home / 'gradatim.db'}?mode=ro", uri=True, timeout=30)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and write the figures as JSON if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("--exam", type=Path, required=True, help="exam folder with saved models, see gradatim demo")
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args(arguments)
    runs = measure(options.exam, options.submissions)
    print(HEAD, *(f"{run.row()} {'the same' if run.workers > 1 else ''} |" for run in runs), sep="\n")
    if options.json:
        options.json.write_text(json.dumps([asdict(run) for run in runs], indent=2) + "\n")


if __name__ == "__main__":
    main()
