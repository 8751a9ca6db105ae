"""Layers of one's own that do when the model predicts what they should do in training only.

They live in a file that imports Keras, since a saved Lambda layer finds no other names than those of its module.
"""

from __future__ import annotations

from typing import Any

import keras


def random_always(x: Any, share: float) -> Any:
    """Return features with noise of a share of their size, drawn anew whenever the model is asked."""
    noise = keras.layers.Lambda(
        lambda y, share: y * (1 + share * keras.random.normal(keras.ops.shape(y))),
        output_shape=x.shape[1:],
        arguments={"share": share},
    )
    return noise(x)


def batch_always(x: Any) -> Any:
    """Return features standardised with the mean and spread of the batch."""
    standardise = keras.layers.Lambda(
        lambda y: (y - keras.ops.mean(y, axis=0, keepdims=True)) / (keras.ops.std(y, axis=0, keepdims=True) + 1e-3),
        output_shape=x.shape[1:],
    )
    return standardise(x)
