"""A loaded model of any format, as the batch loop sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

Shapes = list[list[int | None]]
_MOST_SHAPES = 32
_LONGEST_PATH = 60
MOST_WEIGHTS = 32


@dataclass(frozen=True)
class Facts:
    """What a model says about itself; None where it cannot say."""

    input_shapes: Shapes | None
    output_shapes: Shapes | None
    parameters: int | None
    layers: int | None


@dataclass(frozen=True)
class Weight:
    """What one variable looks like, without its numbers. Mirrors `WeightFacts` of the parent."""

    path: str
    shape: list[int]
    mean: float
    std: float
    low: float
    high: float


def weight_of(path: str, value: Any) -> Weight:
    """Return what an array of weights looks like, in few digits: all of them must fit one reply."""
    numbers = np.asarray(value, dtype=np.float64)
    figures = (numbers.mean(), numbers.std(), numbers.min(), numbers.max())
    return Weight(path[-_LONGEST_PATH:], list(numbers.shape), *(float(f"{figure:.5g}") for figure in figures))


class Runnable(Protocol):
    """Something that turns one batch into its outputs."""

    has_answered: bool
    """Whether its graph has answered: if it fails after that, the rows are to blame, with or without a graph."""

    @property
    def facts(self) -> Facts:
        """What the model says about itself."""
        ...

    @property
    def fixed_batch(self) -> int | None:
        """The only number of rows it accepts, or None."""
        ...

    def weights(self) -> list[Weight]:
        """Return what the last trainable weights look like; nothing where the format does not tell them apart."""
        ...

    def reset(self, *, for_graph: bool = False) -> None:
        """Bring all random and recurrent state back to what it was after loading.

        Args:
            for_graph: Whether `traced` is called next, which needs less. Defaults to False.
        """
        ...

    def eager(self, batch: Any) -> Any:
        """Return the outputs for one batch, operation by operation."""
        ...

    def called(self, batch: Any) -> Any:
        """Return the outputs as whoever calls the model gets them: what its layers say about training counts."""
        ...

    def traced(self, batch: Any) -> Any:
        """Return the same by way of a graph, which is traced once for each shape of batch."""
        ...


def shapes_of(tensors: Iterable[Any]) -> Shapes | None:
    """Return the shapes of symbolic tensors or tensor specs; None when one is unknown or there are absurdly many."""
    try:
        shapes = [[None if n is None else int(n) for n in tensor.shape] for tensor in tensors]
    except (AttributeError, TypeError, ValueError):
        return None
    return shapes if 0 < len(shapes) <= _MOST_SHAPES else None
