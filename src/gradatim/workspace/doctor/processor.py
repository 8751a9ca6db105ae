"""The processor: instructions that TensorFlow's wheels need, cores, and how busy they are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from gradatim.workspace.doctor.report import Check, problem, warning, well

_FEWEST_CORES = 2
_INTEL = ("x86_64", "amd64")
_CPU_MAX = Path("/sys/fs/cgroup/cpu.max")
_OLD_QUOTA = Path("/sys/fs/cgroup/cpu/cpu.cfs_quota_us")
_OLD_PERIOD = Path("/sys/fs/cgroup/cpu/cpu.cfs_period_us")


@dataclass(frozen=True)
class ProcessorFacts:
    """What computes here.

    Args:
        name: As the maker calls it, or its family where that is not known.
        machine: Its family, such as `x86_64`.
        instructions: Names of its instruction sets, such as `avx2`; empty where they are not known.
        cores: How many this process may use: its affinity and, in a container, its share.
        load: Processes that wanted to run in the last minute; None where the system does not say.
    """

    name: str
    machine: str
    instructions: frozenset[str]
    cores: float
    load: float | None


def read_processor() -> ProcessorFacts:
    """Read the facts of this machine. Takes about a second."""
    import platform

    import cpuinfo

    about = cpuinfo.get_cpu_info()
    return ProcessorFacts(
        name=str(about.get("brand_raw", "")) or platform.machine(),
        machine=platform.machine(),
        instructions=frozenset(about.get("flags", ())),
        cores=usable_cores(),
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    )


def check_processor(facts: ProcessorFacts) -> list[Check]:
    """Judge the facts."""
    return [_instructions(facts), _cores(facts)]


def usable_cores() -> float:
    """Return how many processor cores this process may use."""
    allowed = float(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    share = _container_share()
    return min(allowed, share) if share else allowed


def _instructions(facts: ProcessorFacts) -> Check:
    title, name = "Processor", facts.name
    if facts.machine.lower() not in _INTEL or not facts.instructions:
        return well("processor", title, name)
    if "avx" not in facts.instructions:
        return problem(
            "processor",
            title,
            received=f"{name}, without AVX",
            expected="the AVX instructions, which TensorFlow's wheels are compiled for: it dies with SIGILL otherwise",
            next_step="in a virtual machine, pass the host's processor through (QEMU: -cpu host); "
            "otherwise train elsewhere: gradatim bundle CATEGORY",
        )
    if "avx2" not in facts.instructions:
        return warning(
            "processor",
            title,
            received=f"{name}, with AVX and without AVX2",
            expected="AVX2: convolutions and matrices take about twice as long without it",
            next_step="nothing must be done; gradatim doctor --smoke says how long training takes",
        )
    best = "AVX-512" if "avx512f" in facts.instructions else "AVX2"
    return well("processor", title, f"{name}, {best}")


def _cores(facts: ProcessorFacts) -> Check:
    busy = "" if facts.load is None else f", load {facts.load:.1f}"
    said = f"{facts.cores:g}{busy}"
    if facts.cores < _FEWEST_CORES:
        return warning(
            "cores",
            "Cores",
            received=said,
            expected=f"{_FEWEST_CORES} or more: the training minutes of the tasks are for two",
            next_step="give the container or virtual machine more; gradatim doctor --smoke tells what that brings",
        )
    if facts.load is not None and facts.load > 1.5 * facts.cores:
        return warning(
            "cores",
            "Cores",
            received=said,
            expected="that other programs leave room: training shares the cores with them",
            next_step="end what you do not need while you train",
        )
    return well("cores", "Cores", said)


def _container_share() -> float | None:
    """Return how many cores' time a container may use; None for no limit. Linux, control groups of both versions."""
    try:
        quota, period = _CPU_MAX.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        try:
            quota, period = (file.read_text(encoding="ascii").strip() for file in (_OLD_QUOTA, _OLD_PERIOD))
        except OSError:
            return None
    if not quota.isdigit() or not period.isdigit() or period == "0":
        return None
    return int(quota) / int(period)
