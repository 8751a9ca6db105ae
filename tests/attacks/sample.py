"""What a sample of an attack is, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gradatim.sandbox.failure import Reason, Stage
from gradatim.sandbox.model_format import ModelFormat


class Family(StrEnum):
    """Kinds of attack; the names of issue and threat model."""

    LAMBDA = "Lambda bytecode"
    CONFIG = "config injection"
    FILE_LAYER = "file-reading layers"
    FILES = "files"
    HDF5 = "HDF5 external storage and links"
    ZIP = "zip traversal"
    BOMB = "zip, HDF5 and JSON bombs"
    SAVED_MODEL = "SavedModel file operations"
    PROCESS = "fork"
    THREAD = "thread bombs"
    MEMORY = "memory bombs"
    SHARED_MEMORY = "shared-memory bombs"
    DISK = "disk and inode bombs"
    LOOP = "endless loops"
    FLOOD = "output floods"
    FRAME = "forged frames"
    OUTPUT = "outputs of the wrong kind"
    PROC = "/proc"
    OTHERS = "ptrace, signals and pidfd"
    SOCKET = "sockets"
    KERNEL = "the kernel"
    PERSISTENCE = "persistence into the next job"


@dataclass(frozen=True)
class Surroundings:
    """What of this machine an attack could reach for. All of it is ours, and harmless.

    Args:
        folder: Where the sample's file is made.
        bases: Models that TensorFlow wrote, see `make_models.py`.
        secret: File outside that anybody may read and write.
        port: TCP and UDP port on the loopback address.
        unix_path: Listening Unix socket.
        abstract: Name of another one.
        processes: Ids of the test's process, the fork server's guard and the fork server.
        host_name: Of this machine.
    """

    folder: Path
    bases: Path
    secret: Path
    port: int
    unix_path: str
    abstract: str
    processes: tuple[int, ...]
    host_name: str


@dataclass(frozen=True)
class Answers:
    """The model is loaded and answers each row with one number, which says that no attempt got out.

    Args:
        value: The number. Defaults to 42.
    """

    value: float = 42.0


@dataclass(frozen=True)
class Fails:
    """The model fails.

    Args:
        stage: When.
        reasons: With one of these reasons.
        text: What the failure must say. Defaults to "".
    """

    stage: Stage
    reasons: frozenset[Reason]
    text: str = ""


Expected = Answers | Fails


@dataclass(frozen=True)
class Sample:
    """One hostile file.

    Args:
        name: What it does.
        family: Kind of attack.
        make: Writes the file into the folder of its surroundings and returns it.
        expected: What comes of it.
        allow_lambda: Whether the task allows Python code in models. Defaults to True.
        predictions: How often it is asked. Defaults to 2.
        seconds: Its time. Defaults to 20, far more than it needs.
        memory_mb: Its memory. Defaults to 256.
        x86_only: Whether it is written in machine code of x86_64. Defaults to False.
    """

    name: str
    family: Family
    make: Callable[[Surroundings], Path]
    expected: Expected
    allow_lambda: bool = True
    predictions: int = 2
    seconds: float = 20
    memory_mb: int = 256
    x86_only: bool = False

    @property
    def title(self) -> str:
        """Return family and name, for lists of tests."""
        return f"{self.family}: {self.name}"


def format_of(model: Path) -> ModelFormat:
    """Return the format that a file's suffix names."""
    return ModelFormat.SAVED_MODEL if model.suffix == ".zip" else ModelFormat(model.suffix[1:])


def on_load(*reasons: Reason, text: str = "") -> Fails:
    """It does not load."""
    return Fails(Stage.LOAD, frozenset(reasons), text)


def on_predict(*reasons: Reason, text: str = "") -> Fails:
    """It loads, and does not predict."""
    return Fails(Stage.PREDICT, frozenset(reasons), text)
