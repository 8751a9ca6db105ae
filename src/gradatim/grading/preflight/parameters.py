"""How many weights a file holds, by layer: their shapes are read, never the numbers themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import BinaryIO

from gradatim.grading.preflight.hdf5 import ask_child

_OWN = "vars"
"""The group in which Keras 3 puts the weights that a layer itself owns, with the layer's name."""
_H5_ROOT = "model_weights"
"""The group of an `.h5` file that holds one group for each layer, under its name."""


@dataclass(frozen=True)
class Group:
    """Weights that lie together.

    Args:
        path: Where they lie, from the root of the file.
        name: The name that the layer gave itself; empty where the file gives none.
        numbers: How many weights there are.
    """

    path: tuple[str, ...]
    name: str
    numbers: int


@dataclass(frozen=True)
class Parameters:
    """The weights of a model, without those of its optimizer; moving means and the like are among them, as in Keras.

    Args:
        groups: Where they lie.
    """

    groups: tuple[Group, ...]

    @property
    def total(self) -> int:
        """All weights of the model."""
        return sum(group.numbers for group in self.groups)

    def by_layer(self, layers: Collection[str]) -> dict[str, int]:
        """Return the weights of each layer by its name; what a layer wraps and does not name counts as its own.

        Args:
            layers: Names of the layers, from the model's configuration.
        """
        names = {group.path[:-1]: group.name for group in self.groups if group.path[-1:] == (_OWN,)}
        counts: Counter[str] = Counter(dict.fromkeys(layers, 0))
        for group in self.groups:
            owner = self._owner(group, names, frozenset(layers))
            if owner is not None:
                counts[owner] += group.numbers
        return dict(counts)

    def _owner(self, group: Group, names: dict[tuple[str, ...], str], layers: Collection[str]) -> str | None:
        """Return the innermost layer of the configuration around a group."""
        if group.path[:1] == (_H5_ROOT,):
            return next((part for part in reversed(group.path) if part in layers), None)
        for depth in range(len(group.path), 0, -1):
            name = names.get(group.path[:depth])
            if name is not None and name in layers:
                return name
        return None


def read_parameters(file: BinaryIO) -> Parameters:
    """Read the sizes of the weights out of an HDF5 file.

    Args:
        file: The open file; it must have a file descriptor.

    Raises:
        Refusal: It cannot be read within the limits.
    """
    groups = ask_child(file, "weights")["groups"]
    return Parameters(tuple(Group(tuple(path.split("/")), name or "", numbers) for path, name, numbers in groups))
