from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from gradatim.bank.exam_task import OutputContract, OutputKind
from gradatim.grading.metrics import notices

GRAMS = OutputContract((1,), OutputKind.VALUE, "body mass in grams", plausible=(2_500.0, 6_500.0))
YES_NO = OutputContract((1,), OutputKind.PROBABILITY, "probability of yes")
THREE = OutputContract((3,), OutputKind.PROBABILITIES, "one probability per class")


def softmax(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


def test_honest_predictions_bring_no_notice() -> None:
    generator = np.random.default_rng(0)
    logits = generator.normal(size=(1_000, 3)).astype(np.float32) * 20
    assert notices(softmax(logits), THREE) == []
    assert notices(generator.random((100, 1)), YES_NO) == []
    assert notices(generator.normal(4_000, 3_000, size=(100, 1)), GRAMS) == []


def test_scaled_values_that_were_not_scaled_back_are_noticed() -> None:
    (notice,) = notices(np.random.default_rng(0).normal(size=(100, 1)), GRAMS)
    assert notice.code == "output-range"
    assert "between 2500 and 6500: body mass in grams" in notice.expected
    assert "Rescaling" in notice.message


@pytest.mark.parametrize(("median", "noticed"), [(2_500.0, False), (6_500.0, False), (2_499.0, True), (6_501.0, True)])
def test_the_ends_of_the_plausible_range_belong_to_it(median: float, noticed: bool) -> None:
    assert bool(notices(np.full((3, 1), median), GRAMS)) is noticed


def test_without_a_plausible_range_no_value_is_noticed() -> None:
    anything = OutputContract((1,), OutputKind.VALUE, "anything")
    assert notices(np.full((3, 1), 1e30), anything) == []


def test_logits_are_noticed_with_the_activation_that_is_missing() -> None:
    (several,) = notices(np.array([[2.0, -1.0, 0.5], [0.2, 0.3, 0.5]]), THREE)
    assert several.code == "not-probabilities"
    assert "1 of 2 rows" in several.received
    assert 'activation="softmax"' in several.message
    (single,) = notices(np.array([[2.0], [-1.0]]), YES_NO)
    assert 'activation="sigmoid"' in single.message


def test_sums_other_than_one_are_noticed() -> None:
    (notice,) = notices(np.array([[0.5, 0.5, 0.5], [0.2, 0.3, 0.5]]), THREE)
    assert notice.code == "not-probabilities"
    assert "sums from 1 to 1.5; 1 of 2 rows" in notice.received


def test_rounding_is_no_notice() -> None:
    assert notices(np.array([[0.3333, 0.3333, 0.3333]]), THREE) == []


def test_boxes_in_pixels_and_classes_without_softmax_are_noticed_each() -> None:
    output = OutputContract((6,), OutputKind.BOX, "a box and its class", classes=("cat", "dog"))
    good = np.tile([0.1, 0.2, 0.6, 0.7, 0.3, 0.7], (20, 1))
    assert notices(good, output) == []
    in_pixels = good * [64, 64, 64, 64, 1, 1]
    assert [notice.code for notice in notices(in_pixels, output)] == ["output-range"]
    assert "38.4" in notices(in_pixels, output)[0].received
    assert [notice.code for notice in notices(good * [1, 1, 1, 1, 9, 9], output)] == ["not-probabilities"]
