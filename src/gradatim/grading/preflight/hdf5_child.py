"""Reads two attributes of an HDF5 file; runs as a short-lived process of its own, with the file as standard input.

pyfive is pure Python, so a hostile file cannot corrupt memory; but it follows the file's own counts and addresses,
so a file can send it round in circles or ask for any amount of memory. Both end here, by the limits below and by
the parent's clock. Nothing but attributes of the root group is read: no dataset, no link, no external storage.

This file imports nothing of Gradatim: importing the package would cost more than the work.
"""

from __future__ import annotations

import json
import sys
import warnings

_MEMORY_BYTES = 768 * 2**20
_CPU_SECONDS = 5
# What save_weights writes at the root, in Keras 3 and in Keras 2.
_WEIGHTS = frozenset({"layers", "vars", "_layer_checkpoint_dependencies", "layer_names"})

UNREADABLE = 3
TOO_COMPLEX = 4


def limit_this_process() -> None:
    """Cap memory and processor time of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read_attributes(max_config_bytes: int) -> dict[str, str | bool | None]:
    """Return what the root group of standard input says: `config`, `keras_version`, `weights_only`, `too_large`."""
    import pyfive

    try:
        with pyfive.File(sys.stdin.buffer) as file:
            attributes = dict(file.attrs)
            names = {*attributes, *file}
    except (MemoryError, RecursionError):
        sys.exit(TOO_COMPLEX)
    except Exception:  # pyfive raises whatever a broken file makes it run into
        sys.exit(UNREADABLE)
    config = _text(attributes.get("model_config"))
    version = _text(attributes.get("keras_version"))
    too_large = config is not None and len(config) > max_config_bytes
    return {
        "config": None if too_large else config,
        "keras_version": None if version is None else version[:40],
        "weights_only": config is None and not names.isdisjoint(_WEIGHTS),
        "too_large": too_large,
    }


def _text(value: object) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    # A fixed-length string arrives as a NumPy scalar.
    item = getattr(value, "item", None)
    if item is not None and getattr(value, "ndim", None) == 0:
        return _text(item())
    return value if isinstance(value, str) else None


if __name__ == "__main__":
    limit_this_process()
    warnings.simplefilter("ignore")
    json.dump(read_attributes(int(sys.argv[1])), sys.stdout)
