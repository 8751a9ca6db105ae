"""Everything the coach knows about one submission, and the questions it may still ask the model."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import ExamTask
from gradatim.data.examples import Examples
from gradatim.grading.bands import score_for
from gradatim.grading.evidence.forecast import target_channel
from gradatim.grading.metrics import metric_value
from gradatim.grading.metrics.bootstrap import Floats
from gradatim.sandbox.failure import ModelFailure
from gradatim.sandbox.session import WeightFacts

Inputs = npt.NDArray[np.generic]
Rows = npt.NDArray[np.int64]
Ask = Callable[[Inputs], npt.NDArray[np.float32]]

_SEED = 2026
_SMALL_ROW_NUMBERS = 4_096
_SMALL_ROWS, _LARGE_ROWS, _ROWS_FOR_DEEP = 256, 64, 32
"""Rows of an experiment: whole batches of the sandbox, which fills smaller ones up anyway, where rows cost little."""
_EXPERIMENTS, _EXPERIMENTS_WITH_TINY_ROWS, _EXPERIMENTS_WITH_DEEP = 32, 64, 14
_TRAINING_SAMPLES, _TRAINING_SAMPLES_OF_TINY_ROWS, _TRAINING_SAMPLES_OF_DEEP = 3, 16, 2
_TINY_ROW_NUMBERS = 64
"""Rows of a table cost next to nothing, so more of them may be asked about."""
_DEEP_LAYERS = 60
"""As pretrained networks have: a row costs about ten times what it costs in a network that somebody trains in the exam,
and the number of layers says so the same way on every machine."""
_MOST_WITHOUT_ANSWER = 7
"""Enough to ask four parts one by one."""


@dataclass
class Budget:
    """How many rows the experiments may have predicted, and how long it may take; grading itself is not counted.

    Rows are what normally ends the experiments, so that a file gets the same findings each time. The seconds are for
    models that are far slower than the size of their inputs suggests.

    Args:
        rows: Rows in all.
        seconds: Seconds in all.
    """

    rows: int
    seconds: float
    spent: int = field(default=0, init=False)
    began: float = field(default_factory=time.monotonic, init=False)

    @property
    def left(self) -> int:
        """How many rows may still be predicted."""
        return self.rows - self.spent

    def allows(self, rows: int) -> bool:
        """Return whether so many rows may still be predicted."""
        return rows <= self.left and time.monotonic() - self.began <= self.seconds


def rows_allowed(hidden: Inputs, layers: int = 0) -> int:
    """Return how many rows the experiments may ask for: twice the hidden ones, or enough for some experiments.

    Args:
        hidden: The hidden inputs.
        layers: How many layers the model has. Defaults to 0: not known.
    """
    experiments = _EXPERIMENTS_WITH_TINY_ROWS if is_tiny(hidden) else _EXPERIMENTS
    if layers > _DEEP_LAYERS:
        experiments = _EXPERIMENTS_WITH_DEEP
    return max(2 * len(hidden), experiments * _sample_size(hidden, layers))


def _sample_size(inputs: Inputs, layers: int) -> int:
    if layers > _DEEP_LAYERS:
        return _ROWS_FOR_DEEP
    return _SMALL_ROWS if is_small(inputs) else _LARGE_ROWS


def is_tiny(inputs: Inputs) -> bool:
    """Return whether a row is one of a table: at most 64 numbers."""
    return bool(inputs[:1].size <= _TINY_ROW_NUMBERS) and inputs.dtype.kind == "f"


def is_small(inputs: Inputs) -> bool:
    """Return whether a row is so small that the sandbox asks about 256 of them at once, and not about 32."""
    return bool(inputs[:1].size <= _SMALL_ROW_NUMBERS)


@dataclass
class Case:
    """One graded submission under examination.

    Args:
        task: The exam task.
        hidden: Hidden inputs and targets.
        read_training: Returns the candidate's own examples in the same form.
        predictions: What the model answered to the hidden inputs, `(rows, …)`.
        ask: Has the model predict rows; raises `ModelFailure`.
        budget: How much may still be asked.
        weights: What the model's variables look like; empty when it does not say.
        layers: How many layers the model has, wrapped ones included; 0 when it does not say.
        file_bytes: Size of the submitted file.
        usual_file_bytes: Size of the reference's file; 0 when it was not measured.
        call: Has the model called, where `ask` has it predict: `training=True` in the call of a layer counts then.
            Defaults to None: that makes no difference.
        layers_in_training: Names of the layers in whose call `training=True` is written.
        has_softmax: Whether one of its layers is, or ends in, a softmax. Defaults to False: none, or it does not say.
    """

    task: ExamTask
    hidden: Examples
    read_training: Callable[[], Examples]
    predictions: Floats
    ask: Ask
    budget: Budget
    weights: tuple[WeightFacts, ...] = ()
    layers: int = 0
    file_bytes: int = 0
    usual_file_bytes: int = 0
    call: Ask | None = None
    layers_in_training: tuple[str, ...] = ()
    has_softmax: bool = False
    tried: int = field(default=0, init=False)
    """Experiments so far: significance is asked of each at the level divided by their number (Bonferroni)."""

    def metric(self, predictions: npt.NDArray[np.generic], examples: Examples | None = None) -> float:
        """Return the task's metric of predictions on the hidden rows, or on other examples."""
        return metric_value(self.task.rubric.metric, predictions, examples or self.hidden, self.task.output)

    def score(self, predictions: npt.NDArray[np.generic], examples: Examples | None = None) -> int:
        """Return the score that such predictions would get, 0 to 5."""
        return score_for(self.metric(predictions, examples), self.task.rubric)

    @cached_property
    def given_score(self) -> int:
        """The score of the submission as it is."""
        return self.score(self.predictions)

    @property
    def is_deep(self) -> bool:
        """Whether rows cost so much that few of them have to do."""
        return self.layers > _DEEP_LAYERS

    @property
    def sample_size(self) -> int:
        """How many rows an experiment is made on, if there are so many."""
        return _sample_size(self.hidden.inputs, self.layers)

    @cached_property
    def spread(self) -> float:
        """Mean distance of the hidden targets from their median: what one value for all would miss; 1 if they agree."""
        truth = self.hidden.targets.astype(np.float64)
        return float(np.abs(truth - np.median(truth)).mean()) or 1.0

    @cached_property
    def training(self) -> Examples:
        """The candidate's own examples in the form of the hidden ones; nobody waits for them with all points."""
        return self.read_training()

    @cached_property
    def sample(self) -> Rows:
        """Row numbers of the hidden part that experiments with inputs are made on, in ascending order."""
        return drawn_rows(len(self.hidden.inputs), self.sample_size)

    @cached_property
    def training_sample(self) -> Rows:
        """Row numbers of the candidate's part that the model is asked about."""
        inputs = self.training.inputs
        samples = _TRAINING_SAMPLES_OF_TINY_ROWS if is_tiny(inputs) else _TRAINING_SAMPLES
        if self.is_deep:
            samples = _TRAINING_SAMPLES_OF_DEEP
        return drawn_rows(len(inputs), samples * self.sample_size)

    def training_end(self, *, last: bool) -> Examples:
        """Return the first, or the last, of the candidate's own examples: as many as an experiment is made on."""
        count = min(self.sample_size, len(self.training.inputs))
        rows = np.arange(len(self.training.inputs) - count, len(self.training.inputs)) if last else np.arange(count)
        return rows_of(self.training, rows)

    @cached_property
    def training_predictions(self) -> Floats | None:
        """What the model answers to its own training examples (the sample); None when it fails or may not be asked."""
        return self.answers(self.training.inputs[self.training_sample])

    @cached_property
    def training_examples(self) -> Examples:
        """The sample of the candidate's own examples."""
        return rows_of(self.training, self.training_sample)

    @cached_property
    def target_channel(self) -> int | None:
        """Which channel of the windows holds the series that is forecast, see `target_channel`; None when none does."""
        return target_channel(self.training.inputs, self.training.targets)

    def answers(self, inputs: Inputs, *, called: bool = False) -> Floats | None:
        """Return what the model answers to these rows; None when it gives no finite answer or may not be asked.

        Rows without an answer are not counted as spent, only the time.

        Args:
            inputs: The rows.
            called: Whether to have the model called instead of having it predict. Defaults to False.
        """
        ask = self.call if called else self.ask
        if ask is None or not self.budget.allows(len(inputs)):
            return None
        try:
            answers = ask(inputs).astype(np.float64)
        except ModelFailure:
            return None
        self.budget.spent += len(inputs)
        return answers

    def answers_to_each(self, parts: Sequence[Inputs]) -> list[Floats | None]:
        """Return what the model answers to each of several inputs, as `answers` does, but asked in one question.

        The way to the model and back costs more than a few rows. Where there is no answer to all of them together,
        because of one, say, that the model cannot read, each half is asked by itself, and so on a few times.
        """
        found: list[Floats | None] = [None] * len(parts)
        waiting, without = deque([range(len(parts))]), 0
        while waiting and without < _MOST_WITHOUT_ANSWER:
            places = waiting.popleft()
            together = self.answers(np.concatenate([parts[place] for place in places])) if places else None
            if together is not None:
                ends = np.cumsum([len(parts[place]) for place in places])[:-1]
                for place, answers in zip(places, np.split(together, ends), strict=True):
                    found[place] = answers
                continue
            without += 1
            if len(places) > 1:
                middle = len(places) // 2
                waiting += (places[:middle], places[middle:])
        return found


def rows_of(examples: Examples, rows: Rows) -> Examples:
    """Return some of the examples."""
    return Examples(
        inputs=examples.inputs[rows],
        targets=examples.targets[rows],
        ids=tuple(examples.ids[row] for row in rows),
        blocks=None if examples.blocks is None else examples.blocks[rows],
        scale=examples.scale,
    )


def drawn_rows(rows: int, count: int) -> Rows:
    """Return `count` of the row numbers, the same ones each time, in ascending order."""
    generator = np.random.Generator(np.random.PCG64([_SEED, rows]))
    return np.sort(generator.choice(rows, size=min(rows, count), replace=False)).astype(np.int64)
