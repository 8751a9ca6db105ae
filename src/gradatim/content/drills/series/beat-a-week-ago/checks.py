import keras
import numpy as np
from checking import line_of, require

FIRST_TEST, SEED, SHARE = 400, 77, 0.92
trained = {}


def series():
    noise = np.random.default_rng(SEED).normal(0, 5, 600)
    return (50 + 10 * np.sin(2 * np.pi * np.arange(600) / 7) + noise).astype("float32")


def cut(values):
    pieces = np.lib.stride_tricks.sliding_window_view(values, 35)
    return pieces[:, :28].copy(), pieces[:, 28:].copy()


def model_of(answer):
    """Train once for all checks."""
    if "model" not in trained:
        keras.utils.set_random_seed(1)
        trained["model"] = answer.train_model(*cut(series()[:FIRST_TEST]))
    return trained["model"]


def check_given_functions(answer):
    """`library` and `pairs` are as the starter gives them."""
    same = np.array_equal(answer.library(SEED), series())
    same = same and all(map(np.array_equal, answer.pairs(series()), cut(series())))
    require(
        same,
        expected="library and pairs as the starter gives them",
        received="other values",
        look="Take these two functions from the starter again.",
        line=line_of("library"),
    )


def check_shapes(answer):
    """The model takes 28 days and answers seven."""
    model = model_of(answer)
    good = isinstance(model, keras.Model) and model.input_shape == (None, 28) and model.output_shape == (None, 7)
    require(
        good,
        expected="train_model to return a model with input (None, 28) and output (None, 7)",
        received=f"{model.input_shape} to {model.output_shape}" if isinstance(model, keras.Model) else model,
        look="The last layer decides the output's shape; return the model itself.",
        line=line_of("train_model"),
    )


def check_answers_in_visitors(answer):
    """The model answers in visitors a day."""
    windows, _ = cut(series()[FIRST_TEST - 28 :])
    mean = float(np.mean(np.asarray(model_of(answer)(windows))))
    require(
        40 < mean < 60,
        expected="forecasts in visitors a day, about 50 in the mean",
        received=f"{mean:.2f} in the mean",
        look="Whatever scaling is done must be undone within the model.",
        line=line_of("train_model"),
    )


def check_beats_last_week(answer):
    """On later days the error is at most 0.92 times that of the forecast as last week."""
    windows, weeks = cut(series()[FIRST_TEST - 28 :])
    error = np.abs(np.asarray(model_of(answer)(windows)) - weeks).mean()
    naive = np.abs(windows[:, -7:] - weeks).mean()
    require(
        error <= SHARE * naive,
        expected=f"at most {SHARE} times the error of the forecast 'as last week', which is {naive:.2f} visitors",
        received=f"{error:.2f} visitors, {error / naive:.2f} times as much",
        look="Is it trained, on the week after the window, long enough and with a rate that makes the loss fall?",
        line=line_of("train_model"),
    )
