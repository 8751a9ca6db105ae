"""Small made-up tasks of each kind, each with a model that solves it, written as plain functions of NumPy arrays.

Breaking such a function in one known way is the fastest way to ask whether the coach finds what was broken. Real Keras
models in the real sandbox are in test_with_real_models.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import (
    ExamTask,
    Guard,
    GuardMethod,
    InputContract,
    Limits,
    MetricName,
    OutputContract,
    OutputKind,
    Rubric,
)
from gradatim.coach.case import Budget, Case, rows_allowed
from gradatim.data.examples import Examples
from gradatim.sandbox.session import WeightFacts

Floats = npt.NDArray[np.float64]
Model = Callable[[npt.NDArray[np.generic]], Floats]

_ACCURACY = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class World:
    """A task with its data and a model that solves it."""

    task: ExamTask
    training: Examples
    hidden: Examples
    good: Model

    def case(
        self, model: Model, *, rows: int | None = None, weights: tuple[WeightFacts, ...] = (), file_bytes: int = 0
    ) -> Case:
        """Return the case of this model, as the grader would hand it over."""

        def ask(inputs: npt.NDArray[np.generic]) -> npt.NDArray[np.float32]:
            return np.asarray(model(inputs), dtype=np.float32)

        return Case(
            task=self.task,
            hidden=self.hidden,
            read_training=lambda: self.training,
            predictions=ask(self.hidden.inputs).astype(np.float64),
            ask=ask,
            budget=Budget(rows_allowed(self.hidden.inputs) if rows is None else rows, seconds=60),
            weights=weights,
            file_bytes=file_bytes,
            usual_file_bytes=100_000,
        )


def softmax(values: Floats) -> Floats:
    powers = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float64)


def sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values.clip(-50, 50))), dtype=np.float64)


def _task(
    area: str,
    shape: tuple[int | None, ...],
    dtype: str,
    output: OutputContract,
    metric: MetricName,
    bands: tuple[float, float, float, float, float] = _ACCURACY,
) -> ExamTask:
    return ExamTask(
        id="made-up",
        folder=Path("made-up"),
        title="Made up",
        revision=1,
        category=3,
        area=area,
        skills=(),
        minutes=10,
        dataset_id="none",
        input=InputContract("x", shape, dtype, "inputs"),
        output=output,
        rubric=Rubric(metric, bands),
        limits=Limits(),
        guard=Guard(GuardMethod.ROWS),
        weak=(),
    )


def _classes(count: int) -> OutputContract:
    names = tuple("abcdefgh"[:count])
    return OutputContract((count,), OutputKind.PROBABILITIES, "probabilities", classes=names)


def _examples(inputs: npt.NDArray[np.generic], targets: npt.NDArray[np.generic], name: str) -> Examples:
    return Examples(inputs, targets, tuple(f"{name}-{row}" for row in range(len(inputs))))


def pictures() -> World:
    """Pictures 16 x 16, 0 to 255: where it is bright (left or right half) and whether it is red or green."""

    def draw(rows: int, seed: int) -> Examples:
        generator = np.random.default_rng(seed)
        label = generator.integers(4, size=rows)
        image = generator.uniform(20, 90, (rows, 16, 16, 3))
        for row in range(rows):
            columns = slice(0, 8) if label[row] < 2 else slice(8, 16)
            image[row, :, columns, 0 if label[row] % 2 == 0 else 1] += generator.uniform(60, 160)
        return _examples(image.clip(0, 255).astype(np.float32), label, f"picture-{seed}")

    def good(inputs: npt.NDArray[np.generic]) -> Floats:
        x = inputs.astype(np.float64) / 255
        parts = [x[:, :, half, channel].mean(axis=(1, 2)) for half in (slice(0, 8), slice(8, 16)) for channel in (0, 1)]
        # A trained network answers to what it knows and saturates elsewhere.
        return softmax(np.tanh(np.stack(parts, axis=1) * 3 - 0.9) * 12)

    task = _task("image", (16, 16, 3), "float32", _classes(4), MetricName.ACCURACY)
    return World(task, draw(600, 1), draw(400, 2), good)


def table_of_classes() -> World:
    """Five features on different scales; three classes of unequal size."""
    scale = np.array([1.0, 30.0, 500.0, 5.0, 0.1])
    centres = np.random.default_rng(5).normal(0, 1.6, (3, 5))

    def draw(rows: int, seed: int) -> Examples:
        generator = np.random.default_rng(seed)
        label = generator.choice(3, size=rows, p=[0.6, 0.32, 0.08])
        values = (centres[label] + generator.normal(0, 0.7, (rows, 5)) + 6) * scale
        return _examples(values.astype(np.float32), label, f"row-{seed}")

    def good(inputs: npt.NDArray[np.generic]) -> Floats:
        x = inputs.astype(np.float64) / scale - 6
        distances = ((x[:, np.newaxis] - centres) ** 2).sum(axis=2)
        return softmax(-distances.clip(0, 60) / (2 * 0.7**2))

    task = _task("nn", (5,), "float32", _classes(3), MetricName.MACRO_F1)
    return World(task, draw(800, 1), draw(500, 2), good)


def two_classes() -> World:
    """Three features; the probability of the second class."""
    slopes = np.array([2.0, -3.0, 1.5])

    def draw(rows: int, seed: int) -> Examples:
        generator = np.random.default_rng(seed)
        values = generator.normal(0, 1, (rows, 3))
        label = (values @ slopes + generator.logistic(0, 0.4, rows) > 0).astype(np.int64)
        return _examples((values * 40 + 200).astype(np.float32), label, f"row-{seed}")

    def good(inputs: npt.NDArray[np.generic]) -> Floats:
        return sigmoid(((inputs.astype(np.float64) - 200) / 40) @ slopes / 0.4)[:, np.newaxis]

    output = OutputContract((1,), OutputKind.PROBABILITY, "probability of yes", classes=("no", "yes"))
    return World(_task("nn", (3,), "float32", output, MetricName.ACCURACY), draw(800, 1), draw(500, 2), good)


def values() -> World:
    """One value from four features, mean absolute error."""
    slopes = np.array([30.0, -12.0, 55.0, 8.0])

    def draw(rows: int, seed: int) -> Examples:
        generator = np.random.default_rng(seed)
        features = generator.uniform(0, 50, (rows, 4))
        target = features @ slopes + 2000 + generator.normal(0, 60, rows)
        return _examples(features.astype(np.float32), target[:, np.newaxis].astype(np.float32), f"row-{seed}")

    def good(inputs: npt.NDArray[np.generic]) -> Floats:
        return np.asarray((inputs.astype(np.float64).clip(0, 60) @ slopes + 2000)[:, np.newaxis], dtype=np.float64)

    output = OutputContract((1,), OutputKind.VALUE, "grams")
    bands = (600.0, 400.0, 250.0, 120.0, 70.0)
    task = _task("nn", (4,), "float32", output, MetricName.MEAN_ABSOLUTE_ERROR, bands)
    return World(task, draw(800, 1), draw(500, 2), good)


def tokens() -> World:
    """Rows of 30 ids, padded at the end; three classes with words of their own. Position counts a little."""
    words = 300
    class_of = np.random.default_rng(3).permutation(np.arange(2 + words) % 3)

    def draw(rows: int, seed: int) -> Examples:
        generator = np.random.default_rng(seed)
        label = generator.integers(3, size=rows)
        ids = np.zeros((rows, 30), dtype=np.int32)
        for row in range(rows):
            length = int(generator.integers(8, 22))
            own = generator.choice(np.flatnonzero(class_of[2:] == label[row]) + 2, size=length)
            other = generator.integers(2, 2 + words, size=length)
            ids[row, :length] = np.where(generator.random(length) < 0.4, own, other)
        return _examples(ids, label, f"text-{seed}")

    def good(inputs: npt.NDArray[np.generic]) -> Floats:
        ids = inputs.astype(np.int64)
        # Reads the first 22 places only, as a recurrent network without masking mostly would.
        seen = ids[:, :22]
        counts = np.stack([(class_of[seen] == label) & (seen > 1) for label in range(3)], axis=1)
        return softmax(counts.sum(axis=2).astype(np.float64) * 1.2)

    task = _task("text", (30,), "int32", _classes(3), MetricName.ACCURACY, (0.45, 0.55, 0.65, 0.72, 0.78))
    return World(task, draw(800, 1), draw(500, 2), good)


def texts() -> World:
    """The same as words, which the model numbers itself."""
    of_ids = tokens()

    def written(examples: Examples) -> Examples:
        rows = [" ".join(f"w{word}" for word in row if word).encode() for row in examples.inputs.tolist()]
        return replace(examples, inputs=np.array(rows)[:, np.newaxis])

    def good(inputs: npt.NDArray[np.generic]) -> Floats:
        return of_ids.good(ids_of(inputs))

    contract = InputContract("x", (1,), "string", "inputs")
    task = replace(of_ids.task, input=contract)
    return World(task, written(of_ids.training), written(of_ids.hidden), good)


def ids_of(inputs: npt.NDArray[np.generic]) -> npt.NDArray[np.int32]:
    """Return the ids of words as `texts` writes them, padded at the end; 1 for a word that is none of them."""
    ids = np.zeros((len(inputs), 30), dtype=np.int32)
    for row, text in enumerate(inputs.ravel().tolist()):
        words = text.decode().split()[:30]
        ids[row, : len(words)] = [int(word[1:]) if word[1:].isdigit() else 1 for word in words]
    return ids


def forecasts() -> World:
    """A week of days with a weekly season and a slow wander; the next seven days."""

    def draw(rows: int, seed: int) -> Examples:
        generator = np.random.default_rng(seed)
        wander = 500 + np.cumsum(generator.normal(0, 9, (rows, 35)), axis=1) + generator.normal(0, 60, (rows, 1))
        season = 80 * np.sin(2 * np.pi * np.arange(35) / 7 + 0.6)
        series = wander + season + generator.normal(0, 6, (rows, 35))
        return _examples(series[:, :28, np.newaxis].astype(np.float32), series[:, 28:].astype(np.float32), f"w-{seed}")

    def good(inputs: npt.NDArray[np.generic]) -> Floats:
        x = inputs.astype(np.float64)[:, :, 0].clip(-5000, 5000)
        season = (x.reshape(len(x), 4, 7) - x.reshape(len(x), 4, 7).mean(axis=2, keepdims=True)).mean(axis=1)
        level = (x - np.tile(season, 4))[:, -2:].mean(axis=1, keepdims=True)
        return np.asarray(level + season, dtype=np.float64)

    output = OutputContract((7,), OutputKind.VALUE, "people a day")
    bands = (60.0, 45.0, 33.0, 26.0, 18.0)
    task = _task("series", (28, 1), "float32", output, MetricName.MEAN_ABSOLUTE_ERROR, bands)
    return World(task, draw(800, 1), draw(500, 2), good)


def hours() -> World:
    """Three days of hours that climb slowly, with a daily season and a memory of two hours; the hour that follows."""

    def draw(rows: int, seed: int) -> Examples:
        generator = np.random.default_rng(seed)
        clock = generator.uniform(0, 24, (rows, 1)) + np.arange(73)
        season = 60 * np.sin(2 * np.pi * clock / 24) + 30 * np.sin(4 * np.pi * clock / 24)
        memory = np.zeros((rows, 73))
        for step in range(1, 73):
            memory[:, step] = 0.6 * memory[:, step - 1] + generator.normal(0, 8, rows)
        series = 400 + generator.uniform(0, 500, (rows, 1)) + 0.5 * np.arange(73) + season + memory
        return _examples(series[:, :72, np.newaxis].astype(np.float32), series[:, 72:].astype(np.float32), f"h-{seed}")

    def good(inputs: npt.NDArray[np.generic]) -> Floats:
        x = inputs.astype(np.float64)[:, :, 0].clip(-5000, 5000)
        day_before = (x[:, -24] + x[:, -48]) / 2 + 18
        off = x[:, -1] - (x[:, -25] + x[:, -49]) / 2 - 18
        return np.asarray((day_before + 0.6 * off)[:, np.newaxis], dtype=np.float64)

    output = OutputContract((1,), OutputKind.VALUE, "people an hour")
    bands = (30.0, 24.0, 18.0, 14.0, 11.0)
    task = _task("series", (72, 1), "float32", output, MetricName.MEAN_ABSOLUTE_ERROR, bands)
    return World(task, draw(800, 1), draw(500, 2), good)


def boxes() -> World:
    """A bright rectangle in a dark picture of 32 x 32, red or blue; its box and its class."""

    def draw(rows: int, seed: int) -> Examples:
        generator = np.random.default_rng(seed)
        image = generator.uniform(0, 40, (rows, 32, 32, 3))
        target = np.zeros((rows, 5), dtype=np.float32)
        for row in range(rows):
            height, width = generator.integers(8, 14), generator.integers(14, 20)
            top, left = generator.integers(0, 32 - height), generator.integers(0, 32 - width)
            label = int(generator.integers(2))
            image[row, top : top + height, left : left + width, 0 if label == 0 else 2] = 220
            corners = (top, left, top + height, left + width)
            target[row] = np.array([label, *(corner / 32 for corner in corners)], dtype=np.float32)
        return _examples(image.astype(np.float32), target, f"box-{seed}")

    def good(inputs: npt.NDArray[np.generic]) -> Floats:
        answers = np.zeros((len(inputs), 6))
        for row, image in enumerate(inputs.astype(np.float64)):
            bright = image.max(axis=2) > 150
            if not bright.any():
                answers[row] = [0.3, 0.3, 0.7, 0.7, 0.5, 0.5]
                continue
            down, across = np.flatnonzero(bright.any(axis=1)), np.flatnonzero(bright.any(axis=0))
            answers[row, :4] = [down[0] / 32, across[0] / 32, (down[-1] + 1) / 32, (across[-1] + 1) / 32]
            red = image[..., 0][bright].mean() > image[..., 2][bright].mean()
            answers[row, 4:] = [0.9, 0.1] if red else [0.1, 0.9]
        return answers

    output = OutputContract((6,), OutputKind.BOX, "box and class", classes=("red", "blue"))
    task = _task("image", (32, 32, 3), "float32", output, MetricName.MEAN_AVERAGE_PRECISION)
    return World(task, draw(300, 1), draw(300, 2), good)


def with_training(world: World, targets: npt.NDArray[np.generic]) -> World:
    """Return the world with other targets in the candidate's part."""
    return replace(world, training=Examples(world.training.inputs, targets, world.training.ids))
