"""Imports that every child would otherwise make itself. Nothing here may start a thread or run an operation."""

from __future__ import annotations

import gc
import importlib
import os

from gradatim.sandbox.child.blocked_imports import block_imports, import_studied

_OFTEN_IMPORTED_LATE = (
    "encodings.ascii",
    "encodings.cp437",
    "keras.src.legacy.saving.legacy_h5_format",
    "numpy.random",
)


def preload() -> None:
    """Import TensorFlow, Keras and what loading and running a model imports late; make all of it cheap to share.

    Raises:
        ImportError: TensorFlow or Keras is missing.
    """
    block_imports()
    importlib.import_module("gradatim.sandbox.child.conversation")
    for name in _OFTEN_IMPORTED_LATE:
        importlib.import_module(name)
    import_studied()
    gc.collect()
    # What the collector does not touch in a child stays shared with this process.
    gc.freeze()


def thread_count() -> int:
    """Return the number of threads of this process: with more than one, a fork could hang for ever."""
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208 - called before each fork
