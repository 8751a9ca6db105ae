"""What a model of this benchmark is trained on and how: one lesson, which a mistake changes in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import keras

Array = npt.NDArray[Any]
Network = Callable[["Lesson"], "keras.Model"]


@dataclass(frozen=True)
class Lesson:
    """Everything that one training needs.

    Args:
        inputs: Training inputs `(rows, …)`, in the grader's form unless a mistake changed it.
        targets: Class numbers `(rows,)`, or values `(rows, …)`.
        outputs: Numbers in an answer.
        kind: `value`, `probability` or `probabilities`.
        network: Builds the untrained model; it takes scales and levels from the lesson's inputs and targets.
        epochs: Passes over the rows.
        rate: Adam's rate at the start; it falls to 0 along a cosine.
        batch: Rows of a step.
        shuffle: Whether rows are mixed anew in each epoch. Defaults to True.
        logits: Whether the last layer has no activation, though the loss has it. Defaults to False.
        random_always: Whether noise is also added when the model predicts. Defaults to False.
        batch_always: Whether statistics are taken from the batch when the model predicts. Defaults to False.
        share: Of the values that forecasts are trained to exceed (quantile loss); None for the absolute error.
        wide: Width of an additional layer; 0 for none. Defaults to 0.
        finish: Changes the trained model before it is saved. Defaults to leaving it.
    """

    inputs: Array
    targets: Array
    outputs: int
    kind: str
    network: Network
    epochs: int
    rate: float
    batch: int
    shuffle: bool = True
    logits: bool = False
    random_always: bool = False
    batch_always: bool = False
    share: float | None = None
    wide: int = 0
    finish: Callable[[keras.Model], keras.Model] = lambda model: model


Change = Callable[[Lesson], Lesson]


@dataclass(frozen=True)
class Mistake:
    """One mistake that people make.

    Args:
        cause: The finding that names it.
        name: What was done, in words.
        change: Makes the lesson with the mistake of the right one.
    """

    cause: str
    name: str
    change: Change


def train(lesson: Lesson, seed: int) -> keras.Model:
    """Return the trained model of a lesson.

    The loop over batches runs as one graph: the steps are so small that `fit` would take ten times as long.

    Args:
        lesson: What to train and how; 0 epochs leave the model as it was built.
        seed: Of Python, NumPy and Keras.
    """
    import keras
    import tensorflow as tf

    keras.utils.set_random_seed(seed)
    model = lesson.network(lesson)
    if lesson.epochs:
        order = _order(lesson, seed)
        rate = keras.optimizers.schedules.CosineDecay(lesson.rate, len(order))
        optimizer = keras.optimizers.Adam(rate)
        optimizer.build(model.trainable_variables)
        inputs, targets, loss = tf.constant(lesson.inputs), tf.constant(lesson.targets), _loss(lesson)

        def steps(batches: Any) -> None:
            for rows in batches:
                with tf.GradientTape() as tape:
                    value = loss(tf.gather(targets, rows), model(tf.gather(inputs, rows), training=True))
                gradients = tape.gradient(value, model.trainable_variables)
                optimizer.apply_gradients(zip(gradients, model.trainable_variables, strict=True))

        tf.function(steps)(tf.constant(order))
    return lesson.finish(model)


def _order(lesson: Lesson, seed: int) -> Array:
    """Return the rows of each batch of the whole training, `(batches, rows)`."""
    rows = len(lesson.inputs)
    batch = min(lesson.batch, rows)
    generator = np.random.default_rng(seed)
    epochs = [
        (generator.permutation(rows) if lesson.shuffle else np.arange(rows))[: rows // batch * batch]
        for _ in range(lesson.epochs)
    ]
    return np.concatenate(epochs).reshape(-1, batch).astype("int32")


def _loss(lesson: Lesson) -> Any:
    import keras

    match lesson.kind:
        case "probabilities":
            return keras.losses.SparseCategoricalCrossentropy(from_logits=lesson.logits)
        case "probability":
            return keras.losses.BinaryCrossentropy(from_logits=lesson.logits)
    share = lesson.share
    if share is None:
        return keras.losses.MeanAbsoluteError()

    def quantile_loss(truth: Any, answer: Any) -> Any:
        error = keras.ops.reshape(truth, keras.ops.shape(answer)) - answer
        return keras.ops.mean(keras.ops.maximum(share * error, (share - 1) * error))

    return quantile_loss


def mean_and_spread(values: Array, axes: tuple[int, ...] | None = None) -> tuple[Array, Array]:
    """Return mean and standard deviation, 1 where there is none."""
    mean, spread = values.astype(np.float64).mean(axis=axes), values.astype(np.float64).std(axis=axes)
    return mean, np.where(spread > 1e-9, spread, 1.0)
