"""Which files of the host a confined process may read."""

from __future__ import annotations

import sysconfig
from dataclasses import dataclass
from pathlib import Path

_PYTHON_FOLDERS = ("stdlib", "platstdlib", "purelib", "platlib")
_SYSTEM_FOLDERS = ("/lib", "/usr/lib", "/lib64", "/usr/lib64")
_PACKAGE = Path(__file__).parents[2]
_SANDBOX = Path(__file__).parents[1]


@dataclass(frozen=True)
class Libraries:
    """Folders and files to read, none within another, and folders in them that stay hidden."""

    readable: tuple[Path, ...]
    hidden: tuple[Path, ...]


def find_libraries() -> Libraries:
    """Return what Python, TensorFlow and the model's side of the conversation consist of, and nothing else.

    The bank is hidden where it lies among the packages: it holds the data from which the hidden sets are drawn.
    """
    paths = sysconfig.get_paths()
    wanted = [Path(paths[name]) for name in _PYTHON_FOLDERS]
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    wanted += [Path(folder, multiarch) for folder in _SYSTEM_FOLDERS[:2] if multiarch]
    wanted += [Path(folder) for folder in _SYSTEM_FOLDERS[2:]]
    wanted += [_PACKAGE / "__init__.py", _SANDBOX]
    present = sorted({path.resolve() for path in wanted if path.exists()})
    readable = tuple(path for path in present if not any(path.is_relative_to(p) for p in present if p != path))
    bank = _PACKAGE / "content"
    hidden = bank.is_dir() and any(bank.is_relative_to(path) for path in readable)
    return Libraries(readable, (bank,) if hidden else ())
