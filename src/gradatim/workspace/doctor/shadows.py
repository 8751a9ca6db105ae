"""Files beside an answer that Python would import in place of a library: tensorflow.py, keras.py, random.py, …"""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from gradatim.workspace.doctor.report import Check, problem, well

_LIBRARIES = frozenset(
    {"tensorflow", "tensorflow_datasets", "keras", "numpy", "pandas", "matplotlib", "scipy", "sklearn", "h5py", "PIL"}
    | {"gradatim"}
)
_NEVER_FROM_A_FILE = frozenset({"__main__", "this", "antigravity", "idlelib", "test"})
_MOST_NAMED = 4


@dataclass(frozen=True)
class ShadowFacts:
    """Files and packages in the folders of answers, by path relative to the working folder."""

    files: tuple[Path, ...]


def read_shadows(folder: Path) -> ShadowFacts:
    """Look through a folder and the category folders in it for Python files and packages.

    Args:
        folder: The working folder: a category folder, an exam folder, a practice folder.
    """
    found: list[Path] = []
    for place in (folder, *sorted(folder.glob("category?"))):
        try:
            entries = sorted(place.iterdir())
        except OSError:
            continue
        found += [path.relative_to(folder) for path in entries if path.suffix == ".py"]
        found += [path.relative_to(folder) for path in entries if (path / "__init__.py").is_file()]
    return ShadowFacts(tuple(found))


def shadowing_files(facts: ShadowFacts) -> list[Path]:
    """Return the files that a script beside them imports in place of a library: Python looks there first."""
    names = (_LIBRARIES | sys.stdlib_module_names) - _NEVER_FROM_A_FILE
    return [path for path in facts.files if path.stem in names]


def out_of_the_way(path: Path) -> str:
    """Return the command that gives a shadowing file another name."""
    return f"mv {shlex.quote(path.as_posix())} {shlex.quote(path.with_name(f'my_{path.name}').as_posix())}"


def check_shadows(facts: ShadowFacts) -> list[Check]:
    """Judge the facts."""
    shadowing = shadowing_files(facts)
    if not shadowing:
        return [well("shadowing-files", "Files here", "none has the name of a library")]
    more = f" and {len(shadowing) - _MOST_NAMED} more" if len(shadowing) > _MOST_NAMED else ""
    first = shadowing[0]
    return [
        problem(
            "shadowing-files",
            "Files here",
            received=", ".join(path.as_posix() for path in shadowing[:_MOST_NAMED]) + more,
            expected=f"no file with the name of a library: import {first.stem} would read this file instead",
            next_step=out_of_the_way(first),
        )
    ]
