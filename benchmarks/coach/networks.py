"""The networks of the benchmark: for each kind of input a few small ones. TensorFlow is imported when one is built."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.coach.lesson import Array, Lesson, Network, mean_and_spread

# Keras' functions take and give symbolic tensors, which have no useful static type.
Tensor = Any


def dense(*widths: int, dropout: float = 0.0, logarithms: bool = False, names: dict[int, int] | None = None) -> Network:
    """Return dense layers on standardised columns.

    Args:
        widths: Units of each layer.
        dropout: Share of units left out after each. Defaults to 0.
        logarithms: Whether columns enter as signed logarithms. Defaults to False.
        names: Columns that hold the number of a name, and how many names there are: they enter as indicators.
    """

    def build(lesson: Lesson) -> Any:
        import keras

        row = keras.Input(lesson.inputs.shape[1:])
        known = lesson.inputs.astype("float32")
        x = row
        if logarithms:
            x = keras.ops.sign(x) * keras.ops.log1p(keras.ops.absolute(x))
            known = np.sign(known) * np.log1p(np.abs(known))
        mean, spread = mean_and_spread(known, (0,))
        x = keras.layers.Normalization(mean=mean, variance=spread**2)(x)
        if names:
            indicators = [
                keras.ops.one_hot(keras.ops.cast(keras.ops.clip(row[:, column], 0, count - 1), "int32"), count)
                for column, count in names.items()
            ]
            x = keras.layers.Concatenate()([x, *indicators])
        for width in widths:
            x = keras.layers.Dense(width, activation="relu")(x)
            x = _between(lesson, x, dropout)
        return keras.Model(row, _head(lesson, x))

    return build


def convolutions(*filters: int, stride: int = 2, dropout: float = 0.3, last: int = 64, pool: bool = False) -> Network:
    """Return convolutions on pictures, each halving the resolution, then one dense layer.

    Args:
        filters: Of each convolution.
        stride: Of each convolution. Defaults to 2.
        dropout: Before and after the dense layer. Defaults to 0.3.
        last: Units of the dense layer; 0 for none. Defaults to 64.
        pool: Whether the mean of each filter is taken instead of all places. Defaults to False.
    """

    def build(lesson: Lesson) -> Any:
        import keras

        shape = lesson.inputs.shape[1:]
        picture = keras.Input(shape, dtype=str(lesson.inputs.dtype))
        known = lesson.inputs[:500].astype("float32")
        # As people write it: one factor for all pixels, inside the model.
        x = keras.layers.Rescaling(1 / max(float(np.abs(known).max()), 1e-6))(picture)
        if len(shape) == 2:
            x = keras.layers.Reshape((*shape, 1))(x)
        for number in filters:
            x = keras.layers.Conv2D(number, 3, strides=stride, padding="same", activation="relu")(x)
        x = keras.layers.GlobalAveragePooling2D()(x) if pool else keras.layers.Flatten()(x)
        x = _between(lesson, x, dropout)
        if last:
            x = keras.layers.Dense(last, activation="relu")(x)
            x = _between(lesson, x, dropout)
        return keras.Model(picture, _head(lesson, x))

    return build


def normalised_convolutions(*filters: int, dropout: float = 0.2) -> Network:
    """Return convolutions with batch normalisation and the mean of each filter."""

    def build(lesson: Lesson) -> Any:
        import keras

        picture = keras.Input(lesson.inputs.shape[1:], dtype=str(lesson.inputs.dtype))
        known = lesson.inputs[:500].astype("float32")
        x = keras.layers.Rescaling(1 / max(float(np.abs(known).max()), 1e-6))(picture)
        if len(lesson.inputs.shape) == 3:
            x = keras.layers.Reshape((*lesson.inputs.shape[1:], 1))(x)
        for place, number in enumerate(filters):
            x = keras.layers.Conv2D(number, 5 if place == 0 else 3, strides=2, padding="same", use_bias=False)(x)
            normalise = keras.layers.BatchNormalization(momentum=0.9)
            x = keras.layers.ReLU()(normalise(x))
        x = keras.layers.GlobalAveragePooling2D()(x)
        x = _between(lesson, x, dropout)
        return keras.Model(picture, _head(lesson, x))

    return build


def words(
    vocabulary: int, width: int, *, filters: int = 0, reach: int = 3, dropout: float = 0.4, known: Array | None = None
) -> Network:
    """Return an embedding of token ids, then their average or the strongest match of some convolutions.

    Args:
        vocabulary: Number of ids.
        width: Of the embedding.
        filters: Convolutions; 0 for the average. Defaults to 0.
        reach: Tokens that a convolution sees. Defaults to 3.
        dropout: Of whole words and before the last layer. Defaults to 0.4.
        known: Word vectors `(vocabulary, width)`, which stay as they are; None to learn them.
    """

    def build(lesson: Lesson) -> Any:
        import keras

        length = lesson.inputs.shape[1]
        tokens = keras.Input((length,), dtype="int32")
        x = embed(tokens, vocabulary, width, dropout, masked=not filters, known=known)
        x = read(x, filters, reach, also_mean=known is not None)
        x = _between(lesson, x, dropout)
        return keras.Model(tokens, _head(lesson, x))

    return build


def strings(tokens: int, width: int, length: int, *, filters: int, reach: int = 4, **options: Any) -> Network:
    """Return a TextVectorization of its own, adapted on the lesson's texts, and what `words` makes of its ids.

    Args:
        tokens: Largest number of words to know.
        width: Of the embedding.
        length: Words of a text that are looked at.
        filters: Convolutions; 0 for the average.
        reach: Words that a convolution sees. Defaults to 4.
        options: Passed on to TextVectorization.
    """

    def build(lesson: Lesson) -> Any:
        import keras
        import tensorflow as tf

        vectorise = keras.layers.TextVectorization(max_tokens=tokens, output_sequence_length=length, **options)
        vectorise.adapt(tf.constant(lesson.inputs))
        text = keras.Input((1,), dtype="string")
        size = vectorise.vocabulary_size()
        x = embed(vectorise(text), size, width, 0.3, masked=not filters, known=None)
        x = _between(lesson, read(x, filters, reach, also_mean=False), 0.5)
        return keras.Model(text, _head(lesson, x))

    return build


def embed(tokens: Tensor, size: int, width: int, dropout: float, *, masked: bool, known: Array | None) -> Tensor:
    """Return the vectors of tokens, whole words of them struck out in training."""
    import keras

    length = tokens.shape[1]
    weights = {} if known is None else {"weights": [known], "trainable": False}
    x = keras.layers.Embedding(size, width, mask_zero=masked, **weights)(tokens)
    return keras.layers.Dropout(dropout, noise_shape=(None, length, 1))(x)


def read(x: Tensor, filters: int, reach: int, *, also_mean: bool) -> Tensor:
    """Return one vector of a text: the average of its words, or the strongest matches of patterns, or both."""
    import keras

    if not filters:
        return keras.layers.GlobalAveragePooling1D()(x)
    found = keras.layers.Conv1D(filters, reach, padding="same", activation="relu")(x)
    strongest = keras.layers.GlobalMaxPooling1D()(found)
    return keras.layers.Concatenate()([keras.layers.GlobalAveragePooling1D()(x), strongest]) if also_mean else strongest


def frames(filters: int, *, recurrent: bool = False) -> Network:
    """Return a network for sequences of frames, zeros after their end: patterns anywhere, or a recurrent layer."""

    def build(lesson: Lesson) -> Any:
        import keras

        frame = keras.Input(lesson.inputs.shape[1:])
        used = lesson.inputs[lesson.inputs.any(axis=2)]
        spread = mean_and_spread(used, (0,))[1]
        x = keras.layers.Normalization(mean=np.zeros(len(spread)), variance=spread**2)(frame)
        x = keras.layers.GaussianNoise(0.2)(x)
        if recurrent:
            x = keras.layers.Bidirectional(keras.layers.GRU(filters, return_sequences=True))(x)
        else:
            x = keras.layers.Conv1D(filters, 3, padding="same", activation="relu")(x)
        x = keras.layers.GlobalMaxPooling1D()(x)
        x = _between(lesson, x, 0.3)
        return keras.Model(frame, _head(lesson, x))

    return build


def forecast(
    anchor: Callable[[Any], Any], *widths: int, reduce: int = 1, dropout: float = 0.1, level: int = 0
) -> Network:
    """Return dense layers on a window, which answer the difference from an anchor taken from the window itself.

    Args:
        anchor: Makes a first forecast `(rows, horizon)` of the scaled window `(rows, steps, channels)`.
        widths: Units of the dense layers.
        reduce: Steps that are averaged into one. Defaults to 1.
        dropout: After each layer. Defaults to 0.1.
        level: Steps at the window's end whose mean is taken away before and added after; 0 for none. Defaults to 0.
    """

    def build(lesson: Lesson) -> Any:
        import keras

        window = keras.Input(lesson.inputs.shape[1:])
        mean, spread = mean_and_spread(lesson.inputs, (0, 1))
        x = keras.layers.Normalization(mean=mean, variance=spread**2)(window)
        base = keras.ops.mean(x[:, -level:, :1], axis=1) if level else None
        if base is not None:
            x = (
                keras.layers.Concatenate()([x[:, :, :1] - base[:, None], x[:, :, 1:]])
                if x.shape[2] > 1
                else (x - base[:, None])
            )
        first = anchor(x)
        y = keras.layers.AveragePooling1D(reduce)(x) if reduce > 1 else x
        y = keras.layers.Flatten()(y)
        for width in widths:
            y = keras.layers.Dense(width, activation="relu")(y)
            y = _between(lesson, y, dropout)
        change = keras.layers.Dense(lesson.outputs, kernel_initializer="zeros")(y)
        scaled = first + change
        if base is not None:
            scaled = scaled + base
        if abs(float(lesson.targets.mean()) - float(mean[0])) < float(spread[0]):
            # Window and targets are of one series in one unit, so the window's scale turns the answer back.
            return keras.Model(window, keras.layers.Rescaling(float(spread[0]), float(mean[0]))(scaled))
        return keras.Model(window, _in_units(lesson, scaled))

    return build


def plain_forecast(*widths: int, dropout: float = 0.1, single: bool = False) -> Network:
    """Return dense layers on a flattened window, answering all steps at once or one value for all of them."""

    def build(lesson: Lesson) -> Any:
        import keras

        window = keras.Input(lesson.inputs.shape[1:])
        mean, spread = mean_and_spread(lesson.inputs, (0, 1))
        x = keras.layers.Flatten()(keras.layers.Normalization(mean=mean, variance=spread**2)(window))
        for width in widths:
            x = keras.layers.Dense(width, activation="relu")(x)
            x = _between(lesson, x, dropout)
        if single:
            x = keras.ops.repeat(keras.layers.Dense(1)(x), lesson.outputs, axis=1)
        else:
            x = keras.layers.Dense(lesson.outputs)(x)
        return keras.Model(window, _in_units(lesson, x))

    return build


def fortnight(*filters: int, dropout: float = 0.2) -> Network:
    """Return a network for `births`: this year's usual week, last year's differences from its own, and convolutions."""

    def build(lesson: Lesson) -> Any:
        import keras

        days = keras.Input(lesson.inputs.shape[1:])
        mean, spread = mean_and_spread(lesson.inputs)
        x = keras.layers.Rescaling(1 / float(spread), -float(mean / spread))(days)
        weeks = keras.layers.Reshape((54, 7))(x)
        last_year = keras.layers.GlobalAveragePooling1D()(weeks[:, :8])
        this_year = keras.layers.GlobalAveragePooling1D()(weeks[:, -4:])
        repeat = keras.layers.Concatenate()
        differences = x[:, :42, 0] - repeat([last_year] * 6)
        by_weekday = keras.layers.Permute((2, 1))(weeks[:, -8:])
        around = keras.layers.Concatenate()(
            [
                keras.layers.Reshape((42, 1))(differences),
                keras.layers.Reshape((42, 1))(repeat([last_year] * 6)),
                keras.layers.Concatenate(axis=1)([by_weekday] * 6),
            ]
        )
        y = keras.layers.Conv1D(filters[0], 29, activation="relu")(around)
        for number in filters[1:]:
            y = _between(lesson, y, dropout)
            y = keras.layers.Conv1D(number, 1, activation="relu")(y)
        change = keras.layers.Flatten()(keras.layers.Conv1D(1, 1, kernel_initializer="zeros")(y))
        return keras.Model(days, _in_units(lesson, repeat([this_year] * 2) + differences[:, 14:28] + change))

    return build


def day_of_hours(first: int, second: int, dropout: float = 0.3) -> Network:
    """Return a network for `footfall`: the same day a week ago, changed by convolutions that compare the days."""

    def build(lesson: Lesson) -> Any:
        import keras

        week = keras.Input(lesson.inputs.shape[1:])
        mean, spread = mean_and_spread(lesson.inputs, (0, 1))
        x = keras.layers.Normalization(mean=mean, variance=spread**2)(week)
        hourly = keras.layers.Conv1D(first, 5, padding="same", activation="relu")(x)
        by_day = keras.layers.Permute((2, 1, 3))(keras.layers.Reshape((7, 24, first))(hourly))
        by_hour = keras.layers.Reshape((24, 7 * first))(by_day)
        y = keras.layers.Conv1D(second, 3, padding="same", activation="relu")(by_hour)
        y = _between(lesson, y, dropout)
        change = keras.layers.Flatten()(keras.layers.Conv1D(1, 1, kernel_initializer="zeros")(y))
        return keras.Model(week, _in_units(lesson, x[:, :24, 0] + change))

    return build


def hires(*widths: int) -> Network:
    """Return dense layers on a week of `bike-hire`, its bicycles measured from the week's own mean and spread."""

    def build(lesson: Lesson) -> Any:
        import keras

        week = keras.Input(lesson.inputs.shape[1:])
        bicycles = week[:, :, 0]
        level = keras.ops.mean(bicycles, axis=1, keepdims=True)
        swing = keras.ops.std(bicycles, axis=1, keepdims=True) + 1e-3
        parts = (bicycles - level) / swing
        mean, spread = mean_and_spread(lesson.inputs[:, :, 1:], (0, 1))
        weather = keras.layers.Normalization(mean=mean, variance=spread**2)(week[:, -24:, 1:])
        hour = keras.ops.one_hot(keras.ops.cast(keras.ops.clip(week[:, -1, 5], 0, 23), "int32"), 24)
        x = keras.layers.Concatenate()([parts, keras.layers.Flatten()(weather), hour])
        for width in widths:
            x = keras.layers.Dense(width, activation="relu")(x)
            x = _between(lesson, x, 0.2)
        raw = (parts[:, -1:] + keras.layers.Dense(1)(x)) * swing + level
        mean, spread = mean_and_spread(lesson.inputs[:, :, 0])
        return keras.Model(week, _in_units(lesson, (raw - float(mean)) / float(spread)))

    return build


