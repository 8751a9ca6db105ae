"""The words of the checks: what they accept, and what they say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gradatim.drills.inside.checking import UnmetError, require, require_close, shown


class Hostile:
    """Raises whatever is asked of it."""

    def __array__(self) -> Any:
        raise RuntimeError("no")

    def __repr__(self) -> str:
        raise RuntimeError("no")


def test_require_passes_the_true_and_words_the_false() -> None:
    require(np.bool_(True), expected="", received="", look="")
    with pytest.raises(UnmetError, match=r"Expected a model\. Received: 3\. Build one\."):
        require(False, expected="a model", received=3, look="Build one.")


@pytest.mark.parametrize("received", [[1.0, 2.0], np.array([1, 2]), (1.0, 2.000001)])
def test_require_close_accepts_equal_values_of_any_kind(received: object) -> None:
    require_close(received, [1.0, 2.0], what="the row", look="")


@pytest.mark.parametrize(
    ("received", "message"),
    [
        ([1.0, 2.1], "the row to be"),
        ([[1.0, 2.0]], r"of shape \(2,\)"),
        ("text", "as numbers"),
        (None, "as numbers"),
        ([[1.0], [1.0, 2.0]], "as numbers"),
        ([float("nan"), 2.0], "the row to be"),
    ],
)
def test_require_close_refuses_all_else_without_raising_anything_of_its_own(received: object, message: str) -> None:
    with pytest.raises(UnmetError, match=message):
        require_close(received, [1.0, 2.0], what="the row", look="")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.zeros((2, 30), "float32"), "an array of shape (2, 30) and type float32: 0, 0, 0, 0, 0, 0, 0, 0, …"),
        (np.float32(0.5), "0.5"),
        (np.int64(3), "3"),
        (1 / 3, "0.333333"),
        ("a\nb", "'a\\nb'"),
        (len, "the function len"),
        (dict, "the class dict"),
        (None, "None"),
    ],
)
def test_values_are_shown_briefly(value: object, words: str) -> None:
    assert shown(value) == words


def test_a_value_that_refuses_everything_is_refused_in_words() -> None:
    with pytest.raises(UnmetError, match="as numbers"):
        require_close(Hostile(), [1.0, 2.0], what="the row", look="")


def test_a_long_or_hostile_value_is_shown_too() -> None:
    assert len(shown(["x"] * 10_000)) == 300
    assert shown(Hostile()) == "a Hostile"
