"""One exam task, as the rest of the house sees it. Read from a folder by `reader.py`."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from gradatim.data.catalogue import Dataset, load_dataset
from gradatim.data.split import Split

if TYPE_CHECKING:
    # Reading a task must not cost the import of NumPy.
    import numpy as np
    import numpy.typing as npt

    from gradatim.data.examples import Examples


class OutputKind(StrEnum):
    """What the numbers that leave the model mean."""

    VALUE = "value"
    """Real values in the task's unit."""
    PROBABILITY = "probability"
    """One probability per row, of the class named second."""
    PROBABILITIES = "probabilities"
    """One probability per class and row, summing to 1."""
    BOX = "box"
    """Top, left, bottom and right as fractions of the picture's sides, then one probability per class."""


BOX_SIDES = 4
"""How many numbers of a box come before the probabilities of its class."""


class MetricName(StrEnum):
    """The metrics a task can be scored by."""

    ACCURACY = "accuracy"
    MACRO_F1 = "macro F1"
    LOG_LOSS = "log loss"
    BITS_PER_CHARACTER = "bits per character"
    MEAN_AVERAGE_PRECISION = "mean average precision"
    MEAN_ABSOLUTE_ERROR = "mean absolute error"
    MEAN_ABSOLUTE_SCALED_ERROR = "mean absolute scaled error"

    @property
    def higher_is_better(self) -> bool:
        """Whether a larger value earns a higher score."""
        return self in (MetricName.ACCURACY, MetricName.MACRO_F1, MetricName.MEAN_AVERAGE_PRECISION)


@dataclass(frozen=True)
class InputContract:
    """What enters the model. `shape` is without the batch axis; None is an axis of any length.

    `dtype` is `float32`, `int32`, `uint8` or `string` (UTF-8 bytes).
    """

    name: str
    shape: tuple[int | None, ...]
    dtype: str
    description: str


@dataclass(frozen=True)
class OutputContract:
    """What must leave the model. `shape` is without the batch axis.

    Args:
        shape: Shape of one answer.
        kind: What the numbers mean.
        description: The same in words, with the unit.
        classes: Class names in the order of the probabilities; empty for values.
        plausible: Range in which honest predictions lie, in the task's unit; used for a notice, never for the score.
    """

    shape: tuple[int, ...]
    kind: OutputKind
    description: str
    classes: tuple[str, ...] = ()
    plausible: tuple[float, float] | None = None


@dataclass(frozen=True)
class Rubric:
    """How a metric becomes a score: `bands[k]` must be reached for the score `k + 1`."""

    metric: MetricName
    bands: tuple[float, float, float, float, float]
    unit: str = ""


@dataclass(frozen=True)
class Limits:
    """Largest file (MB of 10**6 bytes), memory beyond the idle grader (MB) and wall-clock seconds of the model run.

    `lambda_layers`: whether layers that carry Python code are run where models are fully confined.
    """

    file_mb: int = 50
    memory_mb: int = 2048
    seconds: int = 60
    lambda_layers: bool = True

    @property
    def file_bytes(self) -> int:
        """The largest file in bytes."""
        return self.file_mb * 10**6


class GuardMethod(StrEnum):
    """How hidden examples are compared with the candidate's, to show that none of them is there as well."""

    ROWS = "rows"
    """No hidden input equals one of the candidate's."""
    PICTURES = "pictures"
    """No hidden picture looks like one of the candidate's, by a perceptual hash."""
    SHINGLES = "shingles"
    """No run of `length` tokens, words or characters is in both parts."""
    WINDOWS = "windows"
    """No stretch of `length` time steps is in both parts."""
    IDS = "ids"
    """No id is in both parts: for tables of so few columns that different things may well measure the same."""


@dataclass(frozen=True)
class Guard:
    """How a task shows that its hidden part is hidden; see `contamination.py`.

    `length`: words, tokens, characters or time steps in a row that may not be in common. Defaults to 12.
    """

    method: GuardMethod
    length: int = 12


@dataclass(frozen=True)
class WeakAnswer:
    """A typical mistake: what it is, the scores it may get, and the coach's finding it must get."""

    file: str
    mistake: str
    scores: tuple[int, ...]
    finding: str = ""


