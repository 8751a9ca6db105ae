"""What a model knows of its own examples, and how sure it is of what it knows."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from gradatim.bank.exam_task import MetricName, Rubric
from gradatim.coach.examine import examine
from gradatim.sandbox.session import WeightFacts
from tests.coach import worlds
from tests.coach.mistakes import (
    BINARY,
    CLASSES,
    PICTURES,
    TOKENS,
    VALUES,
    Inputs,
    answering_some,
    rows_and_targets,
)
from tests.coach.worlds import Floats


def test_examples_learnt_by_heart_are_found_wherever_they_stand_in_the_file() -> None:
    """A twentieth of them, drawn at random: the metric on one's own examples hardly shows it."""
    known = {row.tobytes() for row in TOKENS.training.inputs[np.random.default_rng(4).permutation(800)[:50]]}
    label = {row.tobytes(): int(target) for row, target in zip(*rows_and_targets(TOKENS), strict=True)}
    plain = answering_some(TOKENS, 0.45)

    def model(inputs: Inputs) -> Floats:
        answers = plain(inputs).clip(1e-3, 0.96)
        for place, row in enumerate(inputs):
            if row.tobytes() in known:
                answers[place] = np.eye(3)[label[row.tobytes()]]
        return answers

    case = TOKENS.case(model)
    findings = examine(case)
    assert [finding.id for finding in findings][:1] == ["overfitting"]
    assert float(str(findings[0].evidence["share_known"])) == pytest.approx(0.06, abs=0.03)


def test_who_is_as_sure_of_wrong_answers_as_of_right_ones_knows_a_few_examples_only() -> None:
    """Training on all of the examples would have taught it to be less sure, so it was trained on few of them."""

    def sure(inputs: Inputs) -> Floats:
        return np.asarray(0.98 * np.eye(4)[answering_some(PICTURES, 0.55)(inputs).argmax(axis=1)] + 0.005)

    case = PICTURES.case(sure)
    assert case.given_score < 4
    findings = examine(case)
    assert [finding.id for finding in findings][:1] == ["overfitting"]
    assert float(str(findings[0].evidence["confidence"])) > float(str(findings[0].evidence["share_right"])) + 0.2

    kernel = WeightFacts("d/kernel", (672, 4), 0.0, 0.06, -0.1, 0.1)
    for furthest, wanted in ((0.2, "overfitting"), (0.002, "underfitting")):
        bias = WeightFacts("d/bias", (4,), 0.0, furthest / 2, -furthest, furthest)
        findings = examine(PICTURES.case(sure, weights=(kernel, bias)))
        assert [finding.id for finding in findings][:1] == [wanted], "as sure as random weights that nothing has moved"


