"""Tasks and hidden sets made by hand, so that every figure can be counted on paper."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import (
    ExamTask,
    Guard,
    GuardMethod,
    InputContract,
    Limits,
    MetricName,
    OutputContract,
    OutputKind,
    Rubric,
)
from gradatim.data.examples import Examples

ANIMALS = ("cat", "dog", "bird")


def a_task(
    kind: OutputKind,
    *,
    shape: tuple[int, ...] = (1,),
    classes: tuple[str, ...] = (),
    input_shape: tuple[int | None, ...] = (2,),
    dtype: str = "float32",
    area: str = "nn",
    metric: MetricName = MetricName.ACCURACY,
) -> ExamTask:
    """Return a task that only its contract says anything of."""
    return ExamTask(
        id="made-up",
        folder=Path(),
        title="Made up",
        revision=1,
        category=1,
        area=area,
        skills=("nn.train",),
        minutes=1,
        dataset_id="none",
        input=InputContract("x", input_shape, dtype, "made up"),
        output=OutputContract(shape, kind, "made up", classes),
        rubric=Rubric(metric, (0.5, 0.6, 0.7, 0.8, 0.9)),
        limits=Limits(),
        guard=Guard(GuardMethod.ROWS),
        weak=(),
    )


def examples(inputs: npt.NDArray[np.generic], targets: npt.NDArray[np.generic]) -> Examples:
    """Return examples named row-0, row-1 and so on."""
    return Examples(inputs, targets, tuple(f"row-{number}" for number in range(len(inputs))))
