"""How many bicycles in the next hour? Fill in solution_model(), run this file, then submit the model.keras it saves."""

import keras
import pandas as pd

COLUMNS = ["bicycles", "temperature", "humidity", "wind", "working_day", "hour"]  # the first is forecast
WINDOW = 168  # hours in: one week
BATCH = 64

bikes = pd.read_csv("data/bikes.csv", index_col="time", parse_dates=True)
series = bikes[COLUMNS].to_numpy("float32")  # (hours, 6)

# Pairs of a week (168, 6) and the bicycles of the hour after it, in random order. The targets begin with the first hour
# that has a whole week before it; the windows begin with the first hour of all.
weeks_and_hours = keras.utils.timeseries_dataset_from_array(
    series[:-1], series[WINDOW:, :1], sequence_length=WINDOW, batch_size=BATCH, shuffle=True, seed=1
)


def solution_model() -> keras.Model:
    """Return a trained model: a week of six columns in, the bicycles of the next hour out."""
    model = keras.Sequential(
        [
            keras.Input((WINDOW, len(COLUMNS)), name="week"),
            # YOUR CODE: scaling, then dense, convolutional or recurrent layers.
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    # YOUR CODE: train on weeks_and_hours. Keep the last months aside to see how well it forecasts what comes later.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
