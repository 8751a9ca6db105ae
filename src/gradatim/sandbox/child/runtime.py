"""Starts TensorFlow's runtime in this process, so that the first model does not wait for it."""

from __future__ import annotations

import tensorflow as tf

THREADS = 2
"""Fixed, whatever the machine has: sums split over another number of threads round differently."""


def prepare_runtime() -> None:
    """Set what must be set before the first operation, and run one, which starts the runtime and its threads.

    Nobody waits for this process now, but its processor time counts: nothing that some models do without is done here.
    Never call this in a process that will fork.
    """
    tf.config.threading.set_intra_op_parallelism_threads(THREADS)
    tf.config.threading.set_inter_op_parallelism_threads(THREADS)
    tf.config.experimental.enable_op_determinism()
    tf.zeros((4, 4))
