"""Is this a Python that TensorFlow has wheels for, and is it the one that `python answer.py` starts?"""

from __future__ import annotations

import os
import platform
import shutil
import struct
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from gradatim.workspace.doctor.report import Check, problem, warning, well

OLDEST, NEWEST = (3, 11), (3, 13)
"""The Pythons that TensorFlow 2.21 and Keras 3.15 both support."""
OLDEST_GLIBC = (2, 27)
"""The C library that TensorFlow's wheels for Linux are built against (manylinux_2_27)."""
_SECONDS = 20.0
_PREFIX = "import sys; print(sys.prefix)"


@dataclass(frozen=True)
class PythonFacts:
    """What this Python is.

    Args:
        version: Such as (3, 12, 4).
        bits: Of an address: 32 or 64.
        system: `linux`, `darwin` or `win32`, as `sys.platform` says.
        machine: The processor's family, such as `x86_64` or `arm64`.
        translated: Whether macOS translates this Intel program on an Apple processor (Rosetta).
        libc: Name and version of the C library; an empty name where the system does not say.
        prefix: Where this Python's packages are installed.
        own_environment: Whether it is a virtual or Conda environment, apart from the system's packages.
        typed: What `python` starts when it is typed: its path, or empty for nothing.
        typed_prefix: Where that one's packages are installed; empty when it could not be asked.
    """

    version: tuple[int, int, int]
    bits: int
    system: str
    machine: str
    translated: bool
    libc: tuple[str, str]
    prefix: str
    own_environment: bool
    typed: str
    typed_prefix: str


def read_python() -> PythonFacts:
    """Read the facts of the running Python."""
    typed = shutil.which("python") or ""
    return PythonFacts(
        version=sys.version_info[:3],
        bits=struct.calcsize("P") * 8,
        system=sys.platform,
        machine=platform.machine(),
        translated=sys.platform == "darwin" and _sysctl("sysctl.proc_translated") == "1",
        libc=platform.libc_ver() if sys.platform == "linux" else ("", ""),
        prefix=sys.prefix,
        own_environment=sys.prefix != sys.base_prefix or (Path(sys.prefix) / "conda-meta").is_dir(),
        typed=typed,
        typed_prefix=_prefix_of(typed),
    )


def check_python(facts: PythonFacts) -> list[Check]:
    """Judge the facts."""
    return [_version(facts), _platform(facts), _environment(facts), _typed(facts)]


def _version(facts: PythonFacts) -> Check:
    said = f"Python {'.'.join(map(str, facts.version))}, {facts.bits} bit"
    expected = "a 64-bit Python 3.11, 3.12 or 3.13: TensorFlow 2.21 has no wheels for others"
    mend = "install Python 3.12 for 64 bit from python.org or your system, then make setup PYTHON=/path/to/python3.12"
    if facts.bits != 64 or not OLDEST <= facts.version[:2] <= NEWEST:
        return problem("python-version", "Python", received=said, expected=expected, next_step=mend)
    return well("python-version", "Python", said)


def _platform(facts: PythonFacts) -> Check:
    title, said = "System", f"{_SYSTEMS.get(facts.system, facts.system)}, {facts.machine}"

    def bad(expected: str, next_step: str, received: str = said) -> Check:
        return problem("platform", title, received=received, expected=expected, next_step=next_step)

    intel = facts.machine.lower() in ("x86_64", "amd64")
    match facts.system:
        case "darwin" if intel and facts.translated:
            return bad(
                "a Python for Apple processors: TensorFlow 2.21 has no wheels for Intel programs on macOS",
                "install the arm64 Python (python.org's universal installer, or arch -arm64 brew install python@3.12), "
                "then make setup PYTHON=/path/to/that/python3.12",
                f"{said} (an Intel Python, translated on an Apple processor)",
            )
        case "darwin" if intel:
            return bad(
                "a processor that TensorFlow 2.21 has wheels for: its last release for Intel Macs was 2.16",
                "train elsewhere (gradatim bundle CATEGORY writes a notebook for Colab), or run Gradatim in Docker",
            )
        case "linux" if facts.libc[0] != "glibc":
            return bad(
                "a Linux with the GNU C library: TensorFlow has no wheels for musl (Alpine)",
                "use Debian, Ubuntu, Fedora or another Linux with glibc, also as a container image",
                f"{said}, C library: {facts.libc[0] or 'not glibc'}",
            )
        case "linux" if _numbers(facts.libc[1]) < OLDEST_GLIBC:
            return bad(
                f"glibc {_dotted(OLDEST_GLIBC)} or newer, which TensorFlow's wheels are built against",
                "update the system, or run Gradatim in a container of a newer one",
                f"{said}, glibc {facts.libc[1]}",
            )
        case "win32":
            return warning(
                "platform",
                title,
                received=said,
                expected="Linux or macOS: models cannot be run safely on Windows itself",
                next_step="wsl --install, then install Gradatim inside WSL2",
            )
    return well("platform", title, said)


def _environment(facts: PythonFacts) -> Check:
    if facts.own_environment:
        return well("environment", "Environment", "an environment of its own")
    return warning(
        "environment",
        "Environment",
        received="the packages of the system's Python",
        expected="an environment of its own, which other programs cannot change",
        next_step="make setup (it makes .venv), or python -m venv .venv",
    )


def _typed(facts: PythonFacts) -> Check:
    title = "Command python"
    if facts.typed_prefix and _same(facts.typed_prefix, facts.prefix):
        return well("python-command", title, "starts this Python")
    return warning(
        "python-command",
        title,
        received=f"starts {facts.typed}" if facts.typed else "starts nothing",
        expected="that python answer.py starts this Python, which has TensorFlow",
        next_step=_activation(facts),
    )


_SYSTEMS = {"linux": "Linux", "darwin": "macOS", "win32": "Windows"}


def _activation(facts: PythonFacts) -> str:
    if facts.system == "win32":
        return rf"{facts.prefix}\Scripts\activate"
    return f"source {facts.prefix}/bin/activate"


def _same(first: str, second: str) -> bool:
    return os.path.realpath(first) == os.path.realpath(second)


def _prefix_of(python: str) -> str:
    if not python or Path(python).parent == Path(sysconfig.get_path("scripts")):
        return sys.prefix if python else ""
    try:
        asked = subprocess.run(
            [python, "-c", _PREFIX], capture_output=True, text=True, timeout=_SECONDS, check=False, cwd=os.sep
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip()


def _sysctl(name: str) -> str:
    try:
        asked = subprocess.run(
            ["/usr/sbin/sysctl", "-n", name], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
