"""Shows that a task's hidden part is hidden: nothing in it, nor anything like it, is in the candidate's part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import Guard, GuardMethod
from gradatim.data.examples import Examples

_HASH_SIDE = 8
_BITS_APART = 6
"""Difference hashes of one photograph saved twice, at other sizes or qualities, are at most about this far apart."""
_CORRELATION = 0.9
"""Pictures with nothing on them (snow, sky) have hashes of mere noise; copies also agree in their levels."""

Pictures = npt.NDArray[np.float64]


def shared(guard: Guard, training: Examples, hidden: Examples) -> list[str]:
    """Return what both parts have in common; nothing, if the hidden part is hidden.

    Args:
        guard: How the parts are compared.
        training: The candidate's examples, in the form of the hidden ones.
        hidden: The hidden examples.

    Returns:
        Ids of hidden examples, each with what is wrong with it.
    """
    known = set(training.ids)
    problems = [f"{name}: its id is the candidate's as well" for name in hidden.ids if name in known]
    return problems + _COMPARISONS[guard.method](guard, training, hidden)


def _same_rows(_guard: Guard, training: Examples, hidden: Examples) -> list[str]:
    known = {row.tobytes() for row in training.inputs}
    return [
        f"{name}: its input is the candidate's as well"
        for name, row in zip(hidden.ids, hidden.inputs, strict=True)
        if row.tobytes() in known
    ]


def _same_runs(guard: Guard, training: Examples, hidden: Examples) -> list[str]:
    known = {run for row in training.inputs for run in _runs(_steps(row), guard.length)}
    return [
        f"{name}: {guard.length} steps in a row are the candidate's as well"
        for name, row in zip(hidden.ids, hidden.inputs, strict=True)
        if any(run in known for run in _runs(_steps(row), guard.length))
    ]


def _steps(row: npt.NDArray[np.generic]) -> list[bytes]:
    """Return a text's words, a sequence's tokens, or a series' time steps as things that can be compared."""
    if row.dtype.kind == "S":
        text = b" ".join(row.ravel().tolist()).decode(errors="replace")
        return [word.encode() for word in text.casefold().split()]
    return [step.tobytes() for step in row]


def _runs(steps: list[bytes], length: int) -> Iterator[tuple[bytes, ...]]:
    """Yield runs of steps; not those in which a step comes three times in a row, such as padding, or zeros at night."""
    start = 0
    for position in range(len(steps)):
        if position >= start + 2 and steps[position] == steps[position - 1] == steps[position - 2]:
            start = position - 1
        if position - start + 1 >= length:
            yield tuple(steps[position - length + 1 : position + 1])


def _alike_pictures(_guard: Guard, training: Examples, hidden: Examples) -> list[str]:
    """Compare difference hashes, also of the mirrored picture.

    Source: Krawetz, N. (2013), Kind of like that, The Hacker Factor Blog: of a picture 9 wide and 8 high, whether each
    level is below its right neighbour's.
    """
    ours, theirs = _thumbnails(hidden.inputs), _thumbnails(training.inputs)
    problems = []
    for name, picture in zip(hidden.ids, ours, strict=True):
        for view in (picture, picture[:, ::-1]):
            near = theirs[(_hashes(view[np.newaxis]) != _hashes(theirs)).sum(axis=1) <= _BITS_APART]
            if len(near) and _correlations(view, near).max() >= _CORRELATION:
                problems.append(f"{name}: it looks like one of the candidate's")
                break
    return problems


def _thumbnails(pictures: npt.NDArray[np.generic]) -> Pictures:
    """Return grey pictures 9 wide and 8 high, `(rows, 8, 9)`, each level the mean of an area."""
    grey = pictures.astype(np.float64)
    grey = grey.mean(axis=-1) if grey.ndim == 4 else grey
    for axis, parts in ((1, _HASH_SIDE), (2, _HASH_SIDE + 1)):
        edges = np.linspace(0, grey.shape[axis], parts + 1).round().astype(int)
        means = [grey.take(range(low, high), axis).mean(axis) for low, high in pairwise(edges)]
        grey = np.stack(means, axis=axis)
    return grey


def _hashes(thumbnails: Pictures) -> npt.NDArray[np.bool_]:
    return (thumbnails[:, :, :-1] < thumbnails[:, :, 1:]).reshape(len(thumbnails), -1)


def _correlations(picture: Pictures, others: Pictures) -> Pictures:
    """Return Pearson's correlation of one picture's levels with each of the others', `(others,)`."""
    one, many = picture.ravel() - picture.mean(), others.reshape(len(others), -1)
    many = many - many.mean(axis=1, keepdims=True)
    scale = np.sqrt((one**2).sum() * (many**2).sum(axis=1))
    correlations: Pictures = np.divide(many @ one, scale, out=np.zeros(len(many)), where=scale > 0)
    return correlations


def _nothing_more(_guard: Guard, _training: Examples, _hidden: Examples) -> list[str]:
    return []


_COMPARISONS: dict[GuardMethod, Callable[[Guard, Examples, Examples], list[str]]] = {
    GuardMethod.IDS: _nothing_more,
    GuardMethod.ROWS: _same_rows,
    GuardMethod.PICTURES: _alike_pictures,
    GuardMethod.SHINGLES: _same_runs,
    GuardMethod.WINDOWS: _same_runs,
}
