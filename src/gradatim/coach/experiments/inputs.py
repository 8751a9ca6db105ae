"""Inputs as the author may have had them in training: other scales, orders, sizes, paddings, words."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from gradatim.coach.case import Case, Inputs, is_small

Change = Callable[[Inputs], Inputs]
Numbers = npt.NDArray[np.floating]
_NUMBERS_FOR_STATISTICS = 1_000_000

_IMAGENET_MEAN = np.array([0.485, 0.456, 0.406])
_IMAGENET_DEVIATION = np.array([0.229, 0.224, 0.225])
"""Of red, green and blue between 0 and 1, as `preprocess_input` of keras.applications has them in its mode torch."""
_OTHER_COLOUR_ORDERS = {
    (1, 2, 0): "green, blue, red",
    (2, 0, 1): "blue, red, green",
    (1, 0, 2): "green, red, blue",
    (0, 2, 1): "red, blue, green",
}
_CAFFE_MEAN = np.array([123.68, 116.779, 103.939])
"""Of red, green and blue between 0 and 255, in its mode caffe, the one of ResNet50 and VGG16."""


@dataclass(frozen=True)
class InputChange:
    """One way in which the author may have prepared inputs otherwise than the task does.

    Args:
        finding: What it would show.
        what: The change in words, after "with inputs …".
        apply: Makes changed inputs of the given ones, of the same shape and dtype.
        searched: Whether it is the best one of very many. Defaults to False.
    """

    finding: str
    what: str
    apply: Change
    searched: bool = False


def input_changes(case: Case) -> Iterator[InputChange]:
    """Yield the changes that make sense for the task's inputs, likeliest first."""
    contract = case.task.input
    rank = len(contract.shape)
    if contract.dtype == "string":
        yield from _strings()
    elif contract.dtype == "int32" and rank == 1:
        yield from _tokens()
    elif case.task.area == "image" or (rank == 3 and contract.shape[-1] in (1, 3)):
        yield from _scales(case.training.inputs, per_feature=rank == 3)
        yield from _pictures(contract.shape)
        yield from _as_for_pretrained(contract.shape)
    else:
        yield from _scales(case.training.inputs, per_feature=True)
        yield from _tables_and_series(rank, contract.shape)


