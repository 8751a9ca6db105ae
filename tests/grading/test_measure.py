from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from gradatim.bank.exam_task import MetricName, OutputContract, OutputKind
from gradatim.data.examples import Examples
from gradatim.grading.metrics import measure
from gradatim.grading.metrics.wilson import wilson_interval
from gradatim.grading.result import Metric

YES_NO = OutputContract((1,), OutputKind.PROBABILITY, "probability of yes", classes=("no", "yes"))
THREE = OutputContract((3,), OutputKind.PROBABILITIES, "one probability per class", classes=("a", "b", "c"))
VALUE = OutputContract((1,), OutputKind.VALUE, "grams")
BOX = OutputContract((6,), OutputKind.BOX, "a box and its class", classes=("cat", "dog"))
STEPS = OutputContract((4, 1), OutputKind.VALUE, "people an hour")


def hidden(targets: Any, *, blocks: Any = None, scale: float | None = None) -> Examples:
    rows = len(targets)
    ids = tuple(str(row) for row in range(rows))
    labels = None if blocks is None else np.asarray(blocks)
    return Examples(np.zeros((rows, 1)), np.asarray(targets), ids, labels, scale)


def one_hot(classes: Any, of: int = 3) -> npt.NDArray[np.float32]:
    return np.asarray(np.eye(of)[np.asarray(classes)], dtype=np.float32)


def boxes(rows: Any) -> npt.NDArray[np.float32]:
    return np.asarray(rows, dtype=np.float32)


def test_accuracy_is_the_share_of_right_answers_with_wilsons_interval() -> None:
    metric = measure(MetricName.ACCURACY, one_hot([0, 1, 2, 0]), hidden([0, 1, 2, 1]), THREE)
    assert metric == Metric(name="accuracy", value=0.75, interval=wilson_interval(3, 4))


def test_of_equal_probabilities_the_first_class_counts() -> None:
    predictions = np.full((3, 3), 1 / 3, np.float32)
    assert measure(MetricName.ACCURACY, predictions, hidden([0, 1, 2]), THREE).value == pytest.approx(1 / 3)
    assert measure(MetricName.ACCURACY, predictions, hidden([0, 0, 0]), THREE).value == 1.0


def test_one_probability_must_be_above_a_half() -> None:
    predictions = np.array([[0.5], [np.nextafter(0.5, 1)], [0.0], [1.0]])
    assert measure(MetricName.ACCURACY, predictions, hidden([0, 1, 0, 1]), YES_NO).value == 1.0
    assert measure(MetricName.ACCURACY, predictions[:, 0], hidden([0, 1, 0, 1]), YES_NO).value == 1.0


