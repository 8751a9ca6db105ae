"""The peers' environments: made once below a folder that git ignores, from hash-pinned requirements, byte-compiled."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

from benchmarks.commands import run_command
from benchmarks.ours import ROOT

_INSTALL_SECONDS = 1200.0


class Environment:
    """A virtual environment of one peer.

    Args:
        folder: Where it lies.
        home: Home folder of its commands, so that nobody's settings of Jupyter count.
    """

    def __init__(self, folder: Path, home: Path) -> None:
        self._folder = folder
        self._home = home
        home.mkdir(parents=True, exist_ok=True)

    def program(self, name: str) -> Path:
        """Return the path of one of its programs."""
        return self._folder / "bin" / name

    @property
    def variables(self) -> dict[str, str]:
        """The whole environment of its commands: what is needed to run, and byte code is written as usual."""
        return {
            "PATH": f"{self._folder / 'bin'}{os.pathsep}{os.defpath}",
            "HOME": str(self._home),
            "TMPDIR": str(self._home),
            "LANG": "C.UTF-8",
            "TF_CPP_MIN_LOG_LEVEL": "3",
        }


def make_environment(name: str, cache: Path, home: Path) -> Environment:
    """Return a peer's environment; install it unless it is there and its requirements have not changed.

    Args:
        name: Of the peer; its packages are in `requirements/bench-NAME.txt`.
        cache: Gets a folder of that name.
        home: Home folder of its commands.

    Raises:
        CommandFailedError: The packages could not be installed.
    """
    requirements = ROOT / "requirements" / f"bench-{name}.txt"
    folder = cache / name
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    note = folder / "installed.txt"
    if not note.is_file() or note.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        _install(folder, requirements)
        note.write_text(wanted, encoding="utf-8")
    return Environment(folder, home)


def _install(folder: Path, requirements: Path) -> None:
    uv = Path(sys.executable).parent / "uv"
    python = folder / "bin" / "python"
    run_command([uv, "venv", "--quiet", "--python", sys.executable, folder], cwd=ROOT, environment=os.environ)
    install = [uv, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode", "--python", python, requirements]
    run_command(install, cwd=ROOT, environment=os.environ, seconds=_INSTALL_SECONDS)
