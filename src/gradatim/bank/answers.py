"""Runs an answer script the way a candidate runs it: in its category folder, in a process of its own."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gradatim.errors import UserError

# Seeds are set from outside, so that the scripts read like anyone's work and still repeat.
_RUN = (
    "import keras, runpy, sys; keras.utils.set_random_seed(int(sys.argv[1]));"
    "sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0], run_name='__main__')"
)
_EPOCH = re.compile(r"^Epoch (\d+)/(\d+)")
_KEPT_LINES = 30


@dataclass(frozen=True)
class AnswerRun:
    """One finished run: wall and CPU seconds (all cores), and the model file that it saved."""

    seconds: float
    cpu_seconds: float
    model: Path


@dataclass(frozen=True)
class Epoch:
    """Training progress as Keras prints it: this epoch of so many."""

    number: int
    total: int


def run_answer(
    script: Path, folder: Path, *, seed: int = 0, on_epoch: Callable[[Epoch], None] = lambda _: None
) -> AnswerRun:
    """Run an answer script with its category folder as working directory.

    Args:
        script: The Python file.
        folder: The category folder; the script saves `model.keras` there.
        seed: Seed of Python, NumPy and Keras. Defaults to 0.
        on_epoch: Called when Keras begins an epoch.

    Raises:
        UserError: TensorFlow is not installed, the script ended with an error, or it saved no model.
    """
    model = folder / "model.keras"
    model.unlink(missing_ok=True)
    environment = os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONUNBUFFERED": "1", "KERAS_BACKEND": "tensorflow"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    last_lines: deque[str] = deque(maxlen=_KEPT_LINES)
    with subprocess.Popen(
        [sys.executable, "-c", _RUN, str(seed), str(script.resolve())],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            last_lines.append(line.rstrip())
            if epoch := _EPOCH.match(line):
                on_epoch(Epoch(int(epoch[1]), int(epoch[2])))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0 or not model.is_file():
        ending = "\n".join(last_lines)
        what = f"exit code {process.returncode}" if process.returncode else "no model.keras was saved"
        raise UserError(
            f"Expected {script} to train and save model.keras",
            received=f"{what}; it last printed:\n{ending}",
            next_step=f"run it yourself in {folder}",
        )
    return AnswerRun(
        seconds=time.perf_counter() - started,
        cpu_seconds=after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        model=model,
    )
