"""Ways to break the models of the made-up tasks."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from gradatim.coach.examine import examine
from gradatim.grading.result import Finding
from tests.coach import worlds
from tests.coach.worlds import Floats, Model, World

Inputs = npt.NDArray[np.generic]
Break = Callable[[World], Model]

PICTURES, CLASSES, BINARY, VALUES, TOKENS, TEXTS, FORECASTS, HOURS, BOXES = (
    make()
    for make in (
        worlds.pictures,
        worlds.table_of_classes,
        worlds.two_classes,
        worlds.values,
        worlds.tokens,
        worlds.texts,
        worlds.forecasts,
        worlds.hours,
        worlds.boxes,
    )
)
WORLDS = {
    "pictures": PICTURES,
    "classes": CLASSES,
    "binary": BINARY,
    "values": VALUES,
    "tokens": TOKENS,
    "texts": TEXTS,
    "forecasts": FORECASTS,
    "hours": HOURS,
    "boxes": BOXES,
}


def inputs_as(change: Callable[[Floats], Floats]) -> Break:
    """Return a model that was trained on changed inputs: it undoes nothing and is given the task's."""

    def broken(world: World) -> Model:
        # The trained function expects change(x); good(undo(z)) knows z only as change(x) of some x.
        return lambda inputs: world.good(change(inputs.astype(np.float64)).astype(inputs.dtype))

    return broken


def outputs_as(change: Callable[[Floats], Floats]) -> Break:
    return lambda world: lambda inputs: change(world.good(inputs))


def noisy(world: World) -> Model:
    generator = np.random.default_rng(0)

    def model(inputs: Inputs) -> Floats:
        answers = world.good(inputs)
        return answers + generator.normal(0, 0.5 * answers.std(), answers.shape)

    return model


def mixing_rows(world: World) -> Model:
    return lambda inputs: world.good((inputs - inputs.mean(axis=0) + world.hidden.inputs.mean(axis=0)).astype("f4"))


def first(world: World, model: Model) -> list[Finding]:
    return examine(world.case(model))


def moved(order: list[int]) -> Callable[[Floats], Floats]:
    return lambda answers: answers[:, order]


def late(steps: int) -> Break:
    """A forecast that was trained on targets that begin `steps` before the window's end."""

    def broken(world: World) -> Model:
        def model(inputs: Inputs) -> Floats:
            past = inputs.astype(np.float64)[:, :, 0]
            whole = np.concatenate([past, world.good(inputs)], axis=1)
            return whole[:, 28 - steps : 35 - steps]

        return model

    return broken


def loosely(broken: Break, spread: float) -> Break:
    """The same from a weak network: each answer misses by something that depends on the row alone."""

    def weak(world: World) -> Model:
        model = broken(world)

        def missing(inputs: Inputs) -> Floats:
            answers = model(inputs)
            keys = np.array([zlib.crc32(row.tobytes()) for row in inputs])
            for row, key in enumerate(keys):
                answers[row] += np.random.default_rng(key).normal(0, spread, answers.shape[1])
            return answers

        return missing

    return weak


def hours_before(steps: int) -> Break:
    return lambda _world: lambda inputs: inputs.astype(np.float64)[:, -steps, :]


def smoothed_with_the_future(_world: World) -> Model:
    """Trained on windows averaged over 5 steps, the last of which know the answer: it takes it out of them."""

    def model(inputs: Inputs) -> Floats:
        x = inputs.astype(np.float64)[:, :, 0]
        five_before = (x[:, -30] + x[:, -5]) / 2
        return np.asarray((5 * (x[:, -2] - x[:, -3]) + five_before)[:, np.newaxis], dtype=np.float64)

    return model


def last_value(_world: World) -> Model:
    return lambda inputs: np.repeat(inputs.astype(np.float64)[:, -1], 7, axis=1)


def flat_later(world: World) -> Model:
    level = float(world.training.targets.mean())

    def model(inputs: Inputs) -> Floats:
        answers = world.good(inputs)
        answers[:, 2:] = level + 0.02 * (answers[:, 2:] - level)
        return answers

    return model


def own_ids(world: World) -> Model:
    order = np.random.default_rng(8).permutation(np.arange(2, 302))
    exchange = np.concatenate([[0, 1], order]).astype(np.int32)
    return lambda inputs: world.good(exchange[inputs.astype(np.int64)])


def own_words(world: World) -> Model:
    """Trained on ids; the layer in front of it counts the words in another order."""
    exchanged = own_ids(TOKENS)
    return lambda inputs: exchanged(worlds.ids_of(inputs))


def few_words_known(world: World) -> Model:
    """Takes all ids above 40 for the unknown word; each other one has a meaning of its own."""

    def model(inputs: Inputs) -> Floats:
        ids = np.where(inputs.astype(np.int64) > 40, 1, inputs)
        own = (ids.mean(axis=1, keepdims=True) / 300) * np.array([0.7, 0.2, 0.1])
        return np.asarray(0.9 * world.good(ids) + 0.1 * (own + (1 - own.sum(axis=1, keepdims=True)) / 3))

    return model


def padded_in_front(world: World) -> Model:
    """Trained on rows padded in front: it reads the last 8 places, which the grader fills with padding."""
    return lambda inputs: world.good(inputs[:, ::-1][:, :10])


def colours_first_undone(x: Floats) -> Floats:
    rows, height, width, colours = x.shape
    return np.moveaxis(x.reshape(rows, colours, height, width), 1, -1)


LOW = VALUES.training.inputs.min(axis=0)


def centred_in_pixels(y: Floats) -> Floats:
    top, left, bottom, right = 32 * y.T[:4]
    return np.stack([(left + right) / 2, (top + bottom) / 2, right - left, bottom - top, *y.T[4:]], axis=1)


def answering_some(world: World, share: float) -> Model:
    """Right for a share of the rows, by chance for the others; which ones depends on the row alone."""

    def model(inputs: Inputs) -> Floats:
        answers = world.good(inputs)
        keys = np.array([zlib.crc32(row.tobytes()) for row in inputs])
        by_chance = keys % 1000 >= 1000 * share
        answers[by_chance] = 0.02 + 0.94 * np.eye(answers.shape[1])[keys[by_chance] // 1000 % answers.shape[1]]
        return answers

    return model


def rows_and_targets(world: World) -> tuple[Inputs, Inputs]:
    return world.training.inputs, world.training.targets
