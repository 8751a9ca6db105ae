from functools import cache
from math import ceil

import keras
import numpy as np
from checking import line_of, require


def rows(count, features=3):
    """Return features and labels of a straight relation."""
    x = np.random.default_rng(count).normal(size=(count, features)).astype("float32")
    return x, 2 * x[:, :1] - 1


def new_model(answer, features=3):
    """Return the answer's model, if it is one."""
    model = answer.new_model(features)
    require(
        isinstance(model, keras.Model),
        expected="new_model to return a Keras model",
        received=model,
        look="Build a `keras.Sequential` and return it.",
        line=line_of("new_model"),
    )
    return model


def check_layers(answer):
    """The model has the layers that were asked for."""
    for features in (3, 7):
        model = new_model(answer, features)
        require(
            model.input_shape == (None, features),
            expected=f"an input of shape (None, {features}) for {features} features",
            received=model.input_shape,
            look="`keras.Input` takes the shape of one row.",
        )
        found = [(type(layer).__name__, getattr(layer, "units", None)) for layer in model.layers]
        require(
            found == [("Dense", 16), ("Dense", 1)],
            expected="a Dense layer with 16 units, then one with 1 unit",
            received=found,
            look="Compare the layers with the table.",
        )
        used = [layer.activation.__name__ for layer in model.layers]
        require(
            used == ["relu", "linear"],
            expected="ReLU in the hidden layer and no activation in the last",
            received=" then ".join(used),
            look="Which activation has each layer? Without an activation, the output can be any number.",
        )


def check_compiled_as_asked(answer):
    """Optimizer, loss and metrics are those of the table."""
    model = new_model(answer)
    require(
        model.compiled,
        expected="a compiled model",
        received="a model without optimizer and loss",
        look="Call `compile` before you return it.",
    )
    optimizer = model.optimizer
    rate = float(optimizer.learning_rate)
    require(
        type(optimizer) is keras.optimizers.Adam and abs(rate - 0.01) < 1e-7,
        expected="Adam with learning rate 0.01",
        received=f"{type(optimizer).__name__} with learning rate {rate:.6g}",
        look='The name "adam" means learning rate 0.001; for another you need the optimizer\'s class.',
    )
    x, y = rows(20)
    results = model.evaluate(x, y, verbose=0, return_dict=True)
    error = model(x).numpy() - y
    require(
        np.isclose(results["loss"], np.mean(error**2), rtol=1e-4),
        expected="the mean squared error as loss",
        received=f"a loss of {results['loss']:.4g} where the mean squared error is {np.mean(error**2):.4g}",
        look="Which loss did `compile` get?",
    )
    reported = {name: value for name, value in results.items() if name != "loss"}
    require(
        len(reported) == 1 and np.isclose(next(iter(reported.values())), np.mean(np.abs(error)), rtol=1e-4),
        expected="the mean absolute error as the only metric",
        received=", ".join(reported) or "no metric",
        look="`metrics` is a list of names or objects. What measures the distance between two numbers?",
    )


ROWS = 340  # 272 for training: 17 batches of 16, and another number of batches of 15 or 17


@cache
def trained(answer):
    """Train the answer's model once; return it and what `train` returned."""
    model = new_model(answer)
    return model, answer.train(model, *rows(ROWS))


def check_epochs_and_batches(answer):
    """Training takes 5 epochs in batches of 16 rows."""
    model, history = trained(answer)
    require(
        isinstance(history, keras.callbacks.History),
        expected="train to return the history that `fit` returns",
        received=history,
        look="`fit` trains and returns a History object: return it.",
        line=line_of("train"),
    )
    require(
        len(history.epoch) == 5,
        expected="5 epochs",
        received=f"{len(history.epoch)}",
        look="Look at the arguments of `fit`.",
    )
    require(
        "val_loss" in history.history,
        expected="val_loss in the history",
        received=", ".join(history.history),
        look="Let `fit` hold back a share of the rows.",
    )
    steps = int(model.optimizer.iterations) // 5
    wanted = ceil(ROWS * 4 // 5 / 16)
    require(
        steps == wanted,
        expected=f"{wanted} steps in each epoch: {ROWS} rows less 20 %, in batches of 16",
        received=f"{steps}",
        look="How many rows has one batch, and which share of the rows is left for training?",
    )


def check_validation_rows(answer):
    """The last 20 % of the rows are for validation."""
    model, history = trained(answer)
    x, y = rows(ROWS)
    on_last = np.mean((model(x[272:]).numpy() - y[272:]) ** 2)
    require(
        np.isclose(history.history["val_loss"][-1], on_last, rtol=1e-3),
        expected=f"the validation loss of the last 68 of {ROWS} rows",
        received="the loss of other rows",
        look="Which share does `validation_split` name?",
    )
