from pathlib import Path

import tensorflow as tf


def decodes(path):
    """Return whether TensorFlow can decode the whole file."""
    try:
        tf.io.decode_image(path.read_bytes())
    except tf.errors.InvalidArgumentError:
        return False
    return True


def usable(folder):
    """Return the pictures below the folder that decode, relative to it, sorted."""
    files = [path for path in Path(folder).glob("*") if path.is_file()]
    return sorted(path.relative_to(folder).as_posix() for path in files if decodes(path))
