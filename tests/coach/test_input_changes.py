"""The inputs as somebody may have had them in training: what becomes of a row, and when it is asked about."""

from __future__ import annotations

import math
import zlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from gradatim.bank.exam_task import MetricName, Rubric
from gradatim.coach.case import Budget, rows_allowed
from gradatim.coach.examine import examine
from gradatim.coach.experiments.inputs import input_changes
from tests.coach.mistakes import (
    FORECASTS,
    PICTURES,
    VALUES,
    Inputs,
)
from tests.coach.worlds import Floats


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


def test_pictures_are_prepared_as_pretrained_networks_are_given_them() -> None:
    """Checked by hand on one pixel (100, 150, 200), and on pictures standardised each by itself."""
    changes = {change.what: change for change in input_changes(PICTURES.case(PICTURES.good))}
    pixel = np.full((1, 16, 16, 3), [100, 150, 200], dtype=np.float32)
    caffe = changes["less ImageNet's mean colour, blue first"].apply(pixel)[0, 0, 0]
    assert caffe == pytest.approx([96.061, 33.221, -23.68], abs=1e-3)
    torch = changes["divided by 255 and standardised with ImageNet's colours"].apply(pixel)[0, 0, 0]
    assert torch == pytest.approx([-0.4054, 0.5903, 1.6814], abs=1e-3)
    assert changes["multiplied by 255"].apply(pixel)[0, 0, 0].tolist() == [25_500, 38_250, 51_000]
    orders = ("green, blue, red", "blue, red, green", "green, red, blue", "red, blue, green")
    moved_on = [changes[f"with the colours in the order {order}"].apply(pixel)[0, 0, 0].tolist() for order in orders]
    assert moved_on == [[150, 200, 100], [200, 100, 150], [150, 100, 200], [100, 200, 150]]
    each = changes["standardised, each picture by itself"].apply(PICTURES.hidden.inputs[:4])
    assert each.mean(axis=(1, 2, 3)) == pytest.approx(np.zeros(4), abs=1e-4)
    assert each.std(axis=(1, 2, 3)) == pytest.approx(np.ones(4), abs=1e-4)


def test_an_input_that_restores_nothing_is_not_asked_about_on_all_hidden_rows() -> None:
    """Scaled inputs make this hopeless model better by more than chance, and by a sixth only."""
    asked: list[int] = []

    def model(inputs: Inputs) -> Floats:
        asked.append(len(inputs))
        signs = np.array([1 if zlib.crc32(row.tobytes()) % 2 else -1 for row in inputs])
        return (3500 + signs * (2500 if np.abs(inputs).max() < 5 else 3000))[:, np.newaxis].astype(np.float64)

    examine(VALUES.case(model))
    assert asked.count(len(VALUES.hidden.inputs)) == 1


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


def test_an_arrangement_that_helps_with_own_examples_too_needs_no_points() -> None:
    """A weak network that was trained on windows turned round: with them it is better, and still worth nothing."""
    task = replace(FORECASTS.task, rubric=Rubric(MetricName.MEAN_ABSOLUTE_ERROR, (8, 7, 6, 5, 4)))
    world = replace(FORECASTS, task=task)

    def turned_round(inputs: Inputs) -> Floats:
        level = inputs.astype(np.float64).mean(axis=1)
        return np.asarray(0.6 * level + 0.4 * world.good(inputs[:, ::-1]))

    case = world.case(turned_round)
    assert (case.given_score, case.metric(case.predictions) < case.spread) == (0, True)
    findings = examine(case)
    assert [(finding.id, finding.points) for finding in findings] == [("axis-order", 0)]


def test_whole_numbers_are_scaled_to_fractions() -> None:
    """A model that was trained on standardised pixels takes fractions, though the task has pixels as bytes."""
    contract = replace(PICTURES.task.input, dtype="uint8")
    training, hidden = (
        replace(part, inputs=part.inputs.astype(np.uint8)) for part in (PICTURES.training, PICTURES.hidden)
    )
    world = replace(PICTURES, task=replace(PICTURES.task, input=contract), training=training, hidden=hidden)
    changes = {change.what: change for change in input_changes(world.case(world.good))}
    scaled = changes["standardised"].apply(training.inputs)
    assert scaled.dtype == np.float32
    assert float(scaled.astype(np.float64).std()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("shape", [(20, 20), (20, 20, 1), (24, 24, 3), (96, 96, 3)])
@pytest.mark.parametrize("dtype", ["float32", "uint8"])
def test_the_middle_of_a_picture_is_enlarged_as_pillow_does_it(shape: tuple[int, ...], dtype: str) -> None:
    """Pictures without an axis of channels, grey and coloured ones, small and large."""
    pictures = np.random.default_rng(3).integers(0, 256, (5, *shape)).astype(dtype)
    part = replace(PICTURES.hidden, inputs=pictures, targets=np.arange(5) % 4, ids=tuple("abcde"), blocks=None)
    contract = replace(PICTURES.task.input, shape=shape, dtype=dtype)
    world = replace(PICTURES, task=replace(PICTURES.task, input=contract), training=part, hidden=part)
    case = world.case(lambda inputs: np.full((len(inputs), 4), 0.25))
    changes = {change.what: change for change in input_changes(case)}
    for change in changes.values():
        assert change.apply(pictures).shape == pictures.shape, change.what

    enlarged = changes["cut to the middle half"].apply(pictures)
    side, margin = shape[0], shape[0] // 4
    for channel in range(math.prod(shape[2:])):
        before, after = (values.reshape(5, side, side, -1)[2, :, :, channel] for values in (pictures, enlarged))
        middle = Image.fromarray(before[margin : side - margin, margin : side - margin].astype(np.float32))
        expected = np.asarray(middle.resize((side, side), Image.Resampling.BILINEAR))
        assert after == pytest.approx(expected, abs=0.501 if dtype == "uint8" else 1e-3)


def test_deep_networks_are_asked_about_fewer_rows() -> None:
    asked: list[int] = []

    def model(inputs: Inputs) -> Floats:
        asked.append(len(inputs))
        return PICTURES.good(inputs * 255)

    case = PICTURES.case(model)
    deep = replace(case, layers=108, budget=Budget(rows_allowed(case.hidden.inputs, 108), seconds=60))
    rows = []
    for each in (case, deep):
        asked.clear()
        assert [finding.id for finding in examine(each)][:1] == ["input-scale"]
        rows.append(sum(asked))
    assert rows[1] - len(case.hidden.inputs) < 0.5 * (rows[0] - len(case.hidden.inputs))
