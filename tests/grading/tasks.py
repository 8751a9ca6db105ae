"""Builds exam tasks that differ from an ordinary one in what a test is about."""

from __future__ import annotations

from pathlib import Path

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


def a_task(
    *,
    input_shape: tuple[int | None, ...] = (28, 28, 1),
    input_dtype: str = "float32",
    output_shape: tuple[int, ...] = (10,),
    kind: OutputKind = OutputKind.PROBABILITIES,
    file_mb: int = 50,
) -> ExamTask:
    """Return a task; by default one for small grey images of ten classes."""
    return ExamTask(
        id="a-task",
        folder=Path("a-task"),
        title="A task",
        revision=1,
        category=2,
        area="images",
        skills=(),
        minutes=10,
        dataset_id="a-dataset",
        input=InputContract("image", input_shape, input_dtype, "grey images, 0 to 255"),
        output=OutputContract(output_shape, kind, "one probability per class"),
        rubric=Rubric(MetricName.ACCURACY, (0.5, 0.6, 0.7, 0.8, 0.9)),
        limits=Limits(file_mb=file_mb),
        guard=Guard(GuardMethod.ROWS),
        weak=(),
    )
