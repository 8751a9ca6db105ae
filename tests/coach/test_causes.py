"""For each made-up task: a model broken in one known way gets that finding first, and a good one gets none."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from gradatim.bank.exam_task import MetricName, Rubric
from gradatim.coach.examine import examine
from gradatim.coach.experiments.inputs import input_changes
from gradatim.coach.experiments.lateness import early_suspicion, repeated_suspicion
from gradatim.coach.experiments.series import Series, series_of
from gradatim.data.examples import Examples
from gradatim.grading.result import Finding
from gradatim.sandbox.session import WeightFacts
from tests.coach import worlds
from tests.coach.worlds import Floats, Model, World

Inputs = npt.NDArray[np.generic]
Break = Callable[[World], Model]

PICTURES, CLASSES, BINARY, VALUES, TOKENS, FORECASTS, HOURS, BOXES = (
    make()
    for make in (
        worlds.pictures,
        worlds.table_of_classes,
        worlds.two_classes,
        worlds.values,
        worlds.tokens,
        worlds.forecasts,
        worlds.hours,
        worlds.boxes,
    )
)
WORLDS = {
    "pictures": PICTURES,
    "classes": CLASSES,
    "binary": BINARY,
    "values": VALUES,
    "tokens": TOKENS,
    "forecasts": FORECASTS,
    "hours": HOURS,
    "boxes": BOXES,
}


def inputs_as(change: Callable[[Floats], Floats]) -> Break:
    """Return a model that was trained on changed inputs: it undoes nothing and is given the task's."""

    def broken(world: World) -> Model:
        # The trained function expects change(x); good(undo(z)) knows z only as change(x) of some x.
        return lambda inputs: world.good(change(inputs.astype(np.float64)).astype(inputs.dtype))

    return broken


def outputs_as(change: Callable[[Floats], Floats]) -> Break:
    return lambda world: lambda inputs: change(world.good(inputs))


def noisy(world: World) -> Model:
    generator = np.random.default_rng(0)

    def model(inputs: Inputs) -> Floats:
        answers = world.good(inputs)
        return answers + generator.normal(0, 0.5 * answers.std(), answers.shape)

    return model


def mixing_rows(world: World) -> Model:
    return lambda inputs: world.good((inputs - inputs.mean(axis=0) + world.hidden.inputs.mean(axis=0)).astype("f4"))


def first(world: World, model: Model) -> list[Finding]:
    return examine(world.case(model))


def moved(order: list[int]) -> Callable[[Floats], Floats]:
    return lambda answers: answers[:, order]


def late(steps: int) -> Break:
    """A forecast that was trained on targets that begin `steps` before the window's end."""

    def broken(world: World) -> Model:
        def model(inputs: Inputs) -> Floats:
            past = inputs.astype(np.float64)[:, :, 0]
            whole = np.concatenate([past, world.good(inputs)], axis=1)
            return whole[:, 28 - steps : 35 - steps]

        return model

    return broken


def loosely(broken: Break, spread: float) -> Break:
    """The same from a weak network: each answer misses by something that depends on the row alone."""

    def weak(world: World) -> Model:
        model = broken(world)

        def missing(inputs: Inputs) -> Floats:
            answers = model(inputs)
            keys = np.array([zlib.crc32(row.tobytes()) for row in inputs])
            for row, key in enumerate(keys):
                answers[row] += np.random.default_rng(key).normal(0, spread, answers.shape[1])
            return answers

        return missing

    return weak


def hours_before(steps: int) -> Break:
    return lambda _world: lambda inputs: inputs.astype(np.float64)[:, -steps, :]


def smoothed_with_the_future(_world: World) -> Model:
    """Trained on windows averaged over 5 steps, the last of which know the answer: it takes it out of them."""

    def model(inputs: Inputs) -> Floats:
        x = inputs.astype(np.float64)[:, :, 0]
        five_before = (x[:, -30] + x[:, -5]) / 2
        return np.asarray((5 * (x[:, -2] - x[:, -3]) + five_before)[:, np.newaxis], dtype=np.float64)

    return model


def last_value(_world: World) -> Model:
    return lambda inputs: np.repeat(inputs.astype(np.float64)[:, -1], 7, axis=1)


def flat_later(world: World) -> Model:
    level = float(world.training.targets.mean())

    def model(inputs: Inputs) -> Floats:
        answers = world.good(inputs)
        answers[:, 2:] = level + 0.02 * (answers[:, 2:] - level)
        return answers

    return model


