"""Asks for more memory, disk, descriptors or time than anybody may have. Every attempt has a bound of its own."""

from __future__ import annotations

import fcntl
import mmap
import os
import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.attacks.payloads.trying import reaches_kernel, succeeded, system_call

_MB = 1 << 20
_PIPE_SIZE_MOST = 1 << 20


def heap(megabytes: int) -> list[str]:
    """Fill Python's heap."""
    kept = [bytearray(_MB) for _ in range(megabytes)]
    return [f"{len(kept)} MB of heap"]


def anonymous(megabytes: int) -> list[str]:
    """Map private memory and touch every page of it."""
    kept = []
    for _ in range(megabytes):
        part = mmap.mmap(-1, _MB, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        part.write(b"x" * _MB)
        kept.append(part)
    return [f"{len(kept)} MB of private memory"]


def tensors(megabytes: int) -> list[str]:
    """Fill TensorFlow's allocator."""
    import tensorflow as tf

    with tf.init_scope():
        kept = [tf.fill([_MB // 4], 1.0) for _ in range(megabytes)]
    return [f"{len(kept)} MB of tensors"]


def shared() -> list[str]:
    """Get memory that no limit of a process counts."""
    return succeeded(
        {
            "shared anonymous": lambda: mmap.mmap(-1, 16 * _MB),
            "shared file": _shared_file,
            "shared zeros": lambda: mmap.mmap(os.open("/dev/zero", os.O_RDWR), 16 * _MB),
            "huge pages": lambda: mmap.mmap(-1, 2 * _MB, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000),
            "growing down": lambda: mmap.mmap(-1, _MB, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x100),
            "memory file": lambda: os.memfd_create("attack"),
            "secret memory": lambda: system_call("memfd_secret", 0),
        }
    )


def system_v() -> list[str]:
    """Get objects that outlive every process."""
    create = 0o1666
    return succeeded(
        {
            "shared memory": lambda: system_call("shmget", 0, 4096, create),
            "message queue": lambda: system_call("msgget", 0, create),
            "semaphores": lambda: system_call("semget", 0, 1, create),
            "POSIX queue": lambda: system_call("mq_open", b"gradatim-attack", os.O_CREAT | os.O_RDWR, 0o666, 0),
        }
    )


def disk(megabytes: int) -> list[str]:
    """Fill the folder that may be written to."""
    block, written = bytes(_MB), 0
    try:
        for number in range(megabytes):
            with Path(f"block{number}").open("wb") as file:
                written += file.write(block)
    except OSError:
        pass
    return [f"{written // _MB} MB of files"] if written // _MB >= megabytes else []


def large_file() -> list[str]:
    """Make a file that claims to be enormous."""

    def stretch() -> None:
        with Path("sparse").open("wb") as file:
            file.truncate(1 << 40)

    return succeeded({"a file of 1 TiB": stretch})


def inodes(most: int) -> list[str]:
    """Use up the file system's entries."""
    made = 0
    try:
        for number in range(most):
            Path(f"file{number}").touch()
            made += 1
    except OSError:
        pass
    return [f"{made} files"] if made >= most else []


def deep_folders() -> list[str]:
    """Nest folders deeper than any path can say, so that whoever tidies up stumbles."""
    depth = 0
    try:
        while depth < 3000:
            Path("d").mkdir()
            os.chdir("d")
            depth += 1
    except OSError:
        pass
    return []


def descriptors() -> list[str]:
    """Open files without end."""
    kept: list[int] = []
    try:
        while len(kept) < 1500:
            kept.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        pass
    count = len(kept)
    for descriptor in kept:
        os.close(descriptor)
    return [f"{count} open files"] if count > 1000 else []


def pipes() -> list[str]:
    """Make pipes hold more than the default, and lock memory."""
    read, _ = os.pipe()
    found = succeeded({"a larger pipe": lambda: fcntl.fcntl(read, 1031, _PIPE_SIZE_MOST)})
    return found + reaches_kernel(["vmsplice", "splice", "io_setup", "inotify_init1", "remap_file_pages"])


def endless_loop() -> list[str]:
    """Work without end."""
    while True:
        pass


def endless_sleep() -> list[str]:
    """Wait without end."""
    while True:
        time.sleep(1000)


def endless_match() -> list[str]:
    """Never come back from C code, holding the interpreter's lock."""
    return [str(re.match(r"(a+)+$", "a" * 60 + "b"))]


def endless_threads() -> list[str]:
    """Keep other threads at work while the first one answers nothing."""

    def work() -> None:
        while True:
            pass

    for _ in range(4):
        threading.Thread(target=work, daemon=True).start()
    threading.Event().wait()
    return []


def recursion() -> list[str]:
    """Overflow the stack of the interpreter, and then that of the process."""
    sys.setrecursionlimit(1 << 30)
    callback: Callable[[object], object] = repr
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    return [str(callback(nested))]


def flood(descriptor: int) -> list[str]:
    """Print without end."""
    block = b"\x1b[2Jflood " * 6000
    while True:
        os.write(descriptor, block)


def _shared_file() -> None:
    with Path("shared").open("w+b") as file:
        file.truncate(16 * _MB)
        mmap.mmap(file.fileno(), 16 * _MB)
