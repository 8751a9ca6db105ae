"""Reads a TOML file into a Pydantic model. A mistake is refused with file, line, what was expected and received."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gradatim.errors import UserError

_HEADER = re.compile(r"^\s*\[(\[)?\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*["']?([A-Za-z0-9_-]+)["']?\s*=""")
_SHOWN = 200

Entry = TypeVar("Entry", bound=BaseModel)


def read_toml(path: Path, entry: type[Entry], *, what: str, next_step: str) -> Entry:
    """Read and validate a TOML file.

    Args:
        path: The file.
        entry: What it must hold; forbid extra keys, so that a misspelt one is found.
        what: What the file is, for messages, such as `a blueprint`.
        next_step: What to do after correcting it.

    Raises:
        UserError: The file cannot be read, is not TOML, or breaks the format. A misspelt key is named before the key
            that is missing because of it.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return entry.model_validate(tomllib.loads(text))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(f"Expected {what} at {path}", received=reason, next_step=next_step) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"Expected TOML in UTF-8 in {path}", received=str(error), next_step=next_step) from error
    except ValidationError as error:
        first = min(error.errors(), key=lambda detail: detail["type"] != "extra_forbidden")
        expected, received = _explained(path, text, first, entry)
        raise UserError(expected, received=received[:_SHOWN], next_step=next_step) from error


def line_of(text: str, location: Sequence[str | int]) -> int | None:
    """Return the line number (from 1) of a key, or of the nearest enclosing table that is written out.

    Args:
        text: The TOML file.
        location: Path of keys and array indices, as Pydantic's errors give it, such as `("weak", 1, "scores", 0)`.

    Returns:
        The line, or None for a key of the top level that is not written.

    Example:
        >>> line_of('title = "x"\\n[score]\\nmetric = "f1"\\n', ("score", "metric"))
        3
    """
    lines: dict[tuple[str | int, ...], int] = {}
    counts: dict[str, int] = {}
    table: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            name = header[2]
            table = (name,)
            if header[1]:
                counts[name] = counts.get(name, -1) + 1
                table = (name, counts[name])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, key[1]), number)
    path = tuple(location)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def _explained(path: Path, text: str, error: ErrorDetails, entry: type[BaseModel]) -> tuple[str, str]:
    """Return what was expected, with file, line and key, and what was received."""
    location = error["loc"]
    line = line_of(text, location)
    where = f"{path}:{line}" if line else str(path)
    key = ".".join(str(part) for part in location)
    received = repr(error["input"])
    match error["type"]:
        case "extra_forbidden":
            known = _keys(entry, location[:-1])
            near = difflib.get_close_matches(str(location[-1]), known, n=1)
            hint = f" (did you mean {near[0]!r}?)" if near else f": one of {', '.join(known)}"
            return f"Expected a known key{hint} at {where}", repr(location[-1])
        case "missing":
            return f"Expected the key {key!r} in {where}", "no such key"
        case "value_error":
            expected, _, told = str(error["ctx"]["error"]).partition(". Received: ")
            return f"{expected} at {where}{f' ({key})' if key else ''}", told or received
        case _:
            message = error["msg"][0].lower() + error["msg"][1:]
            return f"Expected a valid value ({message}) at {where} ({key})", received


def _keys(entry: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """Return the keys that the format knows at a location, by walking the models along it."""
    model: Any = entry
    for part in location:
        if isinstance(part, str):
            model = model.model_fields[part].annotation
        while not (isinstance(model, type) and issubclass(model, BaseModel)):
            model = model.__args__[0]  # list[Model] or tuple[Model, ...]
    return list(model.model_fields)
