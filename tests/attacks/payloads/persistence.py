"""Leaves something behind for the next job, or looks for what another job left."""

from __future__ import annotations

import atexit
import builtins
import ctypes
import os
import sys
import threading
import time
from pathlib import Path

MARK = "gradatim_attack_mark"
_PLACES = ("/box", "/tmp", "/var/tmp", "/dev/shm", "/run", "/", "/proc", "/dev")


def leave() -> list[str]:
    """Leave a mark wherever something could live on."""
    for place in [*_PLACES, ".", os.environ.get("HOME", "/")]:
        try:
            Path(place, MARK).write_text("was here")
        except OSError:
            continue
    import keras
    import numpy as np
    import tensorflow as tf

    for module in (builtins, sys, os, np, tf, keras):
        setattr(module, MARK, True)
    # The next job must not add up to something else.
    keras.layers.Dense.call = lambda self, inputs: inputs * 0
    keras.layers.Lambda.call = lambda self, inputs: inputs * 0
    os.environ[MARK] = "1"
    atexit.register(time.sleep, 60)
    threading.Thread(target=time.sleep, args=(60,), daemon=False).start()
    os.umask(0o777)
    libc = ctypes.CDLL(None)
    libc.srand(1)
    return []


def find() -> list[str]:
    """Return where a mark of an earlier job is."""
    import keras
    import numpy as np
    import tensorflow as tf

    found = [place for place in [*_PLACES, "."] if Path(place, MARK).exists()]
    found += [module.__name__ for module in (builtins, sys, os, np, tf, keras) if hasattr(module, MARK)]
    found += [path.name for path in Path().iterdir() if path.stem != "model"]
    return found + ([MARK] if MARK in os.environ else [])