def test_accuracy_of_blocks_is_wider_when_their_rows_go_together() -> None:
    targets = np.zeros(200, int)
    wrong_together = one_hot(np.repeat([0, 0, 0, 1], 50))
    alone = measure(MetricName.ACCURACY, wrong_together, hidden(targets), THREE).interval
    in_blocks = measure(MetricName.ACCURACY, wrong_together, hidden(targets, blocks=np.arange(200) // 10), THREE)
    assert in_blocks.value == 0.75
    assert in_blocks.interval[1] - in_blocks.interval[0] > 2 * (alone[1] - alone[0])


def test_all_right_in_blocks_counts_each_block_once() -> None:
    all_right = hidden([0] * 100, blocks=np.arange(100) // 10)
    for metric in (MetricName.ACCURACY, MetricName.MACRO_F1):
        assert measure(metric, one_hot([0] * 100), all_right, THREE).interval == wilson_interval(10, 10)
    assert measure(MetricName.ACCURACY, one_hot([1] * 100), all_right, THREE).interval == wilson_interval(0, 10)


def test_macro_f1_of_a_known_example() -> None:
    """The example of scikit-learn's f1_score: F1 of 0.8, 0 and 0."""
    metric = measure(MetricName.MACRO_F1, one_hot([0, 2, 1, 0, 0, 1]), hidden([0, 1, 2, 0, 1, 2]), THREE)
    assert metric.value == pytest.approx(0.8 / 3)


def test_macro_f1_agrees_with_its_definition() -> None:
    generator = np.random.default_rng(0)
    targets = generator.integers(3, size=500)
    predicted = np.where(generator.random(500) < 0.6, targets, generator.integers(3, size=500))
    scores = []
    for label in range(3):
        hits = int(((predicted == label) & (targets == label)).sum())
        precision, recall = hits / int((predicted == label).sum()), hits / int((targets == label).sum())
        scores.append(2 * precision * recall / (precision + recall))
    metric = measure(MetricName.MACRO_F1, one_hot(predicted), hidden(targets), THREE)
    assert metric.value == pytest.approx(sum(scores) / 3)
    assert metric.interval[0] < metric.value < metric.interval[1]


def test_a_class_that_is_neither_present_nor_predicted_is_left_out_of_macro_f1() -> None:
    """Class a: F1 = 4/5, class b: F1 = 2/3, class c does not occur."""
    assert measure(MetricName.MACRO_F1, one_hot([0, 0, 0, 1]), hidden([0, 0, 1, 1]), THREE).value == pytest.approx(
        (4 / 5 + 2 / 3) / 2
    )


def test_a_class_that_is_only_predicted_counts_as_zero_in_macro_f1() -> None:
    assert measure(MetricName.MACRO_F1, one_hot([0, 0, 0, 2]), hidden([0, 0, 0, 0]), THREE).value == pytest.approx(
        (6 / 7) / 2
    )


def test_log_loss_of_a_known_example() -> None:
    """The example of scikit-learn's log_loss, once as one probability and once as two."""
    yes = np.array([0.9, 0.1, 0.2, 0.65])
    two = OutputContract((2,), OutputKind.PROBABILITIES, "", classes=("no", "yes"))
    for predictions, output in ((yes[:, None], YES_NO), (np.stack([1 - yes, yes], axis=1), two)):
        metric = measure(MetricName.LOG_LOSS, predictions, hidden([1, 0, 0, 1]), output)
        assert metric.value == pytest.approx(0.21616187468057912)


def test_log_loss_of_certainty_is_bounded() -> None:
    certain = one_hot([0, 1])
    assert measure(MetricName.LOG_LOSS, certain, hidden([0, 1]), THREE).value == pytest.approx(1e-7, rel=1e-3)
    assert measure(MetricName.LOG_LOSS, certain, hidden([1, 0]), THREE).value == pytest.approx(16.118, abs=1e-3)


def test_nothing_is_gained_by_answers_that_are_not_probabilities() -> None:
    targets = hidden([0, 1, 2])
    honest = measure(MetricName.LOG_LOSS, np.full((3, 3), 1 / 3), targets, THREE).value
    everything = measure(MetricName.LOG_LOSS, np.ones((3, 3)), targets, THREE).value
    much_more = measure(MetricName.LOG_LOSS, np.full((3, 3), 50.0), targets, THREE).value
    too_little = measure(MetricName.LOG_LOSS, np.full((3, 3), 0.1), targets, THREE).value
    negative = measure(MetricName.LOG_LOSS, np.full((3, 3), -5.0), targets, THREE).value
    assert everything == much_more == pytest.approx(honest)
    assert too_little == pytest.approx(-np.log(0.1))
    assert negative > 16


def test_mean_absolute_error_over_rows_and_steps() -> None:
    targets = np.zeros((3, 4, 1))
    predictions = np.array([1.0, 2.0, 6.0])[:, None, None] * np.ones((1, 4, 1))
    predictions[0, 0, 0] = -5
    metric = measure(MetricName.MEAN_ABSOLUTE_ERROR, predictions, hidden(targets), STEPS)
    assert metric.value == pytest.approx((8 + 8 + 24) / 12)


def test_one_column_and_no_column_are_the_same_values() -> None:
    for predictions, targets in (([[1.0], [2.0]], [1.5, 1.5]), ([1.0, 2.0], [[1.5], [1.5]])):
        assert measure(MetricName.MEAN_ABSOLUTE_ERROR, np.array(predictions), hidden(targets), VALUE).value == 0.5


def test_the_scaled_error_is_one_for_an_error_as_large_as_the_naive_one() -> None:
    """Hyndman and Koehler's definition: the error over the mean absolute step of the known part, here 2."""
    known = np.array([1.0, 3.0, 1.0, 3.0])
    scale = float(np.abs(np.diff(known)).mean())
    targets = [4.0, 6.0, 8.0]
    scaled = measure(
        MetricName.MEAN_ABSOLUTE_SCALED_ERROR, np.array([6.0, 4.0, 10.0]), hidden(targets, scale=scale), VALUE
    )
    assert scaled.value == 1.0
    plain = measure(MetricName.MEAN_ABSOLUTE_ERROR, np.array([6.0, 4.0, 10.0]), hidden(targets), VALUE)
    assert scaled.interval == (plain.interval[0] / 2, plain.interval[1] / 2)


@pytest.mark.parametrize("scale", [None, 0.0, -1.0, float("inf"), float("nan")])
def test_a_scaled_error_needs_a_scale(scale: float | None) -> None:
    with pytest.raises(ValueError, match="scale above 0"):
        measure(MetricName.MEAN_ABSOLUTE_SCALED_ERROR, np.ones(2), hidden([1.0, 2.0], scale=scale), VALUE)


@pytest.mark.parametrize("metric", list(MetricName))
def test_one_row_is_enough(metric: MetricName) -> None:
    if metric in (MetricName.MEAN_ABSOLUTE_ERROR, MetricName.MEAN_ABSOLUTE_SCALED_ERROR):
        measured = measure(metric, np.array([[3.0]]), hidden([1.0], scale=1.0), VALUE)
        assert measured.value == 2.0
    elif metric is MetricName.MEAN_AVERAGE_PRECISION:
        measured = measure(metric, boxes([[0, 0, 1, 1, 0, 1]]), hidden([[1, 0, 0, 1, 1]]), BOX)
        assert measured.value == 1.0
    else:
        measured = measure(metric, one_hot([1]), hidden([1]), THREE)
    assert measured.interval[0] <= measured.value <= measured.interval[1]


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize("metric", list(MetricName))
def test_numbers_that_are_not_finite_are_rejected(metric: MetricName, bad: float) -> None:
    predictions = one_hot([0, 1, 2])
    predictions[1, 1] = bad
    with pytest.raises(ValueError, match="finite"):
        measure(metric, predictions, hidden([0, 1, 2]), THREE)


@pytest.mark.parametrize(
    ("metric", "predictions", "targets", "output"),
    [
        (MetricName.MEAN_ABSOLUTE_ERROR, np.ones((3, 3)), np.ones(3), VALUE),
        (MetricName.MEAN_ABSOLUTE_ERROR, np.ones((1, 3)), np.ones(3), VALUE),
        (MetricName.MEAN_ABSOLUTE_ERROR, np.ones((2, 1)), np.ones(3), VALUE),
        (MetricName.ACCURACY, np.ones((3, 2)), np.zeros(3, int), THREE),
        (MetricName.ACCURACY, np.ones((3, 2)), np.zeros(3, int), YES_NO),
        (MetricName.ACCURACY, np.ones((3, 3)), np.full(3, 3), THREE),
        (MetricName.ACCURACY, np.ones((3, 3)), np.full(3, -1), THREE),
        (MetricName.ACCURACY, np.ones((3, 3)), np.zeros(3), THREE),
        (MetricName.ACCURACY, np.ones((3, 1)), np.zeros(3, int), VALUE),
        (MetricName.LOG_LOSS, np.ones((3, 1)), np.zeros(3, int), VALUE),
        (MetricName.ACCURACY, np.array([["a", "b", "c"]] * 3), np.zeros(3, int), THREE),
        (MetricName.MEAN_ABSOLUTE_ERROR, np.ones((0, 1)), np.ones(0), VALUE),
    ],
)
def test_what_does_not_fit_together_is_rejected(
    metric: MetricName, predictions: Any, targets: Any, output: OutputContract
) -> None:
    with pytest.raises(ValueError, match="Expected"):
        measure(metric, predictions, hidden(targets), output)


REPEATED = """
import numpy as np
from gradatim.bank.exam_task import MetricName
from tests.grading.test_measure import THREE, VALUE, hidden, measure
generator = np.random.default_rng(1)
targets, blocks = generator.integers(3, size=900), np.arange(900) // 7
classes = generator.dirichlet(np.ones(3), 900).astype(np.float32)
values = generator.normal(size=(900, 1)).astype(np.float32)
for some in (None, blocks):
    for metric in (MetricName.ACCURACY, MetricName.MACRO_F1, MetricName.LOG_LOSS):
        print(measure(metric, classes, hidden(targets, blocks=some), THREE).model_dump_json())
    for metric in (MetricName.MEAN_ABSOLUTE_ERROR, MetricName.MEAN_ABSOLUTE_SCALED_ERROR):
        print(measure(metric, values, hidden(targets.astype(float), blocks=some, scale=0.7), VALUE).model_dump_json())
"""


def test_every_run_gives_the_same_bits_on_any_number_of_threads() -> None:
    outputs = set()
    for threads in ("1", "2"):
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": threads, "PYTHONHASHSEED": threads}
        done = subprocess.run(
            [sys.executable, "-c", REPEATED], capture_output=True, text=True, check=True, env=environment
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 10


def test_a_hundred_measurements_are_one() -> None:
    predictions = np.random.default_rng(2).normal(size=(50, 1)).astype(np.float32)
    targets = hidden(np.zeros(50), blocks=np.arange(50) // 5)
    results = {measure(MetricName.MEAN_ABSOLUTE_ERROR, predictions, targets, VALUE) for _ in range(100)}
    assert len(results) == 1


def test_bits_per_character_are_the_log_loss_in_bits() -> None:
    predictions = np.array([[0.5, 0.25, 0.25], [0.125, 0.75, 0.125]])
    metric = measure(MetricName.BITS_PER_CHARACTER, predictions, hidden([0, 2]), THREE)
    assert metric.value == pytest.approx((1 + 3) / 2)
    assert metric.interval == pytest.approx((1, 3))


def test_every_character_alike_costs_the_logarithm_of_their_number() -> None:
    predictions = np.full((50, 3), 1 / 3)
    value = measure(MetricName.BITS_PER_CHARACTER, predictions, hidden([0, 1] * 25), THREE).value
    assert value == pytest.approx(np.log2(3))


def test_average_precision_of_a_known_ranking() -> None:
    """By hand: found, missed, found, in the order of confidence: precision 1 at recall 1/3, 2/3 at recall 2/3."""
    whole, elsewhere = [0, 0, 1, 1], [0, 0, 0.1, 0.1]
    predictions = boxes([[*whole, 0.9, 0.1], [*elsewhere, 0.8, 0.2], [*whole, 0.7, 0.3]])
    metric = measure(MetricName.MEAN_AVERAGE_PRECISION, predictions, hidden([[0, 0, 0, 1, 1]] * 3), BOX)
    assert metric.value == pytest.approx(1 / 3 + 2 / 3 / 3)


def test_mean_average_precision_averages_the_classes_that_are_there() -> None:
    whole = [0, 0, 1, 1]
    cats_only = measure(
        MetricName.MEAN_AVERAGE_PRECISION, boxes([[*whole, 1, 0], [*whole, 0, 1]]), hidden([[0, *whole]] * 2), BOX
    )
    assert cats_only.value == 0.5
    both = hidden([[0, *whole], [1, *whole]])
    assert measure(MetricName.MEAN_AVERAGE_PRECISION, boxes([[*whole, 1, 0]] * 2), both, BOX).value == 0.25


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ((0.0, 0.0, 0.5, 1.0), True),
        ((0.0, 0.0, 0.49, 1.0), False),
        ((0.5, 0.0, 1.0, 1.0), True),
        ((1.0, 1.0, 0.0, 0.0), False),
        ((0.0, 0.0, 0.0, 0.0), False),
        ((-0.5, -0.5, 1.5, 1.5), False),
        ((0.0, 0.0, 100.0, 100.0), False),
    ],
)
def test_a_box_counts_from_an_overlap_of_one_half(box: tuple[float, ...], found: bool) -> None:
    predictions, targets = boxes([[*box, 1, 0]] * 2), hidden([[0, 0, 0, 1, 1]] * 2)
    assert measure(MetricName.MEAN_AVERAGE_PRECISION, predictions, targets, BOX).value == float(found)


def test_the_order_of_pictures_of_one_confidence_does_not_count() -> None:
    generator = np.random.default_rng(3)
    found = generator.random(200) < 0.5
    predictions = np.where(found[:, None], boxes([0, 0, 1, 1, 0.6, 0.4]), boxes([0, 0, 0.1, 0.1, 0.6, 0.4]))
    targets = hidden([[0, 0, 0, 1, 1]] * 200)
    one = measure(MetricName.MEAN_AVERAGE_PRECISION, predictions, targets, BOX)
    other = measure(MetricName.MEAN_AVERAGE_PRECISION, predictions[np.argsort(found)], targets, BOX)
    assert one.value == other.value == pytest.approx(found.mean() ** 2)


def test_the_interval_of_boxes_widens_with_blocks_and_holds_the_value() -> None:
    generator = np.random.default_rng(4)
    found = np.repeat(generator.random(40) < 0.7, 10)
    confidence = np.repeat(generator.uniform(0.5, 1, 40), 10)
    sizes = np.where(found, 1.0, 0.1)
    predictions = np.stack([0 * sizes, 0 * sizes, sizes, sizes, confidence, 1 - confidence], axis=1)
    rows = [[0, 0, 0, 1, 1]] * 400
    alone = measure(MetricName.MEAN_AVERAGE_PRECISION, predictions, hidden(rows), BOX)
    together = measure(MetricName.MEAN_AVERAGE_PRECISION, predictions, hidden(rows, blocks=np.arange(400) // 10), BOX)
    assert alone.value == together.value
    for low, high in (alone.interval, together.interval):
        assert low < alone.value < high
    assert np.diff(together.interval) > 2 * np.diff(alone.interval)


def test_all_objects_found_is_an_accuracy_of_one() -> None:
    predictions, targets = boxes([[0, 0, 1, 1, 1, 0]] * 30), hidden([[0, 0, 0, 1, 1]] * 30)
    metric = measure(MetricName.MEAN_AVERAGE_PRECISION, predictions, targets, BOX)
    assert (metric.value, metric.interval) == (1.0, wilson_interval(30, 30))


@pytest.mark.parametrize(
    ("predictions", "targets", "output", "message"),
    [
        ([[0.0] * 5], [[0.0] * 5], BOX, r"Expected predictions of shape \(1, 6\)"),
        ([[0.0] * 6], [[0.0] * 4], BOX, "Expected a class and a box"),
        ([[0.0] * 3], [[0.0] * 5], THREE, "Expected boxes"),
    ],
)
def test_boxes_of_another_form_are_named(predictions: Any, targets: Any, output: OutputContract, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        measure(MetricName.MEAN_AVERAGE_PRECISION, np.asarray(predictions), hidden(targets), output)
