import numpy as np
from checking import line_of, require, require_close


class LastValueModel:
    """Stands for a trained network: answers the last value of the window, and remembers what it was given."""

    def predict(self, windows, verbose=0):
        self.seen, self.verbose = np.asarray(windows), verbose
        return self.seen[:, -1, :]


def check_statistics(answer):
    """Mean and deviation come from the training part alone."""
    series = np.random.default_rng(8).normal(200, 50, 300) + np.arange(300)
    for first_validation in (200, 120):
        received = answer.statistics(series, first_validation)
        require(
            isinstance(received, tuple | list) and len(received) == 2,
            expected="statistics to return (mean, deviation)",
            received=received,
            look="Return two floats, parted by a comma.",
            line=line_of("statistics"),
        )
        train = series[:first_validation]
        look = "Which part of the series exists when the model is trained?"
        for name, value, wanted in zip(("mean", "deviation"), received, (train.mean(), train.std()), strict=True):
            told = f"the {name} of the training part, positions 0 to {first_validation - 1}: {wanted:.2f}"
            require_close(value, wanted, what=f"the {name}", look=look, expected=told)


def check_model_gets_scaled_windows(answer):
    """The model is given a batch of one standardised window."""
    model, window = LastValueModel(), np.array([[100.0], [150.0], [260.0]])
    answer.forecast(model, window, 200.0, 40.0)
    require(
        hasattr(model, "seen") and model.seen.shape == (1, 3, 1),
        expected="the model to be asked with an array of shape (1, 3, 1)",
        received=getattr(model, "seen", "no call of predict"),
        look="Give the window a batch axis in front.",
        line=line_of("forecast"),
    )
    look = "The model knows standardised numbers only: minus the mean, divided by the deviation."
    require_close(model.seen[0, :, 0], [-2.5, -1.25, 1.5], what="what the model gets", look=look)


def check_units(answer):
    """The forecast is in people per hour."""
    look = "To undo a scaling, undo its steps in the reverse order."
    for mean, deviation in ((200.0, 40.0), (12.0, 3.0)):
        window = np.array([[100.0], [150.0], [260.0]])
        received = answer.forecast(LastValueModel(), window, mean, deviation)
        told = "a forecast of 260 in people per hour, from a model that repeats the last value, 260"
        require_close(received, 260.0, what="the forecast, in people", look=look, expected=told, tolerance=1e-4)
