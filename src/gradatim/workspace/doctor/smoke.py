"""Trains for about a minute to see how fast this machine trains; `factor.py` turns that into minutes of each task."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from gradatim.errors import UserError
from gradatim.settings import settings
from gradatim.workspace.doctor.factor import KindSpeed, Machine, TrainingSpeed
from gradatim.workspace.doctor.libraries import INSTALL, version_of
from gradatim.workspace.doctor.processor import ProcessorFacts, read_processor

SECONDS = 40.0
"""Training time of all kinds together; start, tracing and the last chunks come on top."""
_START = "start"
_SINGLE_THREADED = "nn"
_FOLDER = "machine"


@dataclass(frozen=True)
class Measurement:
    """Seconds of one training step, chunk by chunk: wall clock, and processor time of this process on all cores."""

    wall: tuple[float, ...]
    cpu: tuple[float, ...]


def measure_speed(
    *, seconds: float = SECONDS, on_kind: Callable[[str], None] = lambda _: None, content: Path | None = None
) -> TrainingSpeed:
    """Train four small models here and compare with the reference machine.

    Args:
        seconds: Training time of all kinds together. Defaults to 40.
        on_kind: Called with each kind as it is done, `start` first.
        content: Folder of the bank. Defaults to the setting.

    Raises:
        UserError: TensorFlow is not installed, or cannot be imported.
    """
    measured = train_kinds(seconds=seconds, on_kind=on_kind, content=content)
    return speed_of(measured, reference_steps(content), this_machine())


def train_kinds(
    *, seconds: float = SECONDS, on_kind: Callable[[str], None] = lambda _: None, content: Path | None = None
) -> dict[str, Measurement]:
    """Train four small models here; return what `start` and one step of each kind took.

    Args:
        seconds: Training time of all kinds together. Defaults to 40.
        on_kind: Called with each kind as it is done, `start` first.
        content: Folder of the bank. Defaults to the setting.

    Raises:
        UserError: TensorFlow is not installed, or cannot be imported.
    """
    return _train((content or settings().content) / _FOLDER / "train.py", seconds, on_kind)


def reference_steps(content: Path | None = None) -> dict[str, float]:
    """Return the processor seconds of `start` and of one step of each kind on the reference machine.

    Args:
        content: Folder of the bank. Defaults to the setting.
    """
    measured = (content or settings().content) / _FOLDER / "measured.json"
    steps: dict[str, float] = json.loads(measured.read_text(encoding="utf-8"))["cpu_seconds"]
    return steps


def this_machine(processor: ProcessorFacts | None = None) -> Machine:
    """Return what a speed measured now belongs to.

    Args:
        processor: What is known of the processor. Defaults to None: it is read, which takes about a second.
    """
    processor = processor or read_processor()
    return Machine(
        processor=processor.name,
        cores=processor.cores,
        tensorflow=version_of("tensorflow-cpu") or version_of("tensorflow"),
        keras=version_of("keras"),
    )


def _train(script: Path, seconds: float, on_kind: Callable[[str], None]) -> dict[str, Measurement]:
    measured: dict[str, Measurement] = {}
    with subprocess.Popen(
        [sys.executable, "-P", str(script), str(seconds)],
        env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "KERAS_BACKEND": "tensorflow"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            if not line.startswith("{"):
                continue  # a library's own words
            said = json.loads(line)
            measured[said["kind"]] = Measurement(tuple(said["wall"]), tuple(said["cpu"]))
            on_kind(said["kind"])
        error = process.stderr.read() if process.stderr else ""
    if process.returncode != 0:
        last = (error.strip().splitlines() or [f"exit code {process.returncode}"])[-1]
        raise UserError("Expected TensorFlow to train a small model", received=last[:300], next_step=INSTALL)
    return measured


def speed_of(measured: dict[str, Measurement], reference: dict[str, float], machine: Machine) -> TrainingSpeed:
    """Compare what was measured here with the reference machine.

    Args:
        measured: What `train_kinds` returned.
        reference: What `reference_steps` returned.
        machine: Where it was measured.
    """
    kinds = {}
    for kind, runs in measured.items():
        if kind == _START:
            continue
        factors = sorted(wall / reference[kind] for wall in runs.wall)
        kinds[kind] = KindSpeed(
            factor=round(statistics.median(factors), 3),
            low=round(_quantile(factors, 0.1), 3),
            high=round(_quantile(factors, 0.9), 3),
        )
    alone = measured[_SINGLE_THREADED]
    return TrainingSpeed(
        measured_at=datetime.now(UTC).replace(microsecond=0),
        machine=machine,
        start_seconds=round(statistics.median(measured[_START].wall), 1),
        reference_start_seconds=reference[_START],
        kinds=kinds,
        waited=round(max(0.0, 1 - sum(alone.cpu) / sum(alone.wall)), 2),
    )


def _quantile(ordered: list[float], share: float) -> float:
    """Return the nearest order statistic: with few chunks nothing finer can be said."""
    return ordered[round(share * (len(ordered) - 1))]