@dataclass(frozen=True)
class ExamTask:
    """A task whose answer is a saved model, scored 0-5 on hidden data."""

    id: str
    folder: Path
    title: str
    revision: int
    category: int
    area: str
    skills: tuple[str, ...]
    minutes: int
    dataset_id: str
    input: InputContract
    output: OutputContract
    rubric: Rubric
    limits: Limits
    guard: Guard
    weak: tuple[WeakAnswer, ...]
    also: tuple[str, ...] = ()

    @property
    def dataset(self) -> Dataset:
        """The dataset that the examples come from, from the catalogue."""
        return load_dataset(self.dataset_id)

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """The task's dataset, then what the candidate is given beside it, such as pretrained weights."""
        return (self.dataset, *(load_dataset(dataset_id) for dataset_id in self.also))

    def version(self, split: Split) -> str:
        """Return what a score is bound to: revision, and a digest of everything that could change the score.

        The digest covers `task.toml`, `data.py`, the datasets' checksums and the split's fingerprint, so a changed
        band, example or key can never be mistaken for the same task.
        """
        digest = hashlib.sha256()
        for part in (
            (self.folder / "task.toml").read_bytes(),
            (self.folder / "data.py").read_bytes(),
            *(dataset.checksum.encode() for dataset in self.datasets),
            split.fingerprint.encode(),
        ):
            digest.update(hashlib.sha256(part).digest())
        return f"{self.revision}-{digest.hexdigest()[:12]}"

    def write_candidate_data(self, split: Split, folder: Path) -> None:
        """Write the candidate's part of the data into `folder`, as files that the README describes."""
        folder.mkdir(parents=True, exist_ok=True)
        self._data_module().candidate(self.dataset, split, folder)

    def hidden_set(self, split: Split) -> Examples:
        """Return the hidden inputs and targets.

        Raises:
            ValueError: The task's own data.py breaks the task's contract (a mistake of the task).
        """
        return self._checked(self._data_module().hidden(self.dataset, split))

    def training_set(self, split: Split) -> Examples:
        """Return the candidate's own examples, in exactly the form of the hidden ones.

        Raises:
            ValueError: The task's own data.py breaks the task's contract (a mistake of the task).
        """
        return self._checked(self._data_module().training(self.dataset, split))

    def _checked(self, examples: Examples) -> Examples:
        expected = self.input.shape
        received = examples.inputs.shape[1:]
        fits = len(expected) == len(received) and all(
            want in (None, got) for want, got in zip(expected, received, strict=True)
        )
        dtype = examples.inputs.dtype
        kind_fits = dtype.kind == "S" if self.input.dtype == "string" else dtype == self.input.dtype
        if not (fits and kind_fits):
            raise ValueError(
                f"Expected inputs of shape {expected} and dtype {self.input.dtype} from data.py of {self.id}. "
                f"Received: {received} {dtype}"
            )
        return examples

    def baselines(self, split: Split) -> dict[str, npt.NDArray[np.float32]]:
        """Return what simple methods, not models, predict on the hidden inputs; names starting `naive` use no input."""
        import numpy as np

        predictions = _load_module(self.folder / "baselines.py", self.id).baselines(self.dataset, split)
        return {name: np.asarray(values, dtype=np.float32) for name, values in predictions.items()}

    def readable(self, split: Split, inputs: npt.NDArray[np.generic]) -> list[list[str]] | None:
        """Return the words of each row, or its figures with their names, as a person reads them.

        Args:
            split: Decides which part is hidden: a vocabulary comes from the other one.
            inputs: Rows as a model is given them.

        Returns:
            One list of words or figures for each row; None where the task has no `readable.py`.
        """
        path = self.folder / "readable.py"
        if not path.is_file():
            return None
        rows: list[list[str]] = _load_module(path, self.id).readable(self.dataset, split, inputs)
        return rows

    def _data_module(self) -> ModuleType:
        return _load_module(self.folder / "data.py", self.id)


def _load_module(path: Path, task_id: str) -> ModuleType:
    """Import a Python file of a task's folder. The bank is trusted: it is the operator's own."""
    name = f"gradatim_task_{task_id.replace('-', '_')}_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"Expected a Python file. Received: {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
