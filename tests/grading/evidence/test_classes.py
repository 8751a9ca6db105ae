"""Confusion, reliability and the worst rows of classes, against cases counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from gradatim.bank.exam_task import OutputKind
from gradatim.grading.evidence.confusion import MOST_PAIRS, confusion
from gradatim.grading.evidence.gather import gather
from gradatim.grading.evidence.named import NamedClasses, classes_of
from gradatim.grading.evidence.reliability import reliability
from gradatim.grading.metrics.wilson import wilson_interval
from tests.grading.evidence.builders import ANIMALS, a_task, examples

TRUTH = np.array([0, 0, 0, 0, 1, 1, 1, 2])
ANSWERS = np.array(
    [
        [0.9, 0.1, 0.0],
        [0.2, 0.8, 0.0],
        [0.1, 0.9, 0.0],
        [0.6, 0.4, 0.0],
        [0.0, 1.0, 0.0],
        [0.7, 0.2, 0.1],
        [0.1, 0.8, 0.1],
        [0.0, 0.6, 0.4],
    ]
)
THREE = a_task(OutputKind.PROBABILITIES, shape=(3,), classes=ANIMALS)


def test_counts_recall_precision_and_pairs_are_those_counted_by_hand() -> None:
    found = gather(THREE, examples(np.zeros((8, 2), dtype=np.float32), TRUTH), ANSWERS).confusion
    assert found is not None
    assert found.counts == ((2, 2, 0), (1, 2, 0), (0, 1, 0))
    assert (found.rows, found.right) == (8, 4)
    cat, dog, bird = found.figures
    assert (cat.present, cat.named, cat.found, cat.recall, cat.precision) == (4, 3, 2, 0.5, 2 / 3)
    assert (dog.recall, dog.precision) == (2 / 3, 2 / 5)
    assert (bird.recall, bird.precision) == (0.0, None)
    assert [(pair.truth, pair.named, pair.count, pair.share) for pair in found.pairs] == [
        ("cat", "dog", 2, 0.5),
        ("dog", "cat", 1, 1 / 3),
        ("bird", "dog", 1, 1.0),
    ]


def test_a_class_that_is_neither_present_nor_named_has_no_recall_and_no_precision() -> None:
    named = NamedClasses(np.array([0, 1]), np.array([0, 1]), np.eye(3)[:2])
    absent = confusion(named, ANIMALS).figures[2]
    assert (absent.present, absent.recall, absent.precision) == (0, None, None)


def test_of_many_mistakes_only_the_commonest_are_listed() -> None:
    truth = np.repeat(np.arange(60), 60)
    named = NamedClasses(truth, np.tile(np.arange(60), 60), np.zeros((3600, 60)))
    pairs = confusion(named, tuple(f"class {number}" for number in range(60))).pairs
    assert len(pairs) == MOST_PAIRS
    assert [pair.named for pair in pairs[:2]] == ["class 1", "class 2"]


@pytest.mark.parametrize(("answer", "named"), [(0.5, 0), (0.500001, 1), (-3.0, 0), (7.0, 1)])
def test_one_probability_names_the_second_class_only_above_a_half(answer: float, named: int) -> None:
    task = a_task(OutputKind.PROBABILITY, classes=("no", "yes"))
    found = classes_of(np.array([[answer]]), examples(np.zeros((1, 2)), np.array([1])), task.output)
    assert found is not None
    assert found.named.tolist() == [named]


def test_values_have_no_classes() -> None:
    task = a_task(OutputKind.VALUE)
    hidden = examples(np.zeros((2, 2), dtype=np.float32), np.array([1.0, 2.0]))
    assert classes_of(np.ones((2, 1)), hidden, task.output) is None
    assert gather(task, hidden, np.ones((2, 1))).confusion is None


def test_the_worst_rows_are_the_surest_mistakes_then_the_least_sure_right_answers() -> None:
    worst = gather(THREE, examples(np.zeros((8, 2), dtype=np.float32), TRUTH), ANSWERS).worst
    assert [one.row for one in worst] == [2, 1, 5, 7, 3, 6, 0, 4]
    first = worst[0]
    assert (first.id, first.truth, first.answer, first.right) == ("row-2", "cat", "dog", False)
    assert (first.given_to_truth, first.given_to_answer) == (0.1, 0.9)
    assert worst[4].right


def test_at_most_twenty_four_rows_are_shown() -> None:
    rows = 10_000
    answers = np.tile([1.0, 0.0, 0.0], (rows, 1))
    hidden = examples(np.zeros((rows, 2), dtype=np.float32), np.arange(rows) % 3)
    found = gather(THREE, hidden, answers)
    assert len(found.worst) == 24
    assert all(one.truth != "cat" for one in found.worst)
    assert found.rows == rows


def test_reliability_of_a_model_that_is_sure_and_right_in_half_of_the_rows() -> None:
    named = NamedClasses(np.zeros(100, dtype=np.int64), np.arange(100) % 2, np.full((100, 2), 0.9))
    found = reliability(named)
    assert found is not None
    assert found.error == pytest.approx(0.4)
    assert [one.rows for one in found.bins] == [10] * 10
    assert (found.bins[0].low, found.bins[0].high) == pytest.approx(wilson_interval(5, 10))


def test_few_rows_say_nothing_of_reliability() -> None:
    assert (
        reliability(NamedClasses(np.zeros(49, dtype=np.int64), np.zeros(49, dtype=np.int64), np.ones((49, 2)))) is None
    )


def test_predictions_of_another_number_of_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="Expected 8 predictions"):
        gather(THREE, examples(np.zeros((8, 2), dtype=np.float32), TRUTH), ANSWERS[:7])
