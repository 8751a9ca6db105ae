"""How fast this machine trains, kept in the installation, and what that means for each exam task.

A task's reference answer was measured in processor seconds, which hardly depend on what else the machine was doing. A
few seconds of training here say how much wall clock passes for each such second, apart for each kind of model, since
a convolution gains from cores and a small table does not:

    wall clock = start here + (reference's processor seconds - start of the reference) x factor of its kind
"""

from __future__ import annotations

import json
import statistics
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gradatim.bank.exam_task import ExamTask
from gradatim.store.home import prepare_home
from gradatim.store.whole_file import write_whole

_FILE = "training-speed.json"
TYPICAL_ERROR = 1.3
"""How far a training may be off beside the noise of the measurement; docs/doctor.md compares with real ones."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Machine(_Model):
    """What a measured speed belongs to; another processor or TensorFlow trains at another speed."""

    processor: str = Field(description="Name of the processor.")
    cores: float = Field(description="Cores that may be used.")
    tensorflow: str = Field(description="Version of TensorFlow.")
    keras: str = Field(description="Version of Keras.")


class KindSpeed(_Model):
    """The speed of one kind of model, in seconds of wall clock for one processor second of the reference machine."""

    factor: float = Field(gt=0, description="The median of all chunks of training.")
    low: float = Field(gt=0, description="A tenth of the chunks was faster than this.")
    high: float = Field(gt=0, description="A tenth of the chunks was slower than this.")


class TrainingSpeed(_Model):
    """What `gradatim doctor --smoke` measured."""

    measured_at: datetime = Field(description="When, in UTC.")
    machine: Machine
    start_seconds: float = Field(gt=0, description="Wall clock from starting Python until TensorFlow is imported.")
    reference_start_seconds: float = Field(gt=0, description="Processor seconds of the same on the reference machine.")
    kinds: dict[str, KindSpeed] = Field(description="Speed by area of the checklist: `nn`, `image`, `text`, `series`.")
    waited: float = Field(
        ge=0, description="Share of the time in which other programs, or a host, had the processor: 0 to 1."
    )


class Prediction(_Model):
    """How long a task's reference answer will take to train here."""

    task: str = Field(description="Id of the exam task.")
    title: str = Field(description="Its title.")
    category: int = Field(description="Its category.")
    seconds: float = Field(description="Wall clock from start to saved model.")
    low: float = Field(description="Nine in ten trainings are expected between this …")
    high: float = Field(description="… and this.")


def remember(home: Path, speed: TrainingSpeed) -> None:
    """Keep a measured speed in the installation.

    Raises:
        UserError: The home folder cannot be written.
    """
    write_whole(prepare_home(home) / _FILE, speed.model_dump_json(indent=2).encode())


def recall(home: Path, machine: Machine | None = None) -> TrainingSpeed | None:
    """Return the speed that was measured last, or None when there is none that holds.

    Args:
        home: Home folder of the installation.
        machine: What it must have been measured on. Defaults to None: it is not compared.
    """
    try:
        speed = TrainingSpeed.model_validate_json((home / _FILE).read_bytes())
    except (OSError, ValidationError):
        return None  # a lost measurement costs a minute only
    return speed if machine in (None, speed.machine) else None


def predict(task: ExamTask, speed: TrainingSpeed) -> Prediction | None:
    """Return how long a task's reference answer trains on this machine; None for a task that was never measured.

    Args:
        task: The exam task.
        speed: What was measured here.
    """
    reference = reference_cpu_seconds(task)
    kind = speed.kinds.get(task.area)
    if reference is None or kind is None:
        return None
    training = max(reference - speed.reference_start_seconds, 0.0)

    def wall(factor: float) -> float:
        return round(speed.start_seconds + training * factor, 1)

    return Prediction(
        task=task.id,
        title=task.title,
        category=task.category,
        seconds=wall(kind.factor),
        low=round(wall(kind.low) / TYPICAL_ERROR, 1),
        high=round(wall(kind.high) * TYPICAL_ERROR, 1),
    )


def reference_cpu_seconds(task: ExamTask) -> float | None:
    """Return the median processor seconds of a task's reference answer over its seeds, from `measured.json`."""
    try:
        measured = json.loads((task.folder / "measured.json").read_text(encoding="utf-8"))
        return float(statistics.median(run["train_cpu_seconds"] for run in measured["reference"]))
    except (OSError, ValueError, KeyError, statistics.StatisticsError):
        return None
