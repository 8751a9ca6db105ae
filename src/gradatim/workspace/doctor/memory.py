"""Memory and disk: is there room to train, to grade and to keep the results?"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from gradatim.workspace.doctor.report import Check, problem, warning, well

MB = 10**6
_TENSORFLOW_MB = 700
"""What a process takes that has imported TensorFlow and holds a small data set."""
_LITTLE_DISK_MB = 2_000
_NO_DISK_MB = 200
_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


@dataclass(frozen=True)
class MemoryFacts:
    """Room, in MB of 10**6 bytes.

    Args:
        total: Memory of this machine, or of this container if that is less.
        available: What programs can have of it now.
        model_limit: The most that the grader allows a model of any task.
        disk: Free room by what lies there: `results`, `this folder`, `temporary files`.
    """

    total: int
    available: int
    model_limit: int
    disk: dict[str, int]


def read_memory(folder: Path, home: Path) -> MemoryFacts:
    """Read the facts.

    Args:
        folder: The working folder.
        home: Folder of the database and the submitted models; need not exist yet.
    """
    import psutil

    from gradatim.bank.reader import load_tasks

    memory = psutil.virtual_memory()
    total = min([memory.total, *_container_limits()])
    places = {"results": home, "this folder": folder, "temporary files": Path(tempfile.gettempdir())}
    return MemoryFacts(
        total=total // MB,
        available=min(memory.available, total) // MB,
        model_limit=max((task.limits.memory_mb for task in load_tasks()), default=0),
        disk={what: psutil.disk_usage(str(_existing(place))).free // MB for what, place in places.items()},
    )


def check_memory(facts: MemoryFacts) -> list[Check]:
    """Judge the facts."""
    return [_memory(facts), _disk(facts)]


def _memory(facts: MemoryFacts) -> Check:
    said = f"{facts.total / 1000:.1f} GB, {facts.available / 1000:.1f} GB of it free"
    needed = facts.model_limit + _TENSORFLOW_MB
    expected = f"{needed / 1000:.1f} GB: {facts.model_limit:,} MB that a model may use, and TensorFlow beside it"
    if facts.total < needed:
        return problem(
            "memory",
            "Memory",
            received=said,
            expected=expected,
            next_step="give the container or virtual machine more memory, or use another machine",
        )
    if facts.available < needed:
        return warning(
            "memory",
            "Memory",
            received=said,
            expected=f"{expected}, free",
            next_step="close programs that you do not need while you train and submit",
        )
    return well("memory", "Memory", said)


def _disk(facts: MemoryFacts) -> Check:
    what, free = min(facts.disk.items(), key=lambda place: place[1])
    said = ", ".join(f"{name} {room / 1000:.1f} GB" for name, room in facts.disk.items())
    expected = f"{_LITTLE_DISK_MB / 1000:g} GB free for each: models of up to 50 MB, data, and the results"
    if free < _NO_DISK_MB:
        return problem(
            "disk", "Disk", received=said, expected=expected, next_step=f"free room where {_PLACES[what]} lie"
        )
    if free < _LITTLE_DISK_MB:
        return warning(
            "disk", "Disk", received=said, expected=expected, next_step=f"free room where {_PLACES[what]} lie"
        )
    return well("disk", "Disk", f"free: {said}")


_PLACES = {
    "results": "the results (the setting GRADATIM_HOME moves them)",
    "this folder": "the files of this folder",
    "temporary files": "temporary files (the variable TMPDIR moves them)",
}


def _container_limits() -> list[int]:
    limits = []
    for path in _LIMITS:
        try:
            text = path.read_text(encoding="ascii").strip()
        except OSError:
            continue
        if text.isdigit():
            limits.append(int(text))
    return limits


def _existing(path: Path) -> Path:
    path = path.absolute()
    return next(place for place in (path, *path.parents) if place.exists())