def last_step(window: Tensor) -> Tensor:
    """Return the last value that is given."""
    return window[:, -1:, 0]


def dense_picture(*widths: int, dropout: float = 0.0) -> Network:
    """Return dense layers on all pixels of a picture."""

    def build(lesson: Lesson) -> Any:
        import keras

        picture = keras.Input(lesson.inputs.shape[1:], dtype=str(lesson.inputs.dtype))
        largest = max(float(np.abs(lesson.inputs[:500].astype("float32")).max()), 1e-6)
        x = keras.layers.Flatten()(keras.layers.Rescaling(1 / largest)(picture))
        for width in widths:
            x = keras.layers.Dense(width, activation="relu")(x)
            x = _between(lesson, x, dropout)
        return keras.Model(picture, _head(lesson, x))

    return build


def words_in_place(vocabulary: int, width: int) -> Network:
    """Return an embedding whose words are told apart by where they stand: far more weights than texts can teach."""

    def build(lesson: Lesson) -> Any:
        import keras

        tokens = keras.Input(lesson.inputs.shape[1:], dtype="int32")
        x = keras.layers.Flatten()(keras.layers.Embedding(vocabulary, width)(tokens))
        x = keras.layers.Dense(128, activation="relu")(x)
        return keras.Model(tokens, _head(lesson, x))

    return build


