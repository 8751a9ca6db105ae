"""The five models that every contender grades, and the rows that they are graded on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.commands import CommandFailedError, run_command
from benchmarks.ours import ROOT

ACCURACY = "accuracy"
MEAN_ABSOLUTE_ERROR = "mean absolute error"
_MOST_SECONDS = 1800.0


@dataclass(frozen=True)
class Case:
    """One model and its hidden rows.

    Args:
        id: Id of the task and name of the folder.
        title: What it is, in a few words.
        rows: Hidden rows.
        shape: Shape of one row.
        stored: Type of the rows in the file.
        dtype: Type in which they enter the model.
        outputs: Numbers that leave the model for each row.
        metric: `accuracy` of that many classes, or `mean absolute error`.
    """

    id: str
    title: str
    rows: int
    shape: tuple[int, ...]
    stored: str
    dtype: str
    outputs: int
    metric: str


CASES = (
    Case("bench-dense", "dense", 10_000, (28, 28, 1), "uint8", "float32", 10, ACCURACY),
    Case("bench-cnn", "CNN", 3_000, (28, 28, 1), "uint8", "float32", 10, ACCURACY),
    Case("bench-lstm", "embedding + LSTM", 3_000, (100,), "int32", "int32", 4, ACCURACY),
    Case("bench-conv-lstm", "Conv1D + LSTM", 2_000, (60, 1), "float32", "float32", 1, MEAN_ABSOLUTE_ERROR),
    Case("bench-mobilenet", "MobileNetV2", 1_000, (64, 64, 3), "uint8", "float32", 6, ACCURACY),
)


@dataclass(frozen=True)
class MadeCase:
    """A case on disk.

    Args:
        case: What it is.
        folder: Holds `model.keras` and `rows.npz` with `inputs` and `targets`.
        expected: The metric, as Keras' own `predict` gives it where the model was made.
        parameters: Of the model.
    """

    case: Case
    folder: Path
    expected: float
    parameters: int

    @property
    def model(self) -> Path:
        """The saved model."""
        return self.folder / "model.keras"

    @property
    def rows(self) -> Path:
        """The hidden rows."""
        return self.folder / "rows.npz"

    @property
    def tolerance(self) -> float:
        """How far a metric may be from the expected one: two rows on the border of two classes, or float rounding."""
        return 2 / self.case.rows if self.case.metric == ACCURACY else 1e-4 * self.expected

    def check(self, metric: float, contender: str) -> None:
        """Make sure that a contender computed what the others compute.

        Raises:
            CommandFailedError: It did not.
        """
        if not abs(metric - self.expected) <= self.tolerance:
            raise CommandFailedError(
                f"Expected {self.case.metric} {self.expected:.6f} of the model {self.case.title} from every contender. "
                f"Received: {metric:.6f} from {contender}"
            )


def make_workload(cache: Path) -> list[MadeCase]:
    """Make all models and rows, in a process of its own so that this one stays small.

    Args:
        cache: Keeps them for the next run, until what makes them changes.

    Raises:
        CommandFailedError: They could not be made.
    """
    folder = cache / f"models-{_fingerprint()}"
    if not folder.is_dir():
        for old in cache.glob("models-*"):
            shutil.rmtree(old)
        cache.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="making-") as unfinished:
            command = [sys.executable, "-m", "benchmarks.grading.make_models", Path(unfinished, "models")]
            quiet = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"}
            run_command(command, cwd=ROOT, environment=quiet, seconds=_MOST_SECONDS)
            Path(unfinished, "models").rename(folder)
    return [_made(case, folder / case.id) for case in CASES]


def _fingerprint() -> str:
    """Return what the models depend on, as a few digits."""
    here = Path(__file__).parent
    digest = hashlib.sha256(version("keras").encode() + version("tensorflow-cpu").encode())
    for name in ("workload.py", "make_models.py", "scoring.py"):
        digest.update((here / name).read_bytes())
    return digest.hexdigest()[:12]


def _made(case: Case, folder: Path) -> MadeCase:
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    return MadeCase(case, folder, facts["metric"], facts["parameters"])
