"""How far training has moved the weights of a model."""

from __future__ import annotations

from collections.abc import Sequence

from gradatim.sandbox.session import WeightFacts

_FAR = 0.01


def moved_far(weights: Sequence[WeightFacts]) -> bool:
    """Return whether some bias, or the like, is a hundredth or more away from where it began.

    Biases begin at 0 and scales at 1. The first steps of Adam move each by about the learning rate, so a hundredth is
    ten steps at the usual 0.001, and a thousand at 0.00001. False also where nothing is known of any bias.

    Args:
        weights: What the model's variables look like.
    """
    vectors = [weight for weight in weights if len(weight.shape) < 2]
    return any(min(abs(end), abs(end - 1)) >= _FAR for weight in vectors for end in (weight.low, weight.high))
