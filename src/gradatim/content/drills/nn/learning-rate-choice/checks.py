import math
from functools import cache

import keras
import numpy as np
from checking import line_of, require


def data(shift=0.0):
    """Return training and validation rows of one relation; the labels of the validation rows may be shifted."""
    x = np.random.default_rng(5).normal(size=(102, 3)).astype("float32")
    y = (x @ np.array([[1.5], [-2.0], [0.5]]) + 1.0).astype("float32")
    return (x[:72], y[:72]), (x[72:], y[72:] + shift)


def measured(rate, train, validation):
    """Return the loss that a rate reaches, measured by the check itself."""
    keras.utils.set_random_seed(7)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    return model.fit(*train, epochs=3, batch_size=8, validation_data=validation, verbose=0).history["val_loss"][-1]


def losses_of(answer, rates, train, validation):
    """Return the answer's dictionary, if it is one with a number for each rate."""
    losses = answer.validation_losses(rates, train, validation)
    require(
        isinstance(losses, dict) and list(losses) == rates and all(isinstance(loss, float) for loss in losses.values()),
        expected=f"a dictionary from each of the rates {rates} to a float",
        received=losses,
        look="Read the last entry of one of the lists in `history.history`.",
        line=line_of("validation_losses"),
    )
    return losses


def check_best_is_the_lowest(answer):
    """`best_rate` returns the rate with the lowest loss."""
    for losses in ({0.1: 0.3, 0.01: 0.7, 1.0: 0.5}, {1.0: 0.9, 0.01: 0.2}):
        require(
            answer.best_rate(dict(losses)) == min(losses, key=losses.get),
            expected=f"the rate with the lowest loss of {losses}",
            received=answer.best_rate(dict(losses)),
            look="`min` takes a key, by which it compares.",
            line=line_of("best_rate"),
        )


def check_best_is_finite(answer):
    """A loss of nan or inf never wins."""
    nan, inf = float("nan"), float("inf")
    for losses in ({100.0: nan, 0.1: 0.3, 0.01: 0.7}, {0.1: 0.3, 100.0: nan, 0.01: 0.2}, {9.0: -inf, 0.5: 4.0}):
        wanted = min((rate for rate in losses if math.isfinite(losses[rate])), key=losses.get)
        require(
            answer.best_rate(dict(losses)) == wanted,
            expected=f"{wanted} as the best rate of {losses}",
            received=answer.best_rate(dict(losses)),
            look="Every comparison with nan is false. What must happen before `min` compares?",
            line=line_of("best_rate"),
        )
    try:
        best = answer.best_rate({10.0: nan, 100.0: inf})
    except ValueError:
        return
    require(
        False,
        expected="a ValueError when no loss is finite",
        received=best,
        look="What should a caller learn when every rate failed?",
        line=line_of("best_rate"),
    )


RATES = [0.05, 0.001]


@cache
def both_losses(answer):
    """Return the answer's losses, and those that the check measured, on shifted validation rows."""
    train, validation = data(shift=20.0)
    losses = losses_of(answer, RATES, train, validation)
    return losses, {rate: measured(rate, train, validation) for rate in RATES}


def check_measures_the_validation_loss(answer):
    """The loss is that of the validation rows."""
    losses, wanted = both_losses(answer)
    require(
        losses[0.05] > 200,
        expected=f"a loss near {wanted[0.05]:.0f} on validation rows whose labels are 20 too high",
        received=f"{losses[0.05]:.4g}",
        look="Which rows does the number come from, those of training or those of validation?",
    )


def check_each_rate_starts_anew(answer):
    """Each rate starts from a new model, with SGD, 3 epochs and batches of 8."""
    losses, wanted = both_losses(answer)
    for rate in reversed(RATES):
        require(
            np.isclose(losses[rate], wanted[rate], rtol=0.0005),
            expected=f"a loss near {wanted[rate]:.6g} for rate {rate}, from the same start as every other rate",
            received=f"{losses[rate]:.6g}",
            look="Does each rate get a new model, plain SGD, 3 epochs and batches of 8 rows?",
        )
