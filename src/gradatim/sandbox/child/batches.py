"""Runs rows through a model in batches of one fixed size, so that a graph is traced once."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from gradatim.sandbox.child.out_of_memory import is_out_of_memory
from gradatim.sandbox.child.runnable import Runnable

SMALL_ROW_NUMBERS = 4_096
SMALL_ROW_BATCH = 256
LARGE_ROW_BATCH = 32


class OutputMismatch(Exception):  # noqa: N818 - named for what it says
    """The model's answer has another form than was agreed.

    Args:
        reason: `output_count`, `output_dtype` or `output_shape`.
        received: What came, in words.
    """

    def __init__(self, reason: str, received: str) -> None:
        self.reason = reason
        self.received = received
        super().__init__(received)


def predict_rows(
    model: Runnable,
    rows: npt.NDArray[np.generic],
    output_shape: tuple[int, ...],
    run: Callable[[Any], Any] | None = None,
) -> npt.NDArray[np.float32]:
    """Return the model's answers to all rows.

    The size of a batch depends on the shape of a row alone, so a row's answer does not depend on how many others were
    sent with it, unless the model itself mixes rows.

    Args:
        model: The model.
        rows: Rows first.
        output_shape: Shape of one answer.
        run: Answers a batch. Defaults to None: as `predict` of Keras does, by way of a graph where that is possible.

    Returns:
        Answers `(len(rows), *output_shape)`.

    Raises:
        OutputMismatch: The first batch's answer has another form.
    """
    size = model.fixed_batch or _batch_size(rows.shape[1:])
    answers = np.empty((len(rows), *output_shape), "<f4")
    model.reset(for_graph=run is None)
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        batch = tf.constant(_filled(part, size))
        if run is None:
            run, outputs = _first(model, batch)
        else:
            outputs = run(batch)
        answers[start : start + size] = _numbers(outputs, size, output_shape)[: len(part)]
    return answers


def _batch_size(row_shape: tuple[int, ...]) -> int:
    # Large rows are photographs, whose intermediate results would fill the memory; and the last batch is padded to a
    # whole one, which must stay cheap.
    return SMALL_ROW_BATCH if math.prod(row_shape) <= SMALL_ROW_NUMBERS else LARGE_ROW_BATCH


def _filled(part: npt.NDArray[np.generic], size: int) -> npt.NDArray[np.generic]:
    """Return the rows repeated up to a whole batch. Rows of zeros could be invalid input; repeated ones are not."""
    return part if len(part) == size else part[np.arange(size) % len(part)]


def _first(model: Runnable, batch: Any) -> tuple[Callable[[Any], Any], Any]:
    """Return how to run the model, and its outputs for the first batch."""
    try:
        outputs = model.traced(batch)
    except Exception as error:  # whatever keeps it from being traced, its own words are clearer without a graph
        if is_out_of_memory(error) or model.has_answered:
            raise
        model.reset()
        return model.eager, model.eager(batch)
    model.has_answered = True
    return model.traced, outputs


def _numbers(outputs: Any, size: int, output_shape: tuple[int, ...]) -> npt.NDArray[np.generic]:
    tensors = tf.nest.flatten(outputs)
    if len(tensors) != 1:
        raise OutputMismatch("output_count", f"{len(tensors)} outputs")
    tensor = tf.convert_to_tensor(tensors[0])
    if not (tensor.dtype.is_floating or tensor.dtype.is_integer):
        raise OutputMismatch("output_dtype", tensor.dtype.name)
    shape = tuple(tensor.shape)
    if shape != (size, *output_shape):
        inner = ["rows", *map(str, shape[1:])] if shape[:1] == (size,) else list(map(str, shape))
        text = f"({', '.join(inner)}{',' if len(inner) == 1 else ''})"
        raise OutputMismatch("output_shape", text if inner[:1] == ["rows"] else f"{text} for {size} rows")
    return np.asarray(tf.cast(tensor, tf.float32))
