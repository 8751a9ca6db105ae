"""For each made-up task: a model broken in one known way gets that finding first, and a good one gets none."""

from __future__ import annotations

import zlib
from dataclasses import replace

import numpy as np
import pytest

from gradatim.bank.exam_task import MetricName, Rubric
from gradatim.coach.examine import examine
from gradatim.data.examples import Examples
from gradatim.sandbox.session import WeightFacts
from tests.coach.mistakes import (
    BOXES,
    CLASSES,
    FORECASTS,
    LOW,
    PICTURES,
    TOKENS,
    VALUES,
    WORLDS,
    Break,
    Inputs,
    answering_some,
    centred_in_pixels,
    colours_first_undone,
    few_words_known,
    first,
    flat_later,
    hours_before,
    inputs_as,
    last_value,
    late,
    loosely,
    mixing_rows,
    moved,
    noisy,
    outputs_as,
    own_ids,
    own_words,
    padded_in_front,
    smoothed_with_the_future,
)
from tests.coach.worlds import Floats, Model

SIDES = BOXES.training.targets[:, 1:].astype(np.float64)
MIDDLE, SPREAD = SIDES.mean(axis=0), SIDES.std(axis=0)

CAUSES: dict[str, tuple[str, str, Break]] = {
    "pixels divided by 255": ("pictures", "input-scale", inputs_as(lambda x: x * 255)),
    "pixels from -1 to 1": ("pictures", "input-scale", inputs_as(lambda x: (x + 1) * 127.5)),
    "pixels standardised": ("pictures", "input-scale", inputs_as(lambda x: x * 40 + 60)),
    "pixels as torchvision has them": (
        "pictures",
        "input-scale",
        inputs_as(lambda x: 255 * (x * np.array([0.229, 0.224, 0.225]) + np.array([0.485, 0.456, 0.406]))),
    ),
    "blue first": ("pictures", "channel-order", inputs_as(lambda x: x[..., ::-1])),
    "width before height": ("pictures", "axis-order", inputs_as(lambda x: x.swapaxes(1, 2))),
    "colours first, merely reshaped": ("pictures", "axis-order", inputs_as(colours_first_undone)),
    "classes sorted otherwise": ("pictures", "class-order", outputs_as(moved([2, 1, 3, 0]))),
    "classes one later": ("pictures", "label-offset", outputs_as(moved([3, 0, 1, 2]))),
    "classes one earlier": ("pictures", "label-offset", outputs_as(moved([1, 2, 3, 0]))),
    "features standardised": (
        "classes",
        "input-scale",
        inputs_as(lambda x: x * CLASSES.training.inputs.std(axis=0) + CLASSES.training.inputs.mean(axis=0)),
    ),
    "features in the opposite order": ("classes", "axis-order", inputs_as(lambda x: x[:, ::-1])),
    "columns moved round by one": ("classes", "axis-order", inputs_as(lambda x: x[:, [4, 0, 1, 2, 3]])),
    "a column read later": ("classes", "axis-order", inputs_as(lambda x: x[:, [0, 3, 1, 2, 4]])),
    "two parts of a row exchanged": ("classes", "axis-order", inputs_as(lambda x: x[:, [0, 3, 4, 1, 2]])),
    "two columns exchanged": ("values", "axis-order", inputs_as(lambda x: x[:, [2, 1, 0, 3]])),
    "two pairs of columns exchanged": ("values", "axis-order", inputs_as(lambda x: x[:, [1, 0, 3, 2]])),
    "two classes exchanged": ("classes", "class-order", outputs_as(moved([1, 0, 2]))),
    "rare class never named": (
        "classes",
        "minority-ignored",
        outputs_as(lambda p: p * [1, 1, 0] / (p[:, :2].sum(axis=1, keepdims=True) + 1e-12)),
    ),
    "one of four classes never in training": (
        "pictures",
        "minority-ignored",
        outputs_as(lambda p: p * [1, 0, 1, 1] / (p[:, [0, 2, 3]].sum(axis=1, keepdims=True) + 1e-12)),
    ),
    "one of four classes hardly ever in training": (
        "pictures",
        "minority-ignored",
        outputs_as(lambda p: (0.9 * p + 0.025) * [1, 0.02, 1, 1] / 0.95),
    ),
    "per cents": ("binary", "not-rescaled", outputs_as(lambda p: 100 * p)),
    "one sigmoid behind another": ("binary", "miscalibrated", outputs_as(lambda p: 1 / (1 + np.exp(-p)))),
    "the other class": ("binary", "inverted-labels", outputs_as(lambda p: 1 - p)),
    "one class for all": ("binary", "constant-prediction", outputs_as(lambda p: 0.1 * p)),
    "columns standardised": (
        "binary",
        "input-scale",
        inputs_as(lambda x: x * 40 + 200),
    ),
    "targets standardised": (
        "values",
        "not-rescaled",
        outputs_as(lambda y: (y - VALUES.training.targets.mean()) / VALUES.training.targets.std()),
    ),
    "targets as decimal logarithms": ("values", "not-rescaled", outputs_as(np.log10)),
    "targets in thousandths, and a seventh too many": ("values", "not-rescaled", outputs_as(lambda y: 1147 * y)),
    "targets standardised, and little learnt": (
        "values",
        "not-rescaled",
        loosely(outputs_as(lambda y: (y - VALUES.training.targets.mean()) / VALUES.training.targets.std()), 0.55),
    ),
    "targets in thousands": ("values", "not-rescaled", outputs_as(lambda y: y / 1000)),
    "too low by a constant": ("values", "forecast-bias", outputs_as(lambda y: y - 300)),
    "low values only in training": ("values", "forecast-bias", outputs_as(lambda y: np.minimum(y, 3800))),
    "columns mapped to -1..1": (
        "values",
        "input-scale",
        inputs_as(lambda x: LOW + (x + 1) / 2 * (VALUES.training.inputs.max(axis=0) - LOW)),
    ),
    "trained on tenths": ("values", "input-scale", inputs_as(lambda x: x * 10)),
    "one column in thousands": ("values", "input-scale", inputs_as(lambda x: x * [1, 1000, 1, 1])),
    "three columns in three other units": ("values", "input-scale", inputs_as(lambda x: x * [60, 10, 1, 100])),
    "one column as logarithms": (
        "values",
        "input-scale",
        inputs_as(lambda x: np.where([False, False, True, False], np.expm1(x.clip(0, 9)), x)),
    ),
    "trained on hundredfolds": ("values", "input-scale", inputs_as(lambda x: x / 100)),
    "hardly above zero for all": ("values", "constant-prediction", outputs_as(lambda y: 1 + 1e-6 * y)),
    "the mean for all": ("values", "constant-prediction", outputs_as(lambda y: 3500 + 5 * np.sin(y * 1000))),
    "ids of its own": ("tokens", "vocabulary-mismatch", own_ids),
    "ids one higher": ("tokens", "vocabulary-mismatch", inputs_as(lambda x: np.where(x == 0, 0, x - 1))),
    "words numbered otherwise in the saved model": ("texts", "vocabulary-mismatch", own_words),
    "most words unknown": ("tokens", "out-of-vocabulary", few_words_known),
    "padded in front": ("tokens", "padding-side", padded_in_front),
    "forecast in units of training": (
        "forecasts",
        "not-rescaled",
        outputs_as(lambda y: (y - FORECASTS.training.inputs.mean()) / FORECASTS.training.inputs.std()),
    ),
    "too high by a constant": ("forecasts", "forecast-bias", outputs_as(lambda y: y + 25)),
    "three days late": ("forecasts", "lag", late(3)),
    "one day late": ("forecasts", "lag", late(1)),
    "the last value again": ("forecasts", "persistence", last_value),
    "the last week again": ("forecasts", "persistence", late(7)),
    "flat after two days": ("forecasts", "horizon-collapse", flat_later),
    "one value for the last four days": (
        "forecasts",
        "horizon-collapse",
        outputs_as(lambda y: y[:, [0, 1, 2, 3, 3, 3, 3]]),
    ),
    "three days late, loosely": ("forecasts", "lag", loosely(late(3), 15)),
    "the week before last again, loosely": ("forecasts", "persistence", loosely(late(14), 15)),
    "the hour a day before, loosely": ("hours", "persistence", loosely(hours_before(24), 8)),
    "four hours late": ("hours", "lag", hours_before(4)),
    "too low by a constant, in a series that climbs": ("hours", "forecast-bias", outputs_as(lambda y: y - 40)),
    "windows smoothed with the future": ("hours", "look-ahead", smoothed_with_the_future),
    "window turned round": ("forecasts", "axis-order", inputs_as(lambda x: x[:, ::-1])),
    "boxes in pictures upside down": ("boxes", "axis-order", inputs_as(lambda x: x[:, ::-1])),
    "boxes in pixels": ("boxes", "not-rescaled", outputs_as(lambda y: y * [32, 32, 32, 32, 1, 1])),
    "x before y": ("boxes", "axis-order", outputs_as(lambda y: y[:, [1, 0, 3, 2, 4, 5]])),
    "boxes in per cent": ("boxes", "not-rescaled", outputs_as(lambda y: y * [100, 100, 100, 100, 1, 1])),
    "boxes standardised": (
        "boxes",
        "not-rescaled",
        outputs_as(lambda y: np.concatenate([(y[:, :4] - MIDDLE) / SPREAD, y[:, 4:]], axis=1)),
    ),
    "boxes by pairs of edges": ("boxes", "axis-order", outputs_as(lambda y: y[:, [0, 2, 1, 3, 4, 5]])),
    "boxes as left, top, width and height": (
        "boxes",
        "not-rescaled",
        outputs_as(lambda y: np.stack([y[:, 1], y[:, 0], y[:, 3] - y[:, 1], y[:, 2] - y[:, 0], *y.T[4:]], axis=1)),
    ),
    "boxes as centres and sizes in pixels": ("boxes", "not-rescaled", outputs_as(centred_in_pixels)),
    "classes of boxes exchanged": ("boxes", "inverted-labels", outputs_as(lambda y: y[:, [0, 1, 2, 3, 5, 4]])),
    "noise when predicting": ("pictures", "nondeterministic", noisy),
    "noise in a forecast": ("forecasts", "nondeterministic", noisy),
    "rows mixed": ("pictures", "batch-dependent", mixing_rows),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_a_broken_model_gets_its_finding_first(cause: str) -> None:
    name, wanted, broken = CAUSES[cause]
    world = WORLDS[name]
    findings = first(world, broken(world))
    assert [finding.id for finding in findings][:1] == [wanted], [(f.id, f.summary) for f in findings]
    assert findings[0].summary
    assert findings[0].skills


def test_a_unit_is_named_though_another_mistake_keeps_the_score_at_zero() -> None:
    """Turned back, the answers are far better than one value for all, and still not good enough for a point."""
    task = replace(VALUES.task, rubric=Rubric(MetricName.MEAN_ABSOLUTE_ERROR, (90, 70, 50, 30, 20)))
    world = replace(VALUES, task=task)
    mean, deviation = VALUES.training.targets.mean(), VALUES.training.targets.std()
    case = world.case(loosely(outputs_as(lambda y: (y - mean) / deviation), 0.55)(world))
    findings = examine(case)
    assert [(finding.id, finding.points) for finding in findings] == [("not-rescaled", 0)]


def test_a_last_layer_that_was_never_trained_is_told_apart_from_one_that_was() -> None:
    body = (WeightFacts("a/kernel", (8, 16), 0.01, 0.4, -1.2, 1.4), WeightFacts("a/bias", (16,), 0.1, 0.2, -0.4, 0.5))
    head = WeightFacts("b/kernel", (16, 4), 0.0, (2 / 20) ** 0.5, -0.54, 0.54)
    fresh = WeightFacts("b/bias", (4,), 0.0, 0.0, 0.0, 0.0)
    trained = WeightFacts("b/bias", (4,), 0.0, 0.1, -0.1, 0.1)
    by_chance = answering_some(PICTURES, 0.0)
    for bias, wanted in ((fresh, "untrained"), (trained, "underfitting")):
        findings = examine(PICTURES.case(by_chance, weights=(*body, head, bias)))
        assert [finding.id for finding in findings][:1] == [wanted]


def test_a_rare_class_that_is_named_for_most_rows_is_the_answer_for_all_once_the_model_was_trained() -> None:
    """As after a training on sorted classes, which ends with the last one alone."""
    trained = (WeightFacts("d/kernel", (5, 3), 0.0, 0.4, -1.2, 1.4), WeightFacts("d/bias", (3,), 0.1, 0.2, -0.4, 0.5))
    fresh = (trained[0], WeightFacts("d/bias", (3,), 0.0, 1e-4, -2e-4, 1e-4))

    def model(inputs: Inputs) -> Floats:
        keys = np.array([zlib.crc32(row.tobytes()) for row in inputs])
        return np.where(keys[:, np.newaxis] % 100 < 87, [0.1, 0.2, 0.7], np.eye(3)[keys // 100 % 3])

    for weights, wanted in ((trained, True), (fresh, False)):
        found = [finding.id for finding in examine(CLASSES.case(model, weights=weights))]
        assert (found[0] == "constant-prediction") is wanted, found


@pytest.mark.parametrize("name", WORLDS)
def test_a_good_model_gets_none_and_waits_for_no_further_examples(name: str) -> None:
    def not_read() -> Examples:
        raise AssertionError("Expected a model with 5 points to be asked no examples of the candidate")

    world = WORLDS[name]
    case = replace(world.case(world.good), read_training=not_read)
    assert case.given_score == 5
    assert examine(case) == []


@pytest.mark.parametrize("name", ["pictures", "classes", "tokens", "forecasts"])
def test_a_fair_model_with_no_mistake_in_its_preparation_is_not_accused_of_one(name: str) -> None:
    """Half of the answers replaced by chance, or heavily blurred: weak, but right in form."""
    world = WORLDS[name]

    def fair(inputs: Inputs) -> Floats:
        answers = world.good(inputs)
        keys = np.array([zlib.crc32(row.tobytes()) % 1000 for row in inputs])
        if name == "forecasts":
            return answers + np.stack([(keys * (k + 3)) % 101 - 50 for k in range(7)], axis=1) * 1.1
        wrong, classes = keys % 100 < 35, answers.shape[1]
        answers[wrong] = np.eye(classes)[keys[wrong] % classes]
        # No surer than it may be: training would not leave it so.
        return np.asarray(0.6 * answers + 0.4 / classes, dtype=np.float64)

    case = world.case(fair)
    assert case.given_score < 5
    found = [finding.id for finding in examine(case)]
    assert found[:1] == ["underfitting"], found


def test_a_class_that_has_the_number_of_the_padding_is_no_token_given_again() -> None:
    """The first class for nearly all texts, which end with padding: both have the number 0."""
    first_class = 0.6 * np.eye(3)[0] + 0.4 / 3

    def model(inputs: Inputs) -> Floats:
        keys = np.array([zlib.crc32(row.tobytes()) % 100 for row in inputs])
        return np.asarray(np.where((keys < 90)[:, np.newaxis], first_class, np.roll(first_class, 1)))

    assert "persistence" not in [finding.id for finding in examine(TOKENS.case(model))]


def test_a_weak_model_that_reads_the_right_words_is_not_told_to_have_others() -> None:
    """It does better with the task's ids than with ids exchanged at random, however little it has learnt."""
    some = answering_some(TOKENS, 0.3)
    case = TOKENS.case(lambda inputs: 0.4 * some(inputs) + 0.2)
    assert case.given_score <= 1
    assert [finding.id for finding in examine(case)][:1] == ["underfitting"]


def test_who_has_hardly_begun_to_learn_the_tasks_words_is_not_told_to_have_others() -> None:
    """Right hardly more often than with ids by chance, but never sure, and by the task's ids less wrong."""
    some = answering_some(TOKENS, 0.1)
    model = outputs_as(lambda answers: 0.8 / 3 + 0.2 * answers)(replace(TOKENS, good=some))
    case = TOKENS.case(model)
    assert case.given_score == 0
    assert [finding.id for finding in examine(case)][:1] == ["underfitting"]


def test_probabilities_that_hardly_vary_and_tell_nothing_are_a_constant_once_the_model_was_trained() -> None:
    """As a network does whose units died; one that has just begun to learn leans the right way instead."""

    some = answering_some(PICTURES, 0.3)

    def leaning(strength: float) -> Model:
        def model(inputs: Inputs) -> Floats:
            keys = np.array([zlib.crc32(row.tobytes()) for row in inputs])
            dice = np.eye(4)[keys // 11 % 4]
            return np.asarray(0.24 + 0.004 * dice + 0.036 * (strength * some(inputs) + (1 - strength) / 4))

        return model

    trained = (WeightFacts("d/kernel", (8, 4), 0.0, 0.2, -0.5, 0.6), WeightFacts("d/bias", (4,), 0.0, 0.1, -0.2, 0.1))
    fresh = (trained[0], WeightFacts("d/bias", (4,), 0.0, 1e-4, -2e-4, 1e-4))
    for strength, weights, wanted in (
        (0.0, trained, "constant-prediction"),
        (0.5, trained, "underfitting"),
        (0.0, fresh, "underfitting"),
    ):
        found = [finding.id for finding in examine(PICTURES.case(leaning(strength), weights=weights))]
        assert found[:1] == [wanted], (strength, found)


def test_answers_no_better_than_one_value_are_not_called_biased() -> None:
    """All far too high, and without that no better than the median: what another form of the inputs leads to."""

    def model(inputs: Inputs) -> Floats:
        keys = np.array([zlib.crc32(row.tobytes()) % 1000 for row in inputs])
        return (9000 + 4 * keys.astype(np.float64))[:, np.newaxis]

    assert "forecast-bias" not in [finding.id for finding in examine(VALUES.case(model))]


def test_values_that_press_against_one_come_from_a_sigmoid_at_the_end() -> None:
    """They vary by as much of their level as the truth does, and are worth nothing."""
    far = replace(VALUES, hidden=replace(VALUES.hidden, targets=VALUES.hidden.targets + 400))
    case = far.case(outputs_as(lambda y: 1 - 0.12 * np.abs(np.sin(y)))(far))
    findings = examine(case)
    assert [finding.id for finding in findings][:1] == ["constant-prediction"]
    assert "above 1" in findings[0].summary


def test_far_too_low_answers_that_still_vary_are_not_called_one_value() -> None:
    """They vary by a twentieth of what the truth does: as in another unit, or where they end at the highest learnt."""
    findings = examine(VALUES.case(lambda inputs: 1500 + 0.05 * (VALUES.good(inputs) - 4000)))
    assert "constant-prediction" not in [finding.id for finding in findings]
