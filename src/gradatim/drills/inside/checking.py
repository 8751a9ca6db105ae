"""What the checks of a drill say their wishes with. `checks.py` imports this file from its own folder.

A check is a function `check_…(answer)`, whose docstring says what holds when it passes and whose argument is the
learner's file as a module. It fails by `require`; whatever else it raises is the learner's error, shown with the line.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

_SHOWN_CHARACTERS = 300
_SHOWN_NUMBERS = 8


class UnmetError(Exception):
    """A check that does not pass.

    Args:
        expected: What was expected, without "Expected".
        received: What came.
        look: The next thing to look at: a sentence.
        line: Line of the answer that it is about, if one is known.
    """

    def __init__(self, expected: str, received: str, look: str, line: int | None = None) -> None:
        super().__init__(f"Expected {expected}. Received: {received}. {look}")
        self.expected, self.received, self.look, self.line = expected, received, look, line


def require(holds: object, *, expected: str, received: object, look: str, line: int | None = None) -> None:
    """End the check unless `holds` is true.

    Args:
        holds: What must be true.
        expected: What was expected, as a phrase that follows "Expected".
        received: What came: a value, which is shown briefly, or a phrase.
        look: The next thing to look at: one sentence, an order or a question, never the solution itself.
        line: Line of the answer that it is about. Defaults to none.
    """
    if not bool(holds):
        raise UnmetError(expected, received if isinstance(received, str) else shown(received), look, line)


def require_close(
    received: object, wanted: object, *, what: str, look: str, tolerance: float = 1e-5, expected: str | None = None
) -> None:
    """End the check unless two arrays have the same shape and nearly the same values.

    Args:
        received: What the answer made.
        wanted: What it should have made.
        what: Name of the value, such as "the scaled features".
        look: The next thing to look at.
        tolerance: Greatest difference, absolute or relative. Defaults to 1e-5.
        expected: What to say instead of the wanted values, which would give the answer away. Defaults to them.
    """
    try:
        mine, theirs = np.asarray(wanted), np.asarray(received)
        numeric = np.issubdtype(theirs.dtype, np.number) or theirs.dtype == bool
    except Exception:  # a value of the answer's own may refuse anything
        mine, theirs, numeric = np.asarray(wanted), None, False
    if not numeric or theirs is None:
        require(False, expected=f"{what} as numbers of shape {mine.shape}", received=received, look=look)
        return
    require(theirs.shape == mine.shape, expected=f"{what} of shape {mine.shape}", received=received, look=look)
    close = np.allclose(theirs.astype(float), mine.astype(float), rtol=tolerance, atol=tolerance, equal_nan=True)
    require(
        close,
        expected=expected or f"{what} to be {shown(mine if mine.ndim else mine.item())}",
        received=received,
        look=look,
    )


def require_defined(answer: Any, name: str, *, look: str) -> Any:
    """Return what the answer calls `name`, or end the check if it is not there or still the starter's `...`."""
    value = getattr(answer, name, None)
    require(
        value is not None and value is not ...,
        expected=f"{name} to be filled in",
        received=f"{name} = {'...' if value is ... else 'None'}" if hasattr(answer, name) else f"no {name}",
        look=look,
        line=line_of(name),
    )
    return value


def shown(value: object) -> str:
    """Return a value as a learner would want to see it: short, arrays with shape and type."""
    try:
        return _shown(value)[:_SHOWN_CHARACTERS]
    except Exception:  # the text of a learner's own object is the learner's code
        return f"a {type(value).__name__}"


def source() -> str:
    """Return the text of the answer."""
    with open("answer.py", encoding="utf-8") as file:  # noqa: PTH123 - beside this file
        return file.read()


def calls(name: str) -> list[ast.Call]:
    """Return the calls of a function or method of this name in the answer, such as every `….fit(…)` for "fit"."""
    found = [node for node in ast.walk(ast.parse(source())) if isinstance(node, ast.Call)]
    return [call for call in found if _last_name(call.func) == name]


def line_of(name: str) -> int | None:
    """Return the line where the answer defines or assigns a name, or None."""
    for node in ast.walk(ast.parse(source())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return node.lineno
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            return node.lineno
    return None


def parameters(function: Callable[..., object]) -> list[str]:
    """Return the names of a function's parameters."""
    return list(inspect.signature(function).parameters)


def figures() -> Sequence[Any]:
    """Return the Matplotlib figures that the answer has made and not closed."""
    import matplotlib.pyplot as plt

    return [plt.figure(number) for number in plt.get_fignums()]


def _last_name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _shown(value: object) -> str:
    if hasattr(value, "numpy") and hasattr(value, "shape"):
        return f"a tensor of {_numbers(np.asarray(value.numpy()))}"
    if isinstance(value, np.ndarray):
        return f"an array of {_numbers(value)}" if value.ndim else _shown(value.item())
    if isinstance(value, float | np.generic):
        return _number(value.item() if isinstance(value, np.generic) else value)
    if callable(value) and hasattr(value, "__name__"):
        return f"the function {value.__name__}" if inspect.isroutine(value) else f"the class {value.__name__}"
    return repr(value)


def _numbers(array: np.ndarray[Any, Any]) -> str:
    values = ", ".join(_number(number) for number in array.reshape(-1)[:_SHOWN_NUMBERS].tolist())
    more = ", …" if array.size > _SHOWN_NUMBERS else ""
    return f"shape {array.shape} and type {array.dtype}: {values}{more}"


def _number(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else repr(value)
