from pathlib import Path

import tensorflow as tf


def decodes(path):
    """Return whether TensorFlow can decode the whole file."""
    return ...  # TODO: try it


def usable(folder):
    """Return the pictures below the folder that decode, relative to it, sorted."""
    files = list(Path(folder).glob("*.jpg"))  # TODO: all files, at any depth, whatever they are called
    return sorted(path.relative_to(folder).as_posix() for path in files if decodes(path))
