"""Mistakes as people make them, each a change of one lesson. The finding that names it comes with each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks.coach.lesson import Array, Lesson, Mistake, Network, mean_and_spread

_SEED = 11


def inputs(cause: str, name: str, change: Callable[[Array], Array]) -> Mistake:
    """The inputs were prepared outside the model, which is given them unprepared when it counts."""
    return Mistake(cause, name, lambda lesson: replace(lesson, inputs=change(lesson.inputs)))


def targets(cause: str, name: str, change: Callable[[Array], Array]) -> Mistake:
    """The targets were not those of the task."""
    return Mistake(cause, name, lambda lesson: replace(lesson, targets=change(lesson.targets)))


def network(cause: str, name: str, other: Network) -> Mistake:
    """The network cannot do it."""
    return Mistake(cause, name, lambda lesson: replace(lesson, network=other))


# Inputs


def _standardised(values: Array) -> Array:
    axes = tuple(range(values.ndim - 1))
    mean, spread = mean_and_spread(values, axes)
    return ((values - mean) / spread).astype("float32")


def _all_standardised(values: Array) -> Array:
    mean, spread = mean_and_spread(values)
    return ((values - mean) / spread).astype("float32")


def _from_0_to_1(values: Array) -> Array:
    axes = tuple(range(values.ndim - 1))
    low, high = values.min(axis=axes), values.max(axis=axes)
    return np.asarray((values - low) / np.where(high > low, high - low, 1), dtype="float32")


standardised_outside = inputs("input-scale", "columns standardised outside the model", _standardised)
standardised_as_one = inputs(
    "input-scale", "all numbers standardised with one mean outside the model", _all_standardised
)
from_0_to_1_outside = inputs("input-scale", "columns mapped to 0..1 outside the model", _from_0_to_1)
by_255 = inputs("input-scale", "pixels divided by 255 outside the model", lambda x: (x / 255).astype("float32"))
to_plus_minus_1 = inputs(
    "input-scale", "pixels mapped to -1..1 outside the model", lambda x: (x / 127.5 - 1).astype("float32")
)
by_largest = inputs(
    "input-scale", "inputs divided by their largest value outside the model", lambda x: (x / x.max()).astype("float32")
)
in_logarithms = inputs(
    "input-scale", "logarithms taken outside the model", lambda x: np.log1p(np.maximum(x, 0)).astype("float32")
)
blue_first = inputs("channel-order", "pictures read with blue first", lambda x: x[..., ::-1].copy())
width_first = inputs("axis-order", "height and width exchanged", lambda x: x.swapaxes(1, 2).copy())
newest_first = inputs("axis-order", "windows with the newest step first", lambda x: x[:, ::-1].copy())
features_turned = inputs("axis-order", "columns in the opposite order", lambda x: x[..., ::-1].copy())
read_backwards = inputs("axis-order", "texts read backwards", lambda x: _moved_to_front(x[:, ::-1]))


def _moved_to_front(ids: Array) -> Array:
    order = np.argsort(ids == 0, axis=1, kind="stable")
    return np.take_along_axis(ids, order, axis=1)


def _padded_in_front(ids: Array) -> Array:
    order = np.argsort(ids != 0, axis=1, kind="stable")
    return np.take_along_axis(ids, order, axis=1)


padded_in_front = inputs("padding-side", "padding in front instead of at the end", _padded_in_front)


def columns_exchanged(*order: int) -> Mistake:
    """Columns stand in another order than the task's."""
    return inputs("axis-order", f"columns in the order {', '.join(map(str, order))}", lambda x: x[..., list(order)])


def own_ids(highest: int, first: int = 2) -> Mistake:
    """Token ids from a vocabulary that was counted anew: the same words under other numbers."""

    def change(ids: Array) -> Array:
        other = np.random.default_rng(_SEED).permutation(np.arange(first, highest + 1))
        return np.concatenate([np.arange(first), other])[ids].astype("int32")

    return inputs("vocabulary-mismatch", "a vocabulary of its own: the same words, other numbers", change)


def ids_moved(step: int, highest: int) -> Mistake:
    """Token ids counted from another number: the places of padding and unknown words were forgotten."""
    return inputs(
        "vocabulary-mismatch",
        f"token ids {step:+d}",
        lambda ids: np.where(ids == 0, 0, (ids.astype("int64") + step).clip(0, highest)).astype("int32"),
    )


def written_otherwise(name: str, change: Callable[[bytes], bytes], plain: Network) -> Mistake:
    """Texts changed outside a model whose TextVectorization leaves them as they are."""

    def changed(lesson: Lesson) -> Lesson:
        texts = np.array([change(text) for text in lesson.inputs.ravel().tolist()]).reshape(lesson.inputs.shape)
        return replace(lesson, inputs=texts, network=plain)

    return Mistake("vocabulary-mismatch", f"texts written {name} outside the model", changed)


