"""Notices about predictions that look as if a step was forgotten. They cost nothing and change no score."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import BOX_SIDES, OutputContract, OutputKind
from gradatim.grading.preflight.refusal import make_notice
from gradatim.grading.result import Notice

SUM_TOLERANCE = 1e-3
"""How far a row of probabilities may be from a sum of 1: more than single precision needs."""


def notices(predictions: npt.NDArray[np.generic], output: OutputContract) -> list[Notice]:
    """Look at predictions for the two usual oversights: a missing activation, and a scaling that was not undone.

    Args:
        predictions: What the model answered, `(rows, *output.shape)`, all finite.
        output: What they should mean.

    Returns:
        `not-probabilities` or `output-range`, for boxes perhaps both, or nothing.
    """
    values = predictions.astype(np.float64)
    match output.kind:
        case OutputKind.VALUE:
            return _out_of_range(values, output)
        case OutputKind.BOX:
            return _not_fractions(values[:, :BOX_SIDES]) + _not_probabilities(values[:, BOX_SIDES:], several=True)
        case _:
            return _not_probabilities(values, several=output.kind is OutputKind.PROBABILITIES)


def _out_of_range(values: npt.NDArray[np.float64], output: OutputContract) -> list[Notice]:
    if output.plausible is None:
        return []
    low, high = output.plausible
    median = float(np.median(values))
    if low <= median <= high:
        return []
    return [
        make_notice(
            "output-range",
            expected=f"predictions mostly between {low:g} and {high:g}: {output.description}",
            received=f"predictions around {median:.4g} (their median)",
            next_step="if the targets were scaled for training, undo it inside the model, "
            "for example with a last layer Rescaling(scale, offset)",
        )
    ]


def _not_fractions(boxes: npt.NDArray[np.float64]) -> list[Notice]:
    medians = np.median(boxes, axis=0)
    if medians.min() >= 0 and medians.max() <= 1:
        return []
    return [
        make_notice(
            "output-range",
            expected="boxes as fractions of the picture's sides, from 0 to 1",
            received=f"top, left, bottom, right around {', '.join(f'{median:.4g}' for median in medians)} (medians)",
            next_step="if the boxes were in pixels for training, divide by the side inside the model, "
            "for example with a last layer Rescaling(1 / side) on the box",
        )
    ]


def _not_probabilities(values: npt.NDArray[np.float64], *, several: bool) -> list[Notice]:
    outside = ((values < 0) | (values > 1)).reshape(len(values), -1).any(axis=1)
    activation = "softmax" if several else "sigmoid"
    next_step = f'give the last layer activation="{activation}", and train with from_logits=False'
    if outside.any():
        return [
            make_notice(
                "not-probabilities",
                expected="probabilities from 0 to 1",
                received=f"values from {values.min():.4g} to {values.max():.4g}; "
                f"{int(outside.sum()):,} of {len(values):,} rows have one outside",
                next_step=next_step,
            )
        ]
    sums = values.sum(axis=-1) if several else np.ones(1)
    wrong = np.abs(sums - 1) > SUM_TOLERANCE
    if not wrong.any():
        return []
    return [
        make_notice(
            "not-probabilities",
            expected="probabilities that add up to 1 in each row",
            received=f"sums from {sums.min():.4g} to {sums.max():.4g}; "
            f"{int(wrong.sum()):,} of {len(values):,} rows add up to something else",
            next_step=next_step,
        )
    ]
