"""Trains the models of some tasks in this process: `python -m benchmarks.coach.training FOLDER TASK…`.

A process of its own, so that what examines the models never holds TensorFlow.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.coach.lesson import train
from benchmarks.coach.plan import plan


def main(arguments: Sequence[str]) -> None:
    """Train what is missing, and print a line for each: its key and the seconds of processor time."""
    import tensorflow as tf

    # Steps are so small that a second core costs more than it brings.
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    folder = Path(arguments[0])
    for planned in plan(frozenset(arguments[1:])):
        file = planned.file(folder)
        if file.is_file():
            continue
        import keras

        began = time.process_time()
        model = train(planned.lesson(), planned.seed)
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f"unfinished-{file.name}")
        model.save(unfinished, include_optimizer=False)
        unfinished.replace(file)
        print(f"{planned.key}\t{time.process_time() - began:.1f}", flush=True)
        keras.backend.clear_session()
        gc.collect()


if __name__ == "__main__":
    main(sys.argv[1:])
