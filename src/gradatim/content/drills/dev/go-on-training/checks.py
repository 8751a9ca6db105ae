from pathlib import Path

import keras
import numpy as np
from checking import line_of, require

RNG = np.random.default_rng(6)
X = RNG.normal(size=(96, 3)).astype("float32")
Y = (X @ np.array([1.0, -2.0, 0.5]) + 0.1 * RNG.normal(size=96)).astype("float32")


def trained(optimizer, loss):
    """Return a model after one epoch of three batches."""
    keras.utils.set_random_seed(9)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer=optimizer, loss=loss)
    one_epoch(model)
    return model


def one_epoch(model):
    """Train for one epoch in the order of the data."""
    model.fit(X, Y, batch_size=32, shuffle=False, verbose=0)


def resumed(answer, model, name):
    """Save the model in a folder of this name and bring it back."""
    folder = Path(name)
    folder.mkdir()
    path = answer.save_for_tomorrow(model, folder)
    require(
        path is not None and Path(path).is_file() and Path(path).parent == folder,
        expected=f"the path of a file in the folder {name}",
        received=path if path is None else str(path),
        look="Save in the folder that was given, and return the path.",
        line=line_of("save_for_tomorrow"),
    )
    for other in (other for other in folder.iterdir() if other != Path(path)):
        require(False, expected="one file", received=str(other), look="One file holds everything that is needed.")
    back = answer.resume(path)
    require(
        isinstance(back, keras.Model) and back is not model and back.compiled,
        expected="resume to return a compiled model from the file",
        received=back,
        look="Load the model from the file and return it, ready for fit.",
        line=line_of("resume"),
    )
    return back


def check_weights_come_back(answer):
    """The resumed model predicts what the saved one did."""
    model = trained("adam", "mse")
    back = resumed(answer, model, "first")
    require(
        np.allclose(back(X), model(X), atol=1e-6),
        expected="the predictions of the saved model",
        received="other predictions",
        look="Are the trained weights in the file, and are they loaded?",
        line=line_of("resume"),
    )


def check_goes_on_where_it_stopped(answer):
    """After one more epoch the weights are as if training had not been interrupted."""
    model = trained("adam", "mse")
    back = resumed(answer, model, "second")
    steps = int(back.optimizer.iterations)
    require(
        steps == 3,
        expected="an optimizer that has made 3 steps",
        received=f"an optimizer with {steps} steps",
        look="Which call makes a new optimizer, and is the memory of the old one in the file?",
        line=line_of("resume"),
    )
    one_epoch(model)
    one_epoch(back)
    difference = max(np.abs(mine - theirs).max() for mine, theirs in zip(back.get_weights(), model.get_weights()))
    require(
        difference < 1e-5,
        expected="the weights of training without a break after one more epoch",
        received=f"weights that differ by up to {difference:.2g}",
        look="Does the optimizer have its running means again, not only its number of steps?",
        line=line_of("resume"),
    )


def check_any_optimizer(answer):
    """Optimizer, learning rate and loss are those of the saved model."""
    model = trained(keras.optimizers.SGD(0.02, momentum=0.8), "mae")
    back = resumed(answer, model, "third")
    found = type(back.optimizer).__name__, round(float(back.optimizer.learning_rate), 6), back.loss
    require(
        found == ("SGD", 0.02, "mae"),
        expected="SGD with the learning rate 0.02 and the loss mae, as the model was saved",
        received=f"{found[0]} with the learning rate {found[1]} and the loss {found[2]}",
        look="Take what the file holds; name no optimizer yourself.",
        line=line_of("resume"),
    )
