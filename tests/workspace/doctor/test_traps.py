"""Every trap that is known is recognised by its facts, and gets a mend."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from gradatim.sandbox.mode import SandboxMode
from gradatim.workspace.doctor.byte_code import check_byte_code
from gradatim.workspace.doctor.clock import Synchronised, check_clock
from gradatim.workspace.doctor.confinement import check_confinement
from gradatim.workspace.doctor.folders import check_folders
from gradatim.workspace.doctor.graphics import check_graphics
from gradatim.workspace.doctor.imports import ImportFacts, check_imports
from gradatim.workspace.doctor.libraries import check_libraries
from gradatim.workspace.doctor.memory import check_memory
from gradatim.workspace.doctor.processor import check_processor
from gradatim.workspace.doctor.python import check_python
from gradatim.workspace.doctor.report import Check, State
from gradatim.workspace.doctor.shadows import ShadowFacts, check_shadows
from tests.workspace.doctor import facts

OK, WARNING, PROBLEM = State.OK, State.WARNING, State.PROBLEM

GROUPS: dict[str, tuple[Callable[[Any], list[Check]], Any]] = {
    "python": (check_python, facts.PYTHON),
    "libraries": (check_libraries, facts.LIBRARIES),
    "imports": (check_imports, facts.IMPORTS),
    "byte code": (check_byte_code, facts.BYTE_CODE),
    "shadows": (check_shadows, facts.SHADOWS),
    "processor": (check_processor, facts.PROCESSOR),
    "memory": (check_memory, facts.MEMORY),
    "graphics": (check_graphics, facts.GRAPHICS),
    "confinement": (check_confinement, facts.CONFINEMENT),
    "folders": (check_folders, facts.FOLDERS),
    "clock": (check_clock, facts.CLOCK),
}


@dataclass(frozen=True)
class Trap:
    """One fact that is not well: the check that tells, how bad it is, and words of what it says and of the mend."""

    group: str
    changes: dict[str, Any]
    check: str
    state: State
    says: str
    mend: str


TRAPS = {
    "32-bit Python": Trap("python", {"bits": 32}, "python-version", PROBLEM, "32 bit", "64 bit"),
    "old Python": Trap("python", {"version": (3, 10, 9)}, "python-version", PROBLEM, "Python 3.10.9", "3.12"),
    "new Python": Trap("python", {"version": (3, 14, 0)}, "python-version", PROBLEM, "Python 3.14.0", "3.12"),
    "Intel Mac": Trap("python", {"system": "darwin"}, "platform", PROBLEM, "macOS, x86_64", "bundle"),
    "Rosetta": Trap("python", {"system": "darwin", "translated": True}, "platform", PROBLEM, "translated", "arm64"),
    "Windows itself": Trap("python", {"system": "win32", "machine": "AMD64"}, "platform", WARNING, "Windows", "wsl"),
    "Alpine": Trap("python", {"libc": ("", "")}, "platform", PROBLEM, "not glibc", "Debian"),
    "old Linux": Trap("python", {"libc": ("glibc", "2.17")}, "platform", PROBLEM, "glibc 2.17", "update"),
    "system's Python": Trap("python", {"own_environment": False}, "environment", WARNING, "system's", ".venv"),
    "another python is typed": Trap(
        "python", {"typed": "/usr/bin/python", "typed_prefix": "/usr"}, "python-command", WARNING, "/usr/bin", "source"
    ),
    "no python is typed": Trap("python", {"typed": "", "typed_prefix": ""}, "python-command", WARNING, "nothing", "so"),
    "no TensorFlow": Trap("libraries", {"providers": {}}, "tensorflow", PROBLEM, "none", "make setup"),
    "both TensorFlow packages": Trap(
        "libraries",
        {"providers": {"tensorflow": "2.21.0", "tensorflow-cpu": "2.21.0"}},
        "tensorflow",
        PROBLEM,
        "tensorflow and tensorflow-cpu",
        "pip uninstall --yes tensorflow tensorflow-cpu",
    ),
    "old TensorFlow": Trap(
        "libraries", {"providers": {"tensorflow": "2.9.3"}}, "tensorflow", PROBLEM, "tensorflow 2.9.3", "2.21"
    ),
    "Keras 2": Trap("libraries", {"keras": "2.15.0"}, "keras", PROBLEM, "2.15.0", "3.15"),
    "newer Keras": Trap("libraries", {"keras": "3.16.0"}, "keras", PROBLEM, "3.16.0", "3.15"),
    "legacy Keras by variable": Trap("libraries", {"legacy_keras": "1"}, "keras", PROBLEM, "Keras 2", "unset TF_USE"),
    "NumPy 1": Trap("libraries", {"numpy": "1.26.4"}, "numpy", PROBLEM, "1.26.4", "numpy>=2.1"),
    "no NumPy": Trap("libraries", {"numpy": ""}, "numpy", PROBLEM, "none", "numpy"),
    "illegal instruction": Trap("imports", {"signal": int(signal.SIGILL)}, "import", PROBLEM, "SIGILL", "AVX"),
    "killed on import": Trap("imports", {"signal": int(signal.SIGKILL)}, "import", PROBLEM, "SIGKILL", "memory"),
    "import error": Trap("imports", {"error": "ImportError: x"}, "import", PROBLEM, "ImportError: x", "make clean"),
    "import reads from disk": Trap("imports", {"seconds": 22.0}, "import", WARNING, "22.0 s", "once more"),
    "import compiles": Trap("imports", {"seconds": 22.0, "cpu_seconds": 19.0}, "import", WARNING, "19.0", "Byte code"),
    "Keras on JAX": Trap("imports", {"backend": "jax"}, "keras-settings", WARNING, "backend = jax", "keras.json"),
    "Keras on JAX by variable": Trap(
        "imports", {"backend": "jax", "keras_backend": "jax"}, "keras-settings", WARNING, "jax", "unset KERAS_BACKEND"
    ),
    "channels first": Trap(
        "imports", {"image_data_format": "channels_first"}, "keras-settings", WARNING, "first", "channels_last"
    ),
    "half precision": Trap("imports", {"floatx": "float16"}, "keras-settings", WARNING, "float16", "float32"),
    "missing .pyc": Trap(
        "byte code", {"compiled_files": 0}, "byte-code", WARNING, "0 of 2,700", "python -m compileall"
    ),
    "missing .pyc by variable": Trap(
        "byte code", {"compiled_files": 0, "forbidden": True}, "byte-code", WARNING, "0 of", "unset PYTHONDONTWRITE"
    ),
    "tensorflow.py": Trap(
        "shadows", {"files": (Path("category1/tensorflow.py"),)}, "shadowing-files", PROBLEM, "category1/tensor", "mv"
    ),
    "keras.py": Trap(
        "shadows", {"files": (Path("keras.py"),)}, "shadowing-files", PROBLEM, "keras.py", "mv keras.py my_keras.py"
    ),
    "random.py": Trap("shadows", {"files": (Path("random.py"),)}, "shadowing-files", PROBLEM, "random.py", "mv"),
    "no AVX": Trap("processor", {"instructions": frozenset({"sse4_2"})}, "processor", PROBLEM, "without AVX", "-cpu"),
    "no AVX2": Trap("processor", {"instructions": frozenset({"avx"})}, "processor", WARNING, "without AVX2", "smoke"),
    "half a core": Trap("processor", {"cores": 0.5}, "cores", WARNING, "0.5", "container"),
    "busy": Trap("processor", {"load": 7.5}, "cores", WARNING, "load 7.5", "end what"),
    "little memory": Trap("memory", {"total": 2000, "available": 1500}, "memory", PROBLEM, "2.0 GB", "memory"),
    "full memory": Trap("memory", {"available": 900}, "memory", WARNING, "0.9 GB", "close"),
    "little disk": Trap("memory", {"disk": {"results": 900}}, "disk", WARNING, "0.9 GB", "GRADATIM_HOME"),
    "no disk": Trap("memory", {"disk": {"temporary files": 9}}, "disk", PROBLEM, "0.0 GB", "TMPDIR"),
    "GPU unseen": Trap(
        "graphics", {"present": ("H200",), "built_with_cuda": True}, "graphics", WARNING, "not see", "[and-cuda]"
    ),
    "reduced sandbox": Trap(
        "confinement",
        {"mode": SandboxMode.REDUCED, "reason": "no namespaces: EPERM"},
        "sandbox",
        WARNING,
        "reduced: no namespaces: EPERM",
        "user namespaces",
    ),
    "container with Docker's own list of system calls": Trap(
        "confinement",
        {
            "mode": SandboxMode.REDUCED,
            "refusal": "Expected full. Received: mode reduced. Next: use Docker. For your own models, set X",
            "container": True,
        },
        "sandbox",
        PROBLEM,
        "mode reduced",
        "start the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined. For your own",
    ),
    "container in which reduced confinement is accepted": Trap(
        "confinement",
        {"mode": SandboxMode.REDUCED, "reason": "EPERM", "container": True},
        "sandbox",
        WARNING,
        "reduced: EPERM",
        "start the container with --security-opt",
    ),
    "no sandbox": Trap(
        "confinement",
        {"mode": SandboxMode.NONE, "refusal": "Expected full. Received: mode none, because of x. Next: use Docker"},
        "sandbox",
        PROBLEM,
        "mode none, because of x",
        "use Docker",
    ),
    "read-only home": Trap("folders", {"home_error": "Read-only file system"}, "home", PROBLEM, "Read-only", "HOME"),
    "home on NFS": Trap("folders", {"home_file_system": "nfs4"}, "home", PROBLEM, "nfs4", "GRADATIM_HOME"),
    "database of a newer version": Trap(
        "folders", {"database_error": "version 9"}, "database", PROBLEM, "version 9", "gradatim exam list"
    ),
    "read-only folder": Trap("folders", {"folder_error": "Permission denied"}, "folder", WARNING, "denied", "cd"),
    "folder of Windows in WSL": Trap("folders", {"folder_file_system": "9p"}, "folder", WARNING, "9p", "check"),
    "misspelt setting": Trap(
        "folders", {"unknown_settings": ("GRADATIM_HOMM",)}, "settings", WARNING, "GRADATIM_HOMM", "unset"
    ),
    "clock in the past": Trap("clock", {"now": 1_000_000_000}, "clock", PROBLEM, "2001-09-09", "set-ntp"),
    "clock on its own": Trap("clock", {"synchronised": Synchronised.NO}, "clock", WARNING, "time server", "set-ntp"),
}


def judge(group: str, changes: dict[str, Any]) -> dict[str, Check]:
    """Return the checks of a group by id, with some facts changed."""
    check, well = GROUPS[group]
    return {found.id: found for found in check(replace(well, **changes))}


@pytest.mark.parametrize("group", GROUPS)
def test_a_machine_on_which_all_is_well_gets_nothing_to_mend(group: str) -> None:
    for check in judge(group, {}).values():
        assert (check.state, check.expected, check.next_step) == (OK, "", ""), check


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_recognised_and_gets_its_mend(name: str) -> None:
    trap = TRAPS[name]
    checks = judge(trap.group, trap.changes)
    found = checks.pop(trap.check)
    assert found.state is trap.state
    assert trap.says in found.received
    assert trap.mend in found.next_step
    assert found.expected
    if not trap.changes.keys() & {"error", "signal"}:  # an import that failed leaves the rest unknown
        assert all(other.state is OK for other in checks.values()), "one cause, one line"


def test_an_arm_processor_needs_no_avx() -> None:
    assert judge("processor", {"machine": "aarch64", "instructions": frozenset({"neon"})})["processor"].state is OK


def test_a_mac_with_an_apple_processor_is_well() -> None:
    mac = {"system": "darwin", "machine": "arm64", "libc": ("", "")}
    assert judge("python", mac)["platform"].state is OK


def test_a_graphics_processor_that_tensorflow_uses_is_named() -> None:
    seen = judge("graphics", {"present": ("H200",), "seen": ("/physical_device:GPU:0",), "built_with_cuda": True})
    assert (seen["graphics"].state, seen["graphics"].received) == (OK, "TensorFlow uses /physical_device:GPU:0")


def test_nothing_is_said_of_byte_code_where_no_tensorflow_is() -> None:
    assert judge("byte code", {"source_files": 0, "compiled_files": 0}) == {}


def test_an_import_that_failed_says_nothing_of_the_settings() -> None:
    assert "not known" in {c.id: c for c in check_imports(ImportFacts(error="x"))}["keras-settings"].received


@pytest.mark.parametrize("name", ["answer.py", "my_keras.py", "tensorflow_notes.py", "data.py"])
def test_an_ordinary_file_shadows_nothing(name: str) -> None:
    assert check_shadows(ShadowFacts((Path(name),)))[0].state is OK