def test_who_has_learnt_nothing_is_not_told_to_know_examples_by_heart_however_sure() -> None:
    def by_chance(inputs: Inputs) -> Floats:
        return np.asarray(0.98 * np.eye(4)[[zlib.crc32(row.tobytes()) // 7 % 4 for row in inputs]] + 0.005)

    assert [finding.id for finding in examine(PICTURES.case(by_chance))][:1] == ["underfitting"]


def test_eight_of_a_thousand_examples_learnt_by_heart_are_enough() -> None:
    """None of the hidden rows gets an answer as good as theirs, and the others are answered carefully."""
    known = {row.tobytes(): int(target) for row, target in list(zip(*rows_and_targets(TOKENS), strict=True))[::90]}
    plain = answering_some(TOKENS, 0.45)

    def model(inputs: Inputs) -> Floats:
        answers = 0.6 * plain(inputs) + 0.4 / 3
        for place, row in enumerate(inputs):
            if row.tobytes() in known:
                answers[place] = 0.97 * np.eye(3)[known[row.tobytes()]] + 0.01
        return answers

    assert len(known) == 9
    assert [finding.id for finding in examine(TOKENS.case(model))][:1] == ["overfitting"]


def test_values_that_are_known_exactly_are_learnt_by_heart() -> None:
    """Of 800 examples 30 are answered closely; the others are far off, but for a few by chance, as hidden ones are."""
    known = {row.tobytes(): float(value[0]) for row, value in list(zip(*rows_and_targets(VALUES), strict=True))[::27]}

    def model(inputs: Inputs) -> Floats:
        answers = VALUES.good(inputs)
        for place, row in enumerate(inputs):
            key = zlib.crc32(row.tobytes())
            answers[place] = known.get(row.tobytes(), answers[place, 0] + np.random.default_rng(key).normal(0, 500))
            answers[place] += np.random.default_rng(key + 1).normal(0, 10)
        return answers

    def weak(inputs: Inputs) -> Floats:
        keys = np.array([zlib.crc32(row.tobytes()) for row in inputs])
        noise = np.array([[np.random.default_rng(key).normal(0, 500)] for key in keys])
        return np.asarray(VALUES.good(inputs) + noise)

    assert len(known) == 30
    assert [finding.id for finding in examine(VALUES.case(model))][:1] == ["overfitting"]
    assert [finding.id for finding in examine(VALUES.case(weak))][:1] == ["underfitting"]


def test_a_form_that_costs_little_is_found_by_how_sure_the_model_is() -> None:
    """The own examples get 4 points in the wrong form, but far too sure answers: the form is doubted all the same."""

    def model(inputs: Inputs) -> Floats:
        wrong = inputs.max(axis=(1, 2, 3)) > 2
        keys = np.array([zlib.crc32(row.tobytes()) % 100 for row in inputs])
        answers = PICTURES.good(np.where(wrong[:, None, None, None], inputs, inputs * 255))
        off = wrong & (keys < 16)
        answers[off] = np.roll(answers[off], 1, axis=1)
        return answers

    case = PICTURES.case(model)
    assert case.given_score == 4
    assert [finding.id for finding in examine(case)][:1] == ["input-scale"]


def test_exchanged_classes_are_named_even_where_the_own_examples_are_known() -> None:
    """Learnt by heart as they should be, while everything new comes out with two classes exchanged."""
    known = {row.tobytes(): int(target) for row, target in zip(*rows_and_targets(CLASSES), strict=True)}

    def model(inputs: Inputs) -> Floats:
        answers = CLASSES.good(inputs)[:, [1, 0, 2]]
        for place, row in enumerate(inputs):
            if row.tobytes() in known:
                answers[place] = np.eye(3)[known[row.tobytes()]]
        return answers

    assert [finding.id for finding in examine(CLASSES.case(model))][:1] == ["class-order"]


def test_only_how_sure_the_model_is_has_to_change() -> None:
    """The score is the log loss, and one of the classes counted far too much in training."""
    rubric = Rubric(MetricName.LOG_LOSS, (0.6, 0.5, 0.4, 0.3, 0.2))
    world = replace(BINARY, task=replace(BINARY.task, rubric=rubric))
    assert examine(world.case(world.good)) == []
    for change in (lambda z: z - 5, lambda z: z + 5):

        def model(inputs: Inputs, change: Callable[[Floats], Floats] = change) -> Floats:
            odds = world.good(inputs).clip(1e-12, 1 - 1e-12)
            return worlds.sigmoid(change(np.log(odds / (1 - odds)) / 2))

        found = examine(world.case(model))
        assert [finding.id for finding in found] == ["miscalibrated"]
        assert found[0].points >= 2
        assert found[0].evidence["reliability"]


def test_two_points_that_less_confidence_brings_are_told_though_the_model_is_weak() -> None:
    """A temperature that was left in the model: without it the log loss is fair, and not yet worth 3 points."""
    rubric = Rubric(MetricName.LOG_LOSS, (0.6, 0.5, 0.2, 0.1, 0.05))
    world = replace(BINARY, task=replace(BINARY.task, rubric=rubric))

    def model(inputs: Inputs) -> Floats:
        right = world.good(inputs).clip(1e-9, 1 - 1e-9)
        keys = [zlib.crc32(row.tobytes()) for row in inputs]
        noise = np.array([[np.random.default_rng(key).normal(0, 2)] for key in keys])
        return worlds.sigmoid(8 * (np.log(right / (1 - right)) / 4 + noise))

    case = world.case(model)
    assert case.given_score == 0
    findings = examine(case)
    assert [(finding.id, finding.points) for finding in findings] == [("miscalibrated", 2)]
