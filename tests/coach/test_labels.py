"""Right answers under wrong names, of models that have other mistakes as well or none of that kind."""

from __future__ import annotations

import zlib
from dataclasses import replace

import numpy as np

from gradatim.coach.examine import examine
from gradatim.coach.experiments.labels import label_suspicions
from tests.coach.mistakes import CLASSES, PICTURES, Inputs, answering_some, moved, outputs_as
from tests.coach.worlds import Floats, Model


def saying_one_for_some(good: Model, label: int, share: float, step: int = 0) -> Model:
    """Name one class for a share of the rows; for the others the right one, or the one so many places later."""

    def model(inputs: Inputs) -> Floats:
        answers = np.roll(np.asarray(good(inputs)), step, axis=1)
        keys = np.array([zlib.crc32(row.tobytes()) for row in inputs])
        same = np.full(answers.shape[1], 0.02)
        same[label] = 1 - 0.02 * (len(same) - 1)
        return np.where((keys % 1000 < 1000 * share)[:, np.newaxis], same, answers)

    return model


def test_classes_one_place_late_are_named_though_a_dead_output_keeps_the_score_at_zero() -> None:
    """As after labels from 1 to n whose last one has no place among n outputs."""
    case = PICTURES.case(saying_one_for_some(PICTURES.good, 2, 0.72, step=1))
    findings = examine(case)
    assert [(finding.id, finding.points) for finding in findings] == [("label-offset", 0)]
    assert findings[0].evidence["offset"] == 1
    assert findings[0].evidence["pairs"] == ["b for a", "c for b", "d for c", "a for d"]


def test_a_rare_class_that_is_named_too_often_does_not_stand_in_the_place_of_the_commonest() -> None:
    """To exchange the two would find more of the commonest class, and less of all classes."""
    findings = examine(CLASSES.case(saying_one_for_some(CLASSES.good, 2, 0.7)))
    assert not {finding.id for finding in findings} & {"class-order", "label-offset"}


def test_names_that_help_a_little_do_not_hide_that_the_inputs_are_in_another_scale() -> None:
    """Far too large inputs may leave a scrambled order of the classes, with own examples as with hidden ones."""
    scrambled = outputs_as(moved([3, 0, 1, 2]))(replace(PICTURES, good=answering_some(PICTURES, 0.4)))

    def model(inputs: Inputs) -> Floats:
        fractions = inputs.max(axis=(1, 2, 3), keepdims=True)[:, 0, 0] <= 1
        return np.where(fractions, PICTURES.good(inputs * 255), scrambled(inputs))

    case = PICTURES.case(model)
    names = next(label_suspicions(case))
    assert names.seen_twice
    assert names.mended is not None
    assert 0 == case.given_score < case.score(names.mended) < 3
    assert [(finding.id, finding.points) for finding in examine(case)] == [("input-scale", 5)]
