"""What a model says about its weights is checked before anything of it is used."""

from __future__ import annotations

import math
from typing import Any

import pytest

from gradatim.sandbox.replies import Weights, parse_reply
from gradatim.sandbox.wire import MAX_HEADER_BYTES, FrameError, frame_start

WEIGHT: dict[str, Any] = {
    "path": "dense/kernel",
    "shape": [784, 128],
    "mean": 0.0,
    "std": 0.05,
    "low": -0.2,
    "high": 0.2,
}


def reply(*weights: dict[str, Any]) -> dict[str, object]:
    return {"status": "weights", "weights": list(weights)}


def test_what_weights_look_like_is_accepted() -> None:
    parsed = parse_reply(reply(WEIGHT))
    assert isinstance(parsed, Weights)
    assert parsed.weights[0].shape == (784, 128)


def test_the_longest_honest_reply_fits_a_header() -> None:
    figure = -1.2346e-05
    longest = WEIGHT | {"path": "x" * 60, "shape": [1024] * 5, **dict.fromkeys(("mean", "std", "low", "high"), figure)}
    assert len(frame_start(reply(*[longest] * 32))) <= MAX_HEADER_BYTES + 64


@pytest.mark.parametrize(
    "broken",
    [
        {"mean": math.nan},
        {"std": math.inf},
        {"low": "lowest"},
        {"shape": [-1]},
        {"shape": [2] * 17},
        {"path": "x" * 61},
        {"more": 1},
    ],
    ids=str,
)
def test_anything_else_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(FrameError, match="Expected a reply of the agreed form"):
        parse_reply(reply(WEIGHT | broken))


def test_more_weights_than_agreed_are_refused() -> None:
    with pytest.raises(FrameError):
        parse_reply(reply(*[WEIGHT] * 33))
