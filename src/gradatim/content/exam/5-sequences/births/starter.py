"""How many will be born? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import numpy as np
import pandas as pd

WINDOW = 378  # days in: 54 weeks
HORIZON = 14  # days out

births = pd.read_csv("data/births.csv", index_col="date", parse_dates=True)["births"]
series = births.to_numpy("float32")


def windows_and_fortnights() -> tuple[np.ndarray, np.ndarray]:
    """Return windows (n, 378, 1) and the 14 days after each (n, 14), one pair for each day that can be the first."""
    stretches = np.lib.stride_tricks.sliding_window_view(series, WINDOW + HORIZON)
    return stretches[:, :WINDOW, None], stretches[:, WINDOW:]


def solution_model() -> keras.Model:
    """Return a trained model: 378 days of births in, the next 14 days out."""
    model = keras.Sequential(
        [
            keras.Input((WINDOW, 1), name="days"),
            # YOUR CODE: scaling and layers. Which of the 378 days tell most about the fourteen to come?
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(HORIZON),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    # YOUR CODE: train on windows_and_fortnights(). Keep the last year aside to see how it fares on later days.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
