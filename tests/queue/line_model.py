"""Saves a small real model for the task `penguin-mass`: a straight line through the penguins, untrained.

`python -m tests.queue.line_model FILE`
"""

from __future__ import annotations

import sys

import keras
import numpy as np

GRAMS_PER_MILLIMETRE = 49.7
GRAMS_AT_ZERO = -5780.0


def main() -> None:
    """Save the model in the file that the command line names."""
    model = keras.Sequential(
        [keras.Input((1,), name="flipper_length"), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)]
    )
    # Sixteen equal shares of the line, so that it takes real work to add them up again.
    shares = np.full((1, 16), GRAMS_PER_MILLIMETRE / 16, "float32"), np.full(16, GRAMS_AT_ZERO / 16, "float32")
    model.layers[0].set_weights(shares)
    model.layers[1].set_weights([np.ones((16, 1), "float32"), np.zeros(1, "float32")])
    model.save(sys.argv[1])


if __name__ == "__main__":
    main()
