"""Reads what an HDF5 file says of a model: two attributes, or the sizes of its weights.

Runs as a short-lived process of its own, with the file as standard input.

pyfive is pure Python, so a hostile file cannot corrupt memory; but it follows the file's own counts and addresses,
so a file can send it round in circles or ask for any amount of memory. Both end here, by the limits below and by
the parent's clock. No content of a dataset is read, no soft link followed, no external storage opened.

This file imports nothing of Gradatim: importing the package would cost more than the work.
"""

from __future__ import annotations

import json
import math
import sys
import warnings
from typing import Any

_MEMORY_BYTES = 768 * 2**20
_CPU_SECONDS = 5
# What save_weights writes at the root, in Keras 3 and in Keras 2.
_WEIGHTS = frozenset({"layers", "vars", "_layer_checkpoint_dependencies", "layer_names"})

_MOST_OBJECTS = 20_000
_DEEPEST = 40
_LONGEST_NAME = 200
_MOST_NUMBERS = 10**15
# What Keras keeps beside the weights of layers: for training, for counting, for drawing random numbers.
_NOT_OF_LAYERS = frozenset({"optimizer", "optimizer_weights", "seed_generator", "metrics", "_metrics", "_loss_tracker"})

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


def count_weights() -> dict[str, list[list[object]]]:
    """Return the groups of standard input that hold weights: path, name that the layer gave itself or None, numbers."""
    import pyfive

    try:
        with pyfive.File(sys.stdin.buffer) as file:
            return {"groups": _groups_with_weights(file)}
    except (MemoryError, RecursionError):
        sys.exit(TOO_COMPLEX)
    except Exception:  # as above
        sys.exit(UNREADABLE)


def _groups_with_weights(file: Any) -> list[list[object]]:
    import pyfive

    found: list[list[object]] = []
    waiting: list[tuple[Any, tuple[str, ...]]] = [(file, ())]
    seen = 0
    while waiting:
        group, path = waiting.pop()
        numbers = 0
        for name, target in group._links.items():  # noqa: SLF001  # an address, or the text of a soft link
            seen += 1
            if seen > _MOST_OBJECTS or len(path) >= _DEEPEST:
                sys.exit(TOO_COMPLEX)
            if isinstance(target, str) or name in _NOT_OF_LAYERS:
                continue
            entry = group.get_lazy_view(name)  # without the index of its content
            if isinstance(entry, pyfive.Group):
                waiting.append((entry, (*path, name[:_LONGEST_NAME])))
            elif isinstance(entry, pyfive.Dataset):
                numbers += math.prod(int(axis) for axis in entry.shape)
        if numbers or path[-1:] == ("vars",):
            own = _text(group.attrs.get("name"))
            found.append(["/".join(path), None if own is None else own[:_LONGEST_NAME], min(numbers, _MOST_NUMBERS)])
    return found


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
    said = count_weights() if sys.argv[1] == "weights" else read_attributes(int(sys.argv[1]))
    json.dump(said, sys.stdout)
