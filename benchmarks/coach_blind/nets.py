"""Short words for what nearly every candidate writes."""

from __future__ import annotations

from inspect import isfunction
from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, OnUse, Part

keras: Any = OnUse("keras")
layers: Any = OnUse("keras.layers")
ops: Any = OnUse("keras.ops")


def fitted(  # noqa: PLR0917
    model: Any,
    x: Array,
    y: Array,
    loss: Any,
    epochs: int,
    batch: int = 32,
    optimizer: Any = "adam",
    **more: Any,
) -> Any:
    """Compile a model, train it and return it."""
    model.compile(optimizer=optimizer, loss=loss)
    model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0, **more)
    if isfunction(loss):
        # A loss of one's own would be named in the file; it is not needed any more.
        model.compile(optimizer="sgd", loss="mse")
    return model


def adam(rate: float) -> Any:
    """Return Adam with a rate."""
    return keras.optimizers.Adam(rate)


def falling(optimizer: str, rate: float, rows: int, epochs: int, batch: int = 32) -> Any:
    """Return an optimizer whose rate falls to zero along a cosine over the training."""
    steps = epochs * -(-rows // batch)
    return getattr(keras.optimizers, optimizer)(keras.optimizers.schedules.CosineDecay(rate, steps))


def adapted(x: Array) -> Any:
    """Return a Normalization layer that knows the examples."""
    normalization = layers.Normalization()
    normalization.adapt(x)
    return normalization


def back(y: Array) -> Any:
    """Return the layer that turns standardised answers into the task's unit."""
    return layers.Rescaling(float(y.std()), float(y.mean()))


def standardised(values: Array) -> Array:
    """Return values less their mean, over their deviation, by column."""
    return np.asarray((values - values.mean(axis=0)) / (values.std(axis=0) + 1e-7))


def to_one(values: Array) -> Array:
    """Return values from 0 to 1, by column, as MinMaxScaler does."""
    low, high = values.min(axis=0), values.max(axis=0)
    return np.asarray((values - low) / (high - low + 1e-7))


def logged(part: Part) -> list[Any]:
    """Return the callback that writes the course of the training."""
    return [keras.callbacks.CSVLogger(str(part.history))]


def fresh_copy(model: Any) -> Any:
    """Return a model like another one, with weights of its own."""
    return keras.models.clone_model(model)


def quantile(share: float) -> Any:
    """Return the loss whose best forecast is exceeded by all but that share of what comes."""

    def pinball(truth: Any, forecast: Any) -> Any:
        error = truth - forecast
        return ops.mean(ops.maximum(share * error, (share - 1) * error))

    return pinball


def hidden_layers(x: Any, *widths: int, drop: float = 0.0, activation: str = "gelu") -> Any:
    """Return dense layers, each with dropout behind it if some is asked for."""
    for width in widths:
        x = layers.Dense(width, activation)(x)
        x = layers.Dropout(drop)(x) if drop else x
    return x


def settled(  # noqa: PLR0917
    model: Any, x: Array, y: Array, loss: Any, epochs: int, batch: int = 32, rate: float = 5e-3
) -> Any:
    """Train with AdamW and a rate that falls to zero."""
    return fitted(model, x, y, loss, epochs, batch, falling("AdamW", rate, len(x), epochs, batch))


def numbers_in_value_out(x: Array, y: Array, *widths: int, **more: Any) -> Any:
    """Return a network for a table: standardised, dense layers, back to the unit."""
    inputs = keras.Input(x.shape[1:])
    return keras.Model(inputs, back(y)(layers.Dense(1)(hidden_layers(adapted(x)(inputs), *widths, **more))))