def own_ids(world: World) -> Model:
    order = np.random.default_rng(8).permutation(np.arange(2, 302))
    exchange = np.concatenate([[0, 1], order]).astype(np.int32)
    return lambda inputs: world.good(exchange[inputs.astype(np.int64)])


def few_words_known(world: World) -> Model:
    """Takes all ids above 40 for the unknown word; each other one has a meaning of its own."""

    def model(inputs: Inputs) -> Floats:
        ids = np.where(inputs.astype(np.int64) > 40, 1, inputs)
        own = (ids.mean(axis=1, keepdims=True) / 300) * np.array([0.7, 0.2, 0.1])
        return np.asarray(0.9 * world.good(ids) + 0.1 * (own + (1 - own.sum(axis=1, keepdims=True)) / 3))

    return model


def padded_in_front(world: World) -> Model:
    """Trained on rows padded in front: it reads the last 8 places, which the grader fills with padding."""
    return lambda inputs: world.good(inputs[:, ::-1][:, :10])


def colours_first_undone(x: Floats) -> Floats:
    rows, height, width, colours = x.shape
    return np.moveaxis(x.reshape(rows, colours, height, width), 1, -1)


LOW = VALUES.training.inputs.min(axis=0)


def centred_in_pixels(y: Floats) -> Floats:
    top, left, bottom, right = 32 * y.T[:4]
    return np.stack([(left + right) / 2, (top + bottom) / 2, right - left, bottom - top, *y.T[4:]], axis=1)


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