def strings_in_place(tokens: int, width: int, length: int) -> Network:
    """Return `words_in_place` with a TextVectorization before it."""

    def build(lesson: Lesson) -> Any:
        import keras
        import tensorflow as tf

        vectorise = keras.layers.TextVectorization(max_tokens=tokens, output_sequence_length=length)
        vectorise.adapt(tf.constant(lesson.inputs))
        text = keras.Input((1,), dtype="string")
        x = keras.layers.Embedding(vectorise.vocabulary_size(), width)(vectorise(text))
        x = keras.layers.Dense(128, activation="relu")(keras.layers.Flatten()(x))
        return keras.Model(text, _head(lesson, x))

    return build


def _between(lesson: Lesson, x: Tensor, dropout: float) -> Tensor:
    """Return features after what stands between two layers: dropout, or one of the mistakes that live there."""
    import keras

    if lesson.wide:
        x = keras.layers.Dense(lesson.wide, activation="relu")(keras.layers.Dense(lesson.wide, activation="relu")(x))
    if lesson.batch_always or lesson.random_always:
        from benchmarks.coach import unstable

        return unstable.batch_always(x) if lesson.batch_always else unstable.random_always(x, 0.4)
    return keras.layers.Dropout(dropout)(x) if dropout else x


def _head(lesson: Lesson, x: Tensor) -> Tensor:
    import keras

    match lesson.kind:
        case "probabilities":
            return keras.layers.Dense(lesson.outputs, activation=None if lesson.logits else "softmax")(x)
        case "probability":
            return keras.layers.Dense(1, activation=None if lesson.logits else "sigmoid")(x)
    return _in_units(lesson, keras.layers.Dense(lesson.outputs)(x))


def _in_units(lesson: Lesson, x: Tensor) -> Tensor:
    import keras

    mean, spread = mean_and_spread(lesson.targets)
    return keras.layers.Rescaling(float(spread), float(mean))(x)
