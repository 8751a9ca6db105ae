"""Tells an exception for want of memory from any other."""

from __future__ import annotations

import errno

import tensorflow as tf

OUT_OF_MEMORY = (MemoryError, tf.errors.ResourceExhaustedError)
_LONGEST_CHAIN = 16


def is_out_of_memory(error: BaseException | None) -> bool:
    """Whether memory ran out: here, or in what led to this exception.

    The kernel's refusal of a mapping is an `OSError`, and Keras wraps what a layer raises into an exception of its own.

    Args:
        error: What was raised; None for nothing.
    """
    for _ in range(_LONGEST_CHAIN):
        if error is None:
            return False
        if isinstance(error, OUT_OF_MEMORY) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
            return True
        error = error.__cause__ or error.__context__
    return False