def middle_only(share: float) -> Mistake:
    """Pictures cropped to their middle and enlarged before training."""

    def change(pictures: Array) -> Array:
        side = pictures.shape[1]
        margin = round(side * (1 - share) / 2)
        places = np.linspace(margin, side - margin - 1, side).round().astype(int)
        return pictures[:, places][:, :, places]

    return inputs("resolution-mismatch", f"pictures cut to their middle {share:.0%}", change)


def coarse(factor: int) -> Mistake:
    """Pictures made small and enlarged again before training."""

    def change(pictures: Array) -> Array:
        rows, side = pictures.shape[:2]
        small = pictures.reshape(rows, side // factor, factor, side // factor, factor, -1).mean(axis=(2, 4))
        large = small.repeat(factor, axis=1).repeat(factor, axis=2).reshape(pictures.shape)
        return np.asarray(large, dtype=pictures.dtype)

    return inputs("resolution-mismatch", f"pictures with {factor} x {factor} pixels averaged", change)


# Labels and targets


def renamed(name: str, order: list[int]) -> Mistake:
    """Class `k` of the task is number `order[k]` in training."""
    return targets("class-order", name, lambda labels: np.array(order)[labels])


def alphabetical(classes: tuple[str, ...]) -> Mistake:
    """Classes numbered in the order of the alphabet, as folders and sorted names are."""
    names = sorted(classes)
    return renamed("classes in alphabetical order", [names.index(name) for name in classes])


def turned_round(count: int) -> Mistake:
    """Classes numbered from the last to the first."""
    return renamed("classes in the opposite order", list(range(count))[::-1])


def two_exchanged(count: int, one: int, other: int) -> Mistake:
    """Two classes under each other's number."""
    order = list(range(count))
    order[one], order[other] = other, one
    return renamed(f"classes {one} and {other} exchanged", order)


def counted_from(step: int, count: int) -> Mistake:
    """Every class one number too high or too low; the one that falls off the end takes the free place."""
    return targets("label-offset", f"classes {step:+d}", lambda labels: (labels + step) % count)


other_class = targets("inverted-labels", "probability of the other class", lambda labels: 1 - labels)


def _standardised_targets(values: Array) -> Array:
    mean, spread = mean_and_spread(values)
    return ((values - mean) / spread).astype("float32")


def _targets_from_0_to_1(values: Array) -> Array:
    return np.asarray((values - values.min()) / (values.max() - values.min()), dtype="float32")


left_standardised = targets("not-rescaled", "targets standardised and never turned back", _standardised_targets)
left_from_0_to_1 = targets("not-rescaled", "targets mapped to 0..1 and never turned back", _targets_from_0_to_1)
left_in_logarithms = targets(
    "not-rescaled", "logarithms of the targets, never turned back", lambda y: np.log1p(y).astype("float32")
)


def in_units_of(factor: float) -> Mistake:
    """Targets in another unit."""
    return targets("not-rescaled", f"targets divided by {factor:g}", lambda y: (y / factor).astype("float32"))


def too_low_by(constant: float) -> Mistake:
    """Targets rounded down, or measured from another zero."""
    return targets("forecast-bias", f"targets less {constant:g}", lambda y: (y - constant).astype("float32"))


def rounded_down_to(step: float) -> Mistake:
    """Targets rounded down to whole steps."""
    return targets(
        "forecast-bias",
        f"targets rounded down to whole {step:g}",
        lambda y: (np.floor(y / step) * step).astype("float32"),
    )


def quantile(share: float) -> Mistake:
    """Trained to exceed another share of the values than half of them."""
    return Mistake(
        "forecast-bias", f"quantile loss at {share:g} instead of an error", lambda lesson: replace(lesson, share=share)
    )


# Windows


def _whole(lesson: Lesson, channel: int = 0) -> Array:
    past = lesson.inputs[:, :, channel]
    return np.concatenate([past, lesson.targets.reshape(len(past), -1)], axis=1)


def late(steps: int) -> Mistake:
    """Targets cut some steps too early, so that they overlap the window."""

    def change(lesson: Lesson) -> Lesson:
        whole, horizon = _whole(lesson), lesson.targets.reshape(len(lesson.targets), -1).shape[1]
        start = whole.shape[1] - horizon - steps
        return replace(lesson, targets=whole[:, start : start + horizon].reshape(lesson.targets.shape))

    return Mistake("lag", f"targets begin {steps} steps too early", change)


def inside_the_window(steps: int, what: str) -> Mistake:
    """Targets cut from the window itself: the model learns to repeat what it sees."""
    mistake = late(steps)
    return Mistake("persistence", f"targets from inside the window: {what}", mistake.change)


def _last_again(lesson: Lesson) -> Lesson:
    last = np.repeat(lesson.inputs[:, -1:, 0], lesson.outputs, axis=1)
    return replace(lesson, targets=last.reshape(lesson.targets.shape))


last_value = Mistake("persistence", "targets are the window's last value", _last_again)


def smoothed(width: int) -> Mistake:
    """Windows smoothed with a centred average, whose last values know what comes after them."""

    def change(lesson: Lesson) -> Lesson:
        whole = _whole(lesson).astype("float64")
        total = np.concatenate([np.zeros((len(whole), 1)), whole.cumsum(axis=1)], axis=1)
        steps = np.arange(lesson.inputs.shape[1])
        low, high = np.maximum(steps - width, 0), np.minimum(steps + width + 1, whole.shape[1])
        inputs = lesson.inputs.copy()
        inputs[:, :, 0] = (total[:, high] - total[:, low]) / (high - low)
        return replace(lesson, inputs=inputs)

    return Mistake("look-ahead", f"windows smoothed over {2 * width + 1} steps, {width} of them after the end", change)


def low_levels_only(share: float) -> Mistake:
    """Trained only on rows whose targets are low: a part of the data that is not like the rest."""

    def change(lesson: Lesson) -> Lesson:
        level = lesson.targets.reshape(len(lesson.targets), -1).mean(axis=1)
        rows = level <= np.quantile(level, share)
        return replace(lesson, inputs=lesson.inputs[rows], targets=lesson.targets[rows])

    return Mistake("forecast-bias", f"trained on the lowest {share:.0%} of the targets only", change)


# Training and the network


def few_rows(count: int, epochs: int, wide: Network | None = None, rate: float | None = None) -> Mistake:
    """A few examples learnt by heart."""

    def change(lesson: Lesson) -> Lesson:
        rows = np.random.default_rng(_SEED).permutation(len(lesson.inputs))[:count]
        return replace(
            lesson,
            inputs=lesson.inputs[rows],
            targets=lesson.targets[rows],
            epochs=epochs,
            network=wide or lesson.network,
            rate=rate or lesson.rate,
        )

    return Mistake("overfitting", f"{count} examples learnt by heart", change)


def by_heart(wide: Network, epochs: int, rate: float = 2e-3) -> Mistake:
    """All examples learnt by heart by a network with nothing against it."""
    return Mistake(
        "overfitting",
        "a wide network with nothing against overfitting, trained long",
        lambda lesson: replace(lesson, network=wide, epochs=epochs, rate=rate),
    )


def stopped_early(epochs: int, rate: float) -> Mistake:
    """Too few epochs, or too small a rate, to learn much."""
    return Mistake(
        "underfitting",
        f"{epochs} {'epoch' if epochs == 1 else 'epochs'} at the rate {rate:g}",
        lambda lesson: replace(lesson, epochs=epochs, rate=rate),
    )


def too_plain(name: str, plain: Network) -> Mistake:
    """A network that cannot hold what there is to learn."""
    return Mistake("underfitting", name, lambda lesson: replace(lesson, network=plain))


never_trained = Mistake("untrained", "saved before it was trained", lambda lesson: replace(lesson, epochs=0))


def sorted_and_unshuffled(lesson: Lesson) -> Lesson:
    """Sort by class: in the last steps the network sees one class only."""
    order = np.argsort(lesson.targets, kind="stable")
    return replace(
        lesson, inputs=lesson.inputs[order], targets=lesson.targets[order], shuffle=False, epochs=1, rate=3e-3
    )


sorted_rows = Mistake("constant-prediction", "examples sorted by class and never mixed", sorted_and_unshuffled)


def _rows_mixed_up(lesson: Lesson) -> Lesson:
    order = np.random.default_rng(_SEED).permutation(len(lesson.targets))
    return replace(lesson, targets=lesson.targets[order], epochs=max(2, lesson.epochs // 8))


rows_mixed_up = Mistake("constant-prediction", "inputs mixed without their targets", _rows_mixed_up)


def left_out(*classes: int) -> Mistake:
    """Rare classes taken for outliers and left out of the training."""

    def change(lesson: Lesson) -> Lesson:
        rows = ~np.isin(lesson.targets, classes)
        return replace(lesson, inputs=lesson.inputs[rows], targets=lesson.targets[rows])

    return Mistake("minority-ignored", f"classes {', '.join(map(str, classes))} left out of the training", change)


without_activation = Mistake(
    "logits-not-probabilities", "no activation in the last layer", lambda lesson: replace(lesson, logits=True)
)
random_when_predicting = Mistake(
    "nondeterministic", "noise of its own when it predicts", lambda lesson: replace(lesson, random_always=True)
)
batch_when_predicting = Mistake(
    "batch-dependent",
    "mean and spread of the batch when it predicts",
    lambda lesson: replace(lesson, batch_always=True),
)


def far_too_wide(units: int) -> Mistake:
    """Layers with many units that nothing needs."""
    return Mistake(
        "oversized",
        f"two layers of {units:,} units",
        lambda lesson: replace(lesson, wide=units, epochs=max(2, lesson.epochs // 8)),
    )
