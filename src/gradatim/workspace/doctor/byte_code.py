"""Byte code of TensorFlow and Keras: without it each import compiles thousands of files first."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from gradatim.workspace.doctor.report import Check, warning, well

_COMPILED = 0.9
"""Share from which byte code counts as there: some files are never imported, and some cannot be compiled."""
_FORBIDDEN_BY = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True)
class ByteCodeFacts:
    """What lies on the disk.

    Args:
        folders: Where TensorFlow and Keras are installed.
        source_files: How many Python files they have.
        compiled_files: How many `.pyc` files for this Python lie beside those.
        forbidden: Whether a variable keeps Python from writing byte code.
    """

    folders: tuple[Path, ...]
    source_files: int
    compiled_files: int
    forbidden: bool


def read_byte_code(search_path: list[str] | None = None) -> ByteCodeFacts:
    """Count the files.

    Args:
        search_path: Where packages may lie. Defaults to None: where Python looks, without the working folder.
    """
    search_path = sys.path[1:] if search_path is None else search_path
    folders = tuple(folder for name in ("tensorflow", "keras") if (folder := _folder_of(name, search_path)))
    sources, compiled = _count(folders)
    return ByteCodeFacts(folders, sources, compiled, forbidden=bool(os.environ.get(_FORBIDDEN_BY)))


def check_byte_code(facts: ByteCodeFacts) -> list[Check]:
    """Judge the facts; nothing is said where neither library is installed."""
    if not facts.source_files:
        return []
    said = f"{facts.compiled_files:,} of {facts.source_files:,} files of TensorFlow and Keras are compiled"
    if facts.compiled_files > _COMPILED * facts.source_files:
        return [well("byte-code", "Byte code", said)]
    unset = f"unset {_FORBIDDEN_BY}, then " if facts.forbidden else ""
    return [
        warning(
            "byte-code",
            "Byte code",
            received=said,
            expected="all of them: without .pyc files each import of TensorFlow takes three to four times as long",
            next_step=f"{unset}python -m compileall -q -j 0 {' '.join(map(str, facts.folders))}",
        )
    ]


def _folder_of(name: str, search_path: list[str]) -> Path | None:
    """Return a package's folder without importing it."""
    for entry in search_path:
        if (Path(entry) / name / "__init__.py").is_file():
            return Path(entry) / name
    return None


def _count(folders: tuple[Path, ...]) -> tuple[int, int]:
    sources = compiled = 0
    tag = f".{sys.implementation.cache_tag}.pyc"
    for folder in folders:
        for place, _, names in os.walk(folder):
            if place.endswith("__pycache__"):
                compiled += sum(name.endswith(tag) for name in names)
            else:
                sources += sum(name.endswith(".py") for name in names)
    return sources, compiled
