import numpy as np
from checking import line_of, require, require_close


class WeightedModel:
    """Stands for a trained network of one step: a weighted sum of the window; remembers what it was asked."""

    def __init__(self, weights):
        self.weights, self.asked = np.asarray(weights, dtype=float), []

    def predict(self, windows, verbose=0):
        windows = np.asarray(windows, dtype=float)
        self.asked.append(windows)
        length = len(self.weights)
        require(
            windows.shape == (1, length, 1),
            expected=f"every window given to the model to have the shape (1, {length}, 1)",
            received=f"{windows.shape} at step {len(self.asked)}",
            look="Batch, time, features; and a window drops its oldest value when a new one comes.",
            line=line_of("forecast"),
        )
        return windows[:, :, 0] @ self.weights[:, np.newaxis]


def check_windows_keep_their_shape(answer):
    """The model is asked once a step, with windows of its own shape."""
    model = WeightedModel([0.1, 0.2, 0.3, 0.4])
    received = answer.forecast(model, np.arange(10.0), 4, 6)
    require(
        len(model.asked) == 6,
        expected="the model to be asked six times for six steps",
        received=f"{len(model.asked)} times",
        look="Ask once for each step, in a loop.",
        line=line_of("forecast"),
    )
    require(
        isinstance(received, np.ndarray) and received.shape == (6,),
        expected="an array of shape (6,) for six steps",
        received=received,
        look="Collect one number a step, and return only the forecasts.",
        line=line_of("forecast"),
    )


def check_first_step(answer):
    """The first step is forecast from the newest values of the history."""
    received = answer.forecast(WeightedModel([1.0, 10.0, 100.0]), np.array([7.0, 8.0, 1.0, 2.0, 3.0]), 3, 1)
    look = "The newest `length` values, oldest first."
    require_close(received, [321.0], what="one step from the window [1, 2, 3], weighted 1, 10, 100", look=look)


def check_forecasts_build_on_each_other(answer):
    """Each forecast goes to the end of the window that the next one is made from."""
    for size, length, horizon in ((10, 4, 7), (5, 5, 3), (8, 2, 12), (6, 1, 4)):
        rng = np.random.default_rng(size)
        history, weights = rng.normal(10, 3, size), rng.uniform(0, 2 / length, length)
        values = history.tolist()
        for _ in range(horizon):
            values.append(float(np.dot(values[-length:], weights)))
        kept = history.copy()
        received = answer.forecast(WeightedModel(weights), history, length, horizon)
        wanted = np.array(values[size:])
        told = f"{horizon} steps, each forecast appended to the window for the next: {np.round(wanted[:4], 3)} …"
        look = "Print the windows: the forecast must be the last value of the next one, and the oldest value gone."
        require_close(received, wanted, what="the forecasts", look=look, expected=told)
        require(
            np.array_equal(history, kept),
            expected="the history to stay as it was",
            received="another history",
            look="Work on a copy.",
            line=line_of("forecast"),
        )
