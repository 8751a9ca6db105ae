import tensorflow as tf


def readings(path):
    """Return a dataset of (degrees, amperes) float32 (2,) and fault, int32 0 or 1, from a log of a pump."""

    def examples():
        with open(path, encoding="utf-8") as file:
            for line in file:
                ...  # TODO: leave out what is no reading, and yield the others as ((degrees, amperes), label)

    return ...  # TODO: a dataset from this generator, with the shapes and types of its examples