def test_forecasts_are_compared_at_all_hours_of_the_day() -> None:
    """Windows follow each other by the hour, so each eighth of them would show three hours of the day only."""
    generator = np.random.default_rng(3)
    clock = np.arange(72 + 2048)
    profile = np.where(np.arange(24) % 8 < 3, 0, generator.normal(0, 30, 24))
    values = 500 + generator.normal(0, 40, 100)[clock // 24] + profile[clock % 24]
    windows = np.lib.stride_tricks.sliding_window_view(values, 73)
    series = Series(windows[:, :72], windows[:, 72:])
    suspicion = repeated_suspicion(series, series.earlier(72))
    assert suspicion is not None
    assert suspicion.evidence["repeats"] == "what was seen 72 steps before"


def test_a_forecast_of_a_later_hour_is_early() -> None:
    """Windows that follow each other by the hour know what came after those before them."""
    whole = HOURS.hidden.inputs[:, :, 0]
    values = np.concatenate([whole[0], np.random.default_rng(5).normal(600, 80, 400)])
    windows = np.lib.stride_tricks.sliding_window_view(values, 73)[:300]
    hidden = Examples(windows[:, :72, np.newaxis].astype("f4"), windows[:, 72:].astype("f4"), HOURS.hidden.ids[:300])
    case = replace(HOURS, hidden=hidden).case(HOURS.good)
    series = series_of(case, hidden)
    assert series is not None
    assert early_suspicion(case, series, series.future + 5) is None
    later = np.concatenate([series.future[3:], series.future[:3]]) + 5
    suspicion = early_suspicion(case, series, later)
    assert suspicion is not None
    assert (suspicion.finding, suspicion.evidence["steps"]) == ("lag", -3)


@pytest.mark.parametrize("name", WORLDS)
def test_a_good_model_gets_none(name: str) -> None:
    world = WORLDS[name]
    case = world.case(world.good)
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


def answering_some(world: World, share: float) -> Model:
    """Right for a share of the rows, by chance for the others; which ones depends on the row alone."""

    def model(inputs: Inputs) -> Floats:
        answers = world.good(inputs)
        keys = np.array([zlib.crc32(row.tobytes()) for row in inputs])
        by_chance = keys % 1000 >= 1000 * share
        answers[by_chance] = 0.02 + 0.94 * np.eye(answers.shape[1])[keys[by_chance] // 1000 % answers.shape[1]]
        return answers

    return model


def test_a_weak_model_that_reads_the_right_words_is_not_told_to_have_others() -> None:
    """It does better with the task's ids than with ids exchanged at random, however little it has learnt."""
    some = answering_some(TOKENS, 0.3)
    case = TOKENS.case(lambda inputs: 0.4 * some(inputs) + 0.2)
    assert case.given_score <= 1
    assert [finding.id for finding in examine(case)][:1] == ["underfitting"]


def test_examples_learnt_by_heart_are_found_wherever_they_stand_in_the_file() -> None:
    """A twentieth of them, drawn at random: the metric on one's own examples hardly shows it."""
    known = {row.tobytes() for row in TOKENS.training.inputs[np.random.default_rng(4).permutation(800)[:50]]}
    label = {row.tobytes(): int(target) for row, target in zip(*_rows(TOKENS), strict=True)}
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


def _rows(world: World) -> tuple[Inputs, Inputs]:
    return world.training.inputs, world.training.targets


def test_who_is_as_sure_of_wrong_answers_as_of_right_ones_knows_a_few_examples_only() -> None:
    """Training on all of the examples would have taught it to be less sure, so it was trained on few of them."""

    def sure(inputs: Inputs) -> Floats:
        return np.asarray(0.98 * np.eye(4)[answering_some(PICTURES, 0.55)(inputs).argmax(axis=1)] + 0.005)

    case = PICTURES.case(sure)
    assert case.given_score < 4
    findings = examine(case)
    assert [finding.id for finding in findings][:1] == ["overfitting"]
    assert float(str(findings[0].evidence["confidence"])) > float(str(findings[0].evidence["share_right"])) + 0.2


def test_who_has_learnt_nothing_is_not_told_to_know_examples_by_heart_however_sure() -> None:
    def by_chance(inputs: Inputs) -> Floats:
        return np.asarray(0.98 * np.eye(4)[[zlib.crc32(row.tobytes()) // 7 % 4 for row in inputs]] + 0.005)

    assert [finding.id for finding in examine(PICTURES.case(by_chance))][:1] == ["underfitting"]


def test_eight_of_a_thousand_examples_learnt_by_heart_are_enough() -> None:
    """None of the hidden rows gets an answer as good as theirs, and the others are answered carefully."""
    known = {row.tobytes(): int(target) for row, target in list(zip(*_rows(TOKENS), strict=True))[::90]}
    plain = answering_some(TOKENS, 0.45)

    def model(inputs: Inputs) -> Floats:
        answers = 0.6 * plain(inputs) + 0.4 / 3
        for place, row in enumerate(inputs):
            if row.tobytes() in known:
                answers[place] = 0.97 * np.eye(3)[known[row.tobytes()]] + 0.01
        return answers

    assert len(known) == 9
    assert [finding.id for finding in examine(TOKENS.case(model))][:1] == ["overfitting"]


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


def test_a_constant_does_not_hide_what_better_inputs_bring() -> None:
    """Two columns of unlike levels exchanged shift the answers: a constant restores two points, the order all five."""
    moved_up = np.array([0, 0, 0, 30], dtype=np.float32)
    training, hidden = (
        replace(part, inputs=part.inputs.astype(np.float32) + moved_up) for part in (VALUES.training, VALUES.hidden)
    )

    def good(inputs: Inputs) -> Floats:
        slopes = np.array([30.0, -12.0, 55.0, 8.0])
        return np.asarray(((inputs.astype(np.float64) - moved_up) @ slopes + 2000)[:, np.newaxis])

    world = replace(VALUES, training=training, hidden=hidden, good=good)
    case = world.case(lambda inputs: good(inputs[:, [3, 1, 2, 0]]))
    shifted = case.predictions - np.median(case.predictions - case.hidden.targets.astype(np.float64))
    assert (case.given_score, case.score(shifted)) == (0, 2)
    findings = examine(case)
    assert [finding.id for finding in findings][:1] == ["axis-order"], [(f.id, f.summary) for f in findings]


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
    known = {row.tobytes(): int(target) for row, target in zip(*_rows(CLASSES), strict=True)}

    def model(inputs: Inputs) -> Floats:
        answers = CLASSES.good(inputs)[:, [1, 0, 2]]
        for place, row in enumerate(inputs):
            if row.tobytes() in known:
                answers[place] = np.eye(3)[known[row.tobytes()]]
        return answers

    assert [finding.id for finding in examine(CLASSES.case(model))][:1] == ["class-order"]


def test_of_shifts_that_fit_about_as_well_a_season_apart_the_smallest_is_named() -> None:
    findings = first(FORECASTS, late(1)(FORECASTS))
    assert (findings[0].id, findings[0].evidence["steps"]) == ("lag", 1)


def test_answers_no_better_than_one_value_are_not_called_biased() -> None:
    """All far too high, and without that no better than the median: what another form of the inputs leads to."""

    def model(inputs: Inputs) -> Floats:
        keys = np.array([zlib.crc32(row.tobytes()) % 1000 for row in inputs])
        return (9000 + 4 * keys.astype(np.float64))[:, np.newaxis]

    assert "forecast-bias" not in [finding.id for finding in examine(VALUES.case(model))]


def test_far_too_low_answers_that_still_vary_are_not_called_one_value() -> None:
    """They vary by a twentieth of what the truth does: as in another unit, or where they end at the highest learnt."""
    findings = examine(VALUES.case(lambda inputs: 1500 + 0.05 * (VALUES.good(inputs) - 4000)))
    assert "constant-prediction" not in [finding.id for finding in findings]


def test_rows_are_brought_to_length_one() -> None:
    changes = {change.what: change for change in input_changes(VALUES.case(VALUES.good))}
    rows = changes["divided by the length of each row"].apply(np.array([[3, 4, 0, 0], [0, 0, 0, 0]], dtype="f4"))
    assert rows == pytest.approx(np.array([[0.6, 0.8, 0, 0], [0, 0, 0, 0]]))


def test_silence_at_the_end_of_a_series_moves_to_its_beginning() -> None:
    series = np.array([[[1, 2], [0, 0], [3, 0], [0, 0], [0, 0]], [[1, 0], [2, 0], [3, 0], [4, 0], [5, 0]]], dtype="f4")
    change = next(
        change for change in input_changes(FORECASTS.case(FORECASTS.good)) if change.finding == "padding-side"
    )
    assert change.apply(series)[0].tolist() == [[0, 0], [0, 0], [1, 2], [0, 0], [3, 0]]
    assert (change.apply(series)[1] == series[1]).all()


def test_a_season_and_a_day_late_is_one_day_late() -> None:
    """Nearest to what was seen eight days before, as is who forecasts by the last week and comes a day late."""
    series = series_of(FORECASTS.case(FORECASTS.good), FORECASTS.hidden)
    assert series is not None
    assert [series.is_usual(steps) for steps in (1, 7, 8, 14, 15)] == [False, True, False, True, False]
    assert [series.steps_late(steps) for steps in (1, 3, 8, 9, 15)] == [1, 3, 1, 2, 1]


def test_an_input_that_restores_nothing_is_not_asked_about_on_all_hidden_rows() -> None:
    """Scaled inputs make this hopeless model better by more than chance, and by a sixth only."""
    asked: list[int] = []

    def model(inputs: Inputs) -> Floats:
        asked.append(len(inputs))
        signs = np.array([1 if zlib.crc32(row.tobytes()) % 2 else -1 for row in inputs])
        return (3500 + signs * (2500 if np.abs(inputs).max() < 5 else 3000))[:, np.newaxis].astype(np.float64)

    examine(VALUES.case(model))
    assert asked.count(len(VALUES.hidden.inputs)) == 1


def test_pictures_are_prepared_as_pretrained_networks_are_given_them() -> None:
    """Checked by hand on one pixel (100, 150, 200), and on pictures standardised each by itself."""
    changes = {change.what: change for change in input_changes(PICTURES.case(PICTURES.good))}
    pixel = np.full((1, 16, 16, 3), [100, 150, 200], dtype=np.float32)
    caffe = changes["less ImageNet's mean colour, blue first"].apply(pixel)[0, 0, 0]
    assert caffe == pytest.approx([96.061, 33.221, -23.68], abs=1e-3)
    torch = changes["divided by 255 and standardised with ImageNet's colours"].apply(pixel)[0, 0, 0]
    assert torch == pytest.approx([-0.4054, 0.5903, 1.6814], abs=1e-3)
    orders = ("green, blue, red", "blue, red, green", "green, red, blue", "red, blue, green")
    moved_on = [changes[f"with the colours in the order {order}"].apply(pixel)[0, 0, 0].tolist() for order in orders]
    assert moved_on == [[150, 200, 100], [200, 100, 150], [150, 100, 200], [100, 200, 150]]
    each = changes["standardised, each picture by itself"].apply(PICTURES.hidden.inputs[:4])
    assert each.mean(axis=(1, 2, 3)) == pytest.approx(np.zeros(4), abs=1e-4)
    assert each.std(axis=(1, 2, 3)) == pytest.approx(np.ones(4), abs=1e-4)


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
