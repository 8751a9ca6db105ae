"""The tasks of the benchmark: for each a network that answers it well, others that do as well, and ten mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.coach import mistakes as wrong
from benchmarks.coach import networks as net
from benchmarks.coach.lesson import Array, Lesson, Mistake, Network
from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

SPLIT = Split(PRACTICE_SPLIT_KEY.encode())
Rows = Callable[[Array, Array], tuple[Array, Array]]


@dataclass(frozen=True)
class Subject:
    """How one exam task is taken.

    Args:
        task: Its id.
        network: Answers it well.
        epochs: Passes over the rows.
        mistakes: Of this task.
        others: Networks of another make that answer it well, too.
        rate: Adam's rate at the start. Defaults to 0.003.
        batch: Rows of a step. Defaults to 64.
        more: Makes more training rows of the task's. Defaults to leaving them.
    """

    task: str
    network: Network
    epochs: int
    mistakes: tuple[Mistake, ...]
    others: tuple[Network, ...] = ()
    rate: float = 3e-3
    batch: int = 64
    more: Rows | None = None

    def lesson(self) -> Lesson:
        """Return the lesson without any mistake."""
        task = load_task(self.task)
        inputs, targets = _training(self.task)
        if self.more is not None:
            inputs, targets = self.more(inputs, targets)
        return Lesson(
            inputs,
            targets,
            outputs=task.output.shape[0],
            kind=str(task.output.kind),
            network=self.network,
            epochs=self.epochs,
            rate=self.rate,
            batch=self.batch,
        )


@cache
def _training(task: str) -> tuple[Array, Array]:
    examples = load_task(task).training_set(SPLIT)
    return examples.inputs, examples.targets


def _classes(task: str) -> tuple[str, ...]:
    return load_task(task).output.classes


def turned_and_mirrored(inputs: Array, targets: Array) -> tuple[Array, Array]:
    """Return pictures from above in all eight positions: there is no "up"."""
    turned = [np.rot90(inputs, quarter, axes=(1, 2)) for quarter in range(4)]
    every = [*turned, *(picture[:, :, ::-1] for picture in turned)]
    return np.concatenate(every), np.tile(targets, 8)


def word_vectors() -> Array:
    """Return the vectors that come with `what-is-it`, `(ids, 50)`, zeros for padding and unknown words."""
    (path,) = (Path(load_task("what-is-it").folder).parents[2] / "datasets" / "word-vectors").glob("*.npz")
    with np.load(path) as archive:
        vectors = archive["vectors"].astype("float32")
    return np.concatenate([np.zeros((2, vectors.shape[1]), "float32"), vectors])


def _tables() -> list[Subject]:
    heavy = net.dense(512, 512, 512)
    return [
        Subject(
            "penguin-mass",
            net.dense(16),
            60,
            (
                wrong.standardised_outside,
                wrong.from_0_to_1_outside,
                wrong.left_standardised,
                wrong.in_units_of(1000),
                wrong.too_low_by(500),
                wrong.quantile(0.03),
                wrong.stopped_early(1, 1e-5),
                wrong.rows_mixed_up,
                wrong.never_trained,
                wrong.random_when_predicting,
                wrong.batch_when_predicting,
            ),
            (net.dense(32, 32), net.dense(8, 8, 8)),
            rate=1e-2,
            batch=16,
        ),
        Subject(
            "fuel-heat",
            net.dense(32, dropout=0.1),
            80,
            (
                wrong.standardised_outside,
                wrong.by_largest,
                wrong.left_standardised,
                wrong.left_from_0_to_1,
                wrong.in_units_of(4.184),
                wrong.features_turned,
                wrong.columns_exchanged(0, 2, 1, 3, 4),
                wrong.too_low_by(2),
                wrong.few_rows(30, 300, heavy),
                wrong.stopped_early(2, 3e-4),
                wrong.never_trained,
                wrong.random_when_predicting,
            ),
            (net.dense(16, 16), net.dense(64, dropout=0.2)),
            rate=1e-2,
            batch=32,
        ),
        Subject(
            "quake-size",
            net.dense(32, 32, logarithms=True, dropout=0.1),
            60,
            (
                wrong.standardised_outside,
                wrong.in_logarithms,
                wrong.left_standardised,
                wrong.quantile(0.1),
                wrong.low_levels_only(0.4),
                wrong.features_turned,
                wrong.columns_exchanged(4, 0, 1, 2, 3),
                wrong.few_rows(80, 200, heavy),
                wrong.rows_mixed_up,
                wrong.never_trained,
                wrong.batch_when_predicting,
            ),
            (net.dense(64, logarithms=True, dropout=0.2), net.dense(24, 24, 24, logarithms=True)),
            rate=1e-2,
        ),
        Subject(
            "cell-outlines",
            net.dense(64, 32, logarithms=True, dropout=0.4),
            50,
            (
                wrong.standardised_outside,
                wrong.by_largest,
                wrong.other_class,
                wrong.without_activation,
                wrong.features_turned,
                wrong.by_heart(heavy, 40),
                wrong.few_rows(120, 100, heavy),
                wrong.stopped_early(1, 3e-5),
                wrong.never_trained,
                wrong.random_when_predicting,
                wrong.far_too_wide(900),
            ),
            (net.dense(32, logarithms=True, dropout=0.4), net.dense(48, 48, logarithms=True, dropout=0.5)),
        ),
        Subject(
            "job-times",
            net.dense(128, 128, logarithms=True, names={0: 14, 4: 7}),
            30,
            (
                wrong.standardised_outside,
                wrong.alphabetical(_classes("job-times")),
                wrong.two_exchanged(4, 1, 2),
                wrong.counted_from(1, 4),
                wrong.without_activation,
                wrong.left_out(3),
                wrong.columns_exchanged(0, 1, 3, 2, 4, 5, 6),
                wrong.stopped_early(1, 1e-4),
                wrong.few_rows(120, 150, heavy),
                wrong.sorted_rows,
                wrong.random_when_predicting,
            ),
            (
                net.dense(96, 96, 96, logarithms=True, names={0: 14, 4: 7}),
                net.dense(256, logarithms=True, names={0: 14, 4: 7}),
            ),
            rate=4e-3,
            batch=32,
        ),
        Subject(
            "diamond-prices",
            net.dense(64, 64),
            25,
            (
                wrong.standardised_outside,
                wrong.from_0_to_1_outside,
                wrong.in_units_of(1000),
                wrong.left_in_logarithms,
                wrong.rounded_down_to(1000),
                wrong.features_turned,
                wrong.too_plain("a straight line", net.dense()),
                wrong.few_rows(60, 300, heavy),
                wrong.low_levels_only(0.5),
                wrong.never_trained,
                wrong.random_when_predicting,
            ),
            (net.dense(96, 48), net.dense(48, 48, 48)),
            rate=1e-2,
            batch=128,
        ),
    ]


def _pictures() -> list[Subject]:
    return [
        Subject(
            "mail-sorting",
            net.convolutions(16, 32, dropout=0.3, last=64),
            10,
            (
                wrong.by_255,
                wrong.to_plus_minus_1,
                wrong.width_first,
                wrong.counted_from(-1, 10),
                wrong.two_exchanged(10, 1, 7),
                wrong.without_activation,
                wrong.by_heart(net.dense_picture(512), 25),
                wrong.few_rows(150, 60),
                wrong.never_trained,
                wrong.random_when_predicting,
                wrong.middle_only(0.8),
            ),
            (net.normalised_convolutions(24, 48, 64), net.convolutions(24, 48, dropout=0.4, last=96)),
        ),
        Subject(
            "clothes",
            net.convolutions(16, 32, dropout=0.3, last=64),
            9,
            (
                wrong.by_255,
                wrong.standardised_as_one,
                wrong.width_first,
                wrong.alphabetical(_classes("clothes")),
                wrong.counted_from(1, 10),
                wrong.few_rows(200, 40),
                wrong.stopped_early(1, 3e-5),
                wrong.sorted_rows,
                wrong.never_trained,
                wrong.batch_when_predicting,
            ),
            (net.convolutions(24, 32, dropout=0.3, last=96), net.dense_picture(256, dropout=0.3)),
        ),
        Subject(
            "earth-from-above",
            net.convolutions(16, 24, 32, 32, dropout=0.2, last=48),
            5,
            (
                wrong.by_255,
                wrong.to_plus_minus_1,
                wrong.standardised_as_one,
                wrong.blue_first,
                wrong.alphabetical(_classes("earth-from-above")[::-1]),
                wrong.turned_round(6),
                wrong.coarse(4),
                wrong.few_rows(12, 60),
                wrong.stopped_early(1, 1e-5),
                wrong.never_trained,
                wrong.random_when_predicting,
            ),
            (net.normalised_convolutions(16, 32, 48, 48), net.convolutions(16, 32, 48, dropout=0.3, last=0, pool=True)),
            more=turned_and_mirrored,
        ),
    ]


def _texts() -> list[Subject]:
    vectors = word_vectors()
    known, heavy = len(vectors), net.words(8000, 64, filters=64, dropout=0.0)
    return [
        Subject(
            "which-era",
            net.words(8000, 64, dropout=0.4),
            10,
            (
                wrong.own_ids(7999),
                wrong.ids_moved(-1, 7999),
                wrong.ids_moved(2, 7999),
                wrong.turned_round(4),
                wrong.two_exchanged(4, 1, 2),
                wrong.without_activation,
                wrong.by_heart(net.words_in_place(8000, 32), 6),
                wrong.few_rows(60, 60, heavy),
                wrong.stopped_early(1, 1e-5),
                wrong.random_when_predicting,
            ),
            (net.words(8000, 96, dropout=0.5), net.words(8000, 48, dropout=0.3)),
            rate=4e-3,
        ),
        Subject(
            "which-language",
            net.words(256, 32, filters=160, reach=5, dropout=0.2),
            14,
            (
                wrong.own_ids(255, first=1),
                wrong.ids_moved(1, 255),
                wrong.alphabetical(_classes("which-language")),
                wrong.counted_from(1, 16),
                wrong.read_backwards,
                wrong.without_activation,
                wrong.by_heart(net.words_in_place(256, 32), 20),
                wrong.too_plain("the average of the bytes", net.words(256, 16, dropout=0.2)),
                wrong.never_trained,
                wrong.random_when_predicting,
            ),
            (
                net.words(256, 24, filters=192, reach=4, dropout=0.2),
                net.words(256, 48, filters=128, reach=5, dropout=0.2),
            ),
        ),
        Subject(
            "what-is-it",
            net.words(known, 50, filters=128, reach=1, dropout=0.3, known=vectors),
            40,
            (
                wrong.ids_moved(-1, known - 1),
                wrong.ids_moved(-2, known - 1),
                wrong.own_ids(known - 1),
                wrong.turned_round(8),
                wrong.counted_from(1, 8),
                wrong.two_exchanged(8, 0, 4),
                wrong.without_activation,
                wrong.few_rows(24, 100),
                wrong.stopped_early(1, 1e-5),
                wrong.random_when_predicting,
            ),
            (
                net.words(known, 50, filters=96, reach=2, dropout=0.3, known=vectors),
                net.words(known, 50, filters=192, reach=1, dropout=0.3, known=vectors),
            ),
            batch=32,
        ),
        Subject(
            "question-or-not",
            net.strings(4000, 48, 30, filters=64),
            5,
            (
                wrong.other_class,
                wrong.network("out-of-vocabulary", "a vocabulary of twenty words", net.strings(22, 32, 30, filters=32)),
                wrong.network("out-of-vocabulary", "a vocabulary of sixty words", net.strings(62, 32, 30, filters=32)),
                wrong.written_otherwise(
                    "in capitals", bytes.upper, net.strings(4000, 48, 30, filters=64, standardize=None)
                ),
                wrong.network("underfitting", "the average of the words", net.strings(4000, 32, 30, filters=0)),
                wrong.by_heart(net.strings_in_place(6000, 64, 30), 12),
                wrong.few_rows(100, 40),
                wrong.stopped_early(1, 1e-5),
                wrong.never_trained,
                wrong.random_when_predicting,
            ),
            (net.strings(3000, 64, 30, filters=48, reach=3), net.strings(5000, 32, 24, filters=96)),
            batch=32,
        ),
    ]


def _sequences() -> list[Subject]:
    return [
        Subject(
            "who-speaks",
            net.frames(64),
            50,
            (
                wrong.standardised_outside,
                wrong.counted_from(1, 9),
                wrong.turned_round(9),
                wrong.two_exchanged(9, 0, 8),
                wrong.features_turned,
                wrong.few_rows(20, 60, net.frames(64, recurrent=True)),
                wrong.stopped_early(1, 1e-4),
                wrong.never_trained,
                wrong.random_when_predicting,
            ),
            (net.frames(96), net.frames(48)),
            rate=5e-3,
            batch=32,
        ),
        Subject(
            "births",
            net.fortnight(64, 64),
            20,
            (
                wrong.late(1),
                wrong.late(3),
                wrong.inside_the_window(14, "the last fortnight"),
                wrong.last_value,
                wrong.left_standardised,
                wrong.in_units_of(1000),
                wrong.too_low_by(700),
                wrong.newest_first,
                wrong.network("horizon-collapse", "one value for all steps", net.plain_forecast(64, single=True)),
                wrong.few_rows(40, 60, net.plain_forecast(256, 256)),
                wrong.never_trained,
            ),
            (net.fortnight(64, 48, dropout=0.1), net.fortnight(80, 64)),
        ),
        Subject(
            "footfall",
            net.day_of_hours(32, 64),
            25,
            (
                wrong.standardised_outside,
                wrong.by_largest,
                wrong.left_standardised,
                wrong.in_units_of(100),
                wrong.late(2),
                wrong.inside_the_window(24, "the last day"),
                wrong.quantile(0.9),
                wrong.newest_first,
                wrong.network("horizon-collapse", "one value for all steps", net.plain_forecast(64, single=True)),
                wrong.few_rows(30, 60, net.plain_forecast(256, 256)),
                wrong.random_when_predicting,
            ),
            (net.day_of_hours(24, 64), net.day_of_hours(32, 96, 0.4)),
        ),
        Subject(
            "mauna-loa",
            net.forecast(net.last_step, 64, reduce=4, dropout=0.0, level=52),
            40,
            (
                wrong.left_standardised,
                wrong.left_from_0_to_1,
                wrong.in_units_of(100),
                wrong.late(13),
                wrong.too_low_by(4),
                wrong.quantile(0.02),
                wrong.newest_first,
                wrong.standardised_outside,
                wrong.by_heart(net.plain_forecast(256, 256, dropout=0.0), 60),
                wrong.never_trained,
            ),
            (
                net.forecast(net.last_step, 32, reduce=4, dropout=0.0, level=52),
                net.forecast(net.last_step, 48, 24, reduce=4, dropout=0.0, level=52),
            ),
            rate=5e-3,
            batch=32,
        ),
        Subject(
            "bike-hire",
            net.hires(128, 64),
            15,
            (
                wrong.standardised_outside,
                wrong.left_standardised,
                wrong.in_units_of(100),
                wrong.inside_the_window(24, "the hour a day before"),
                wrong.inside_the_window(1, "the hour that is given last"),
                wrong.quantile(0.05),
                wrong.newest_first,
                wrong.by_heart(net.plain_forecast(512, 512, dropout=0.0), 30),
                wrong.smoothed(2),
                wrong.never_trained,
                wrong.random_when_predicting,
            ),
            (net.hires(96, 96), net.hires(160)),
        ),
    ]


@cache
def subjects() -> tuple[Subject, ...]:
    """Return all of them, quick ones first."""
    return (*_tables(), *_sequences(), *_texts(), *_pictures())


def good_lessons(subject: Subject) -> list[tuple[str, int, Lesson]]:
    """Return the lessons without mistake: the network with two seeds, and each other one."""
    lesson = subject.lesson()
    return [
        ("the network of the mistakes, seed 1", 1, lesson),
        ("the network of the mistakes, seed 2", 2, lesson),
        *(
            (f"another network, {place}", 2 + place, replace(lesson, network=other))
            for place, other in enumerate(subject.others, start=1)
        ),
    ]
