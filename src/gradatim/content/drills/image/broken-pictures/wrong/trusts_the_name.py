from pathlib import Path

import tensorflow as tf


def decodes(path):
    """Return whether TensorFlow can decode the whole file."""
    return path.suffix.lower() not in (".txt", ".csv")


def usable(folder):
    """Return the pictures below the folder that decode, relative to it, sorted."""
    files = [path for path in Path(folder).rglob("*") if path.is_file()]
    return sorted(path.relative_to(folder).as_posix() for path in files if decodes(path))