def _scales(training: Inputs, *, per_feature: bool) -> Iterator[InputChange]:
    """Yield the usual scalings, with the statistics of the candidate's own examples."""
    # Of many large rows some tell the statistics as well, in a fraction of the time.
    values = training[:: max(1, training.size // _NUMBERS_FOR_STATISTICS)].astype(np.float64)
    axes = tuple(range(values.ndim - 1))
    mean, deviation, floor, ceiling = (
        values.mean(axis=axes),
        values.std(axis=axes),
        values.min(axis=axes),
        values.max(axis=axes),
    )
    low, high = float(floor.min()), float(ceiling.max())
    if high > 2:
        if 100 < high <= 255 and low >= 0:
            yield _scaled("divided by 255", lambda x: x / 255)
            yield _scaled("mapped from 0..255 to -1..1", lambda x: x / 127.5 - 1)
            yield _scaled("turned from dark to light", lambda x: 255 - x)
            yield _scaled("multiplied by 255", lambda x: x * 255)
        else:
            yield _scaled("divided by their largest value", lambda x: x / high)
    std = _not_zero(deviation)
    if per_feature and mean.size > 1:
        yield _scaled("standardised, each feature by itself", lambda x: (x - mean) / std)
        yield _scaled("mapped to 0..1, each feature by itself", lambda x: (x - floor) / _not_zero(ceiling - floor))
    # Within the features and between them: what all numbers together vary by.
    one_mean = float(mean.mean())
    one_std = float(_not_zero(np.sqrt((deviation**2 + (mean - one_mean) ** 2).mean())))
    yield _scaled("standardised", lambda x: (x - one_mean) / one_std)
    if per_feature and values.ndim == 2:
        yield _scaled("divided by the length of each row", lambda x: x / _not_zero(np.linalg.norm(x, axis=1))[:, None])
    if low < 0 or high > 2:
        yield _scaled("mapped to 0..1", lambda x: (x - low) / max(high - low, 1e-12))
        if values.ndim < 4:
            yield _scaled("mapped to -1..1", lambda x: 2 * (x - floor) / _not_zero(ceiling - floor) - 1)
    if high > 20:
        yield _scaled("replaced by their logarithms", lambda x: np.log1p(np.maximum(x, 0)))
    if high <= 2:
        yield _scaled("multiplied by 255", lambda x: x * 255)


def _scaled(what: str, change: Callable[[Numbers], object]) -> InputChange:
    def apply(inputs: Inputs) -> Inputs:
        changed = np.asarray(change(_numbers(inputs)))
        # A model that was trained on scaled numbers takes fractions, whatever the task has.
        return changed.astype(np.float32 if inputs.dtype.kind in "iu" else inputs.dtype, copy=False)

    return InputChange("input-scale", what, apply)


def _pictures(shape: tuple[int | None, ...]) -> Iterator[InputChange]:
    if shape[-1] == 3:
        yield InputChange("channel-order", "with blue first instead of red", lambda x: x[..., ::-1])
    if shape[0] == shape[1]:
        yield InputChange("axis-order", "with height and width exchanged", lambda x: x.swapaxes(1, 2))
    if shape[-1] == 3:
        yield InputChange("axis-order", "with the colours first, reshaped", _colours_first)
    if shape[0] and shape[0] >= 16:
        yield InputChange("resolution-mismatch", "cut to the middle seven eighths", lambda x: _centre(x, 7 / 8))
        yield InputChange("resolution-mismatch", "cut to the middle three quarters", lambda x: _centre(x, 3 / 4))
        yield InputChange("resolution-mismatch", "cut to the middle half", lambda x: _centre(x, 1 / 2))
        yield InputChange("resolution-mismatch", "at half the resolution", _coarse)
        yield InputChange("axis-order", "upside down", lambda x: x[:, ::-1])


def _as_for_pretrained(shape: tuple[int | None, ...]) -> Iterator[InputChange]:
    """Yield what pretrained networks are commonly given, for pictures from 0 to 255."""
    if shape[-1] == 3:
        for order, named in _OTHER_COLOUR_ORDERS.items():
            yield InputChange("channel-order", f"with the colours in the order {named}", _colours(order))
        yield _scaled("less ImageNet's mean colour, blue first", lambda x: (x - _CAFFE_MEAN)[..., ::-1])
        yield _scaled(
            "divided by 255 and standardised with ImageNet's colours",
            lambda x: (x / 255 - _IMAGENET_MEAN) / _IMAGENET_DEVIATION,
        )
    yield _scaled("standardised, each picture by itself", _each_picture)


def _tables_and_series(rank: int, shape: tuple[int | None, ...]) -> Iterator[InputChange]:
    if rank == 2:
        yield InputChange("padding-side", "padded with zeros in front", _silence_first)
        yield InputChange("axis-order", "with the newest step first", lambda x: x[:, ::-1])
        yield InputChange("input-scale", "standardised, each window by itself", _each_window)
    if shape[-1] is not None and shape[-1] > 1:
        yield InputChange("axis-order", "with the features in the opposite order", lambda x: x[..., ::-1])


def _tokens() -> Iterator[InputChange]:
    yield InputChange("padding-side", "padded in front", lambda x: _padded(x, front=True))
    yield InputChange("padding-side", "padded at the end", lambda x: _padded(x, front=False))
    for step in (1, -1, 2, -2):
        yield InputChange("vocabulary-mismatch", f"with every token id {step:+d}", partial(_shifted, step=step))
    yield InputChange("axis-order", "read backwards", lambda x: x[:, ::-1])


def _strings() -> Iterator[InputChange]:
    table = str.maketrans("", "", string.punctuation)
    yield InputChange("vocabulary-mismatch", "in lower case", lambda x: _texts(x, str.lower))
    yield InputChange(
        "vocabulary-mismatch",
        "in lower case without punctuation",
        lambda x: _texts(x, lambda text: text.lower().translate(table)),
    )
    yield InputChange("vocabulary-mismatch", "in capitals", lambda x: _texts(x, str.upper))
    yield InputChange("axis-order", "read backwards", lambda x: _texts(x, lambda text: " ".join(text.split()[::-1])))


def _not_zero(values: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    array = np.asarray(values, dtype=np.float64)
    return np.asarray(np.where(array > 1e-12, array, 1.0), dtype=np.float64)


def _each_picture(values: Numbers) -> object:
    """As `tf.image.per_image_standardization` does it: the deviation is at least that of one pixel in all."""
    axes = tuple(range(1, values.ndim))
    least = 1 / np.sqrt(values[0].size)
    return (values - values.mean(axis=axes, keepdims=True)) / np.maximum(values.std(axis=axes, keepdims=True), least)


def _colours_first(inputs: Inputs) -> Inputs:
    """As who has colour, row, column, and makes the asked shape of it without moving the axis back."""
    return np.ascontiguousarray(np.moveaxis(inputs, -1, 1)).reshape(inputs.shape)


def _colours(order: tuple[int, ...]) -> Change:
    return lambda inputs: inputs[..., list(order)]


def _each_window(inputs: Inputs) -> Inputs:
    values = inputs.astype(np.float64)
    changed = (values - values.mean(axis=1, keepdims=True)) / _not_zero(values.std(axis=1, keepdims=True))
    return np.asarray(changed, dtype=inputs.dtype)


def _centre(inputs: Inputs, share: float) -> Inputs:
    """Cut out the middle and enlarge it to the old size, bilinear."""
    side = inputs.shape[1]
    margin = round(side * (1 - share) / 2)
    return _resized(inputs[:, margin : side - margin, margin : inputs.shape[2] - margin], side)


def _coarse(inputs: Inputs) -> Inputs:
    """Average two by two pixels and repeat them, as far as the sides are even."""
    side = inputs.shape[1] - inputs.shape[1] % 2
    values = _numbers(inputs[:, :side, :side])
    small = (values[:, ::2, ::2] + values[:, 1::2, ::2] + values[:, ::2, 1::2] + values[:, 1::2, 1::2]) / 4
    return _resized(small, inputs.shape[1]).astype(inputs.dtype)


def _resized(pictures: Inputs, side: int) -> Inputs:
    """Resize `(rows, height, width, …)` to squares, bilinear: along one axis, turned, along the other one."""
    values = _numbers(pictures)
    for _ in range(2):
        rows, length, *rest = values.shape
        lines = np.matmul(_between(length, side, values.dtype), values.reshape(rows, length, -1))
        values = lines.reshape(rows, side, *rest).swapaxes(1, 2)
    whole = pictures.dtype.kind in "iu"
    return np.asarray(np.rint(values) if whole else values, dtype=pictures.dtype)


def _between(length: int, side: int, dtype: np.dtype[np.floating]) -> Numbers:
    """Return what each of `side` pixels takes of each of `length` pixels, `(side, length)`; rows add up to 1."""
    places = ((np.arange(side) + 0.5) * length / side - 0.5).clip(0, length - 1)
    return np.asarray(np.maximum(0, 1 - np.abs(places[:, np.newaxis] - np.arange(length))), dtype=dtype)


def _numbers(inputs: Inputs) -> Numbers:
    """Return inputs to compute with: in single precision if they are large.

    Photographs take as long to convert as a small network takes to look at them.
    """
    return inputs.astype(np.float64 if is_small(inputs) else np.float32)


def _padded(inputs: Inputs, *, front: bool) -> Inputs:
    """Move the zeros of each row to one end; the order of the rest stays."""
    order = np.argsort((inputs != 0) if front else (inputs == 0), axis=1, kind="stable")
    return np.take_along_axis(inputs, order, axis=1)


def _silence_first(inputs: Inputs) -> Inputs:
    """Move the steps of zeros at the end of each series to its beginning; the order of the rest stays."""
    silent = (inputs == 0).all(axis=2)
    padding = np.logical_and.accumulate(silent[:, ::-1], axis=1)[:, ::-1]
    order = np.argsort(~padding, axis=1, kind="stable")
    return np.take_along_axis(inputs, order[:, :, np.newaxis], axis=1)


def _shifted(inputs: Inputs, step: int) -> Inputs:
    """Move every id but the padding; none falls below 0 or above the highest that occurs."""
    moved = (inputs.astype(np.int64) + step).clip(0, int(inputs.max()))
    return np.where(inputs == 0, 0, moved).astype(inputs.dtype)


def _texts(inputs: Inputs, change: Callable[[str], str]) -> Inputs:
    flat = [change(text.decode("utf-8", "replace")).encode() for text in inputs.ravel().tolist()]
    return np.array(flat).reshape(inputs.shape)
