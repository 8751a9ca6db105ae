from functools import cache
from pathlib import Path

import keras
import numpy as np
from checking import line_of, require

RNG = np.random.default_rng(3)
Y = RNG.integers(0, 3, 90)
X = (RNG.normal(size=(90, 4)) + 2 * np.eye(4)[Y]).astype("float32")


@cache
def run(answer):
    """Run the answer once, in the folder models; return what it returns, the fitted model and its history."""
    folder = Path("models")
    folder.mkdir()
    fitted, original = [], keras.Model.fit

    def fit(model, *arguments, **named):
        history = original(model, *arguments, **named)
        fitted.append((model, dict(history.history)))
        return history

    keras.Model.fit = fit
    try:
        keras.utils.set_random_seed(5)
        received = answer.train_and_save(X, Y, folder)
    finally:
        keras.Model.fit = original
    require(
        isinstance(received, tuple) and len(received) == 3 and len(fitted) == 1,
        expected="three things after one training: accuracies, classes and path",
        received=received,
        look="Keep the order of what is returned.",
        line=line_of("train_and_save"),
    )
    return received, *fitted[0]


def check_learning_rate(answer):
    """Training is as it was: Adam, learning rate 0.01, three epochs, the same loss."""
    _, model, history = run(answer)
    require(
        isinstance(model.optimizer, keras.optimizers.Adam),
        expected="the optimizer Adam",
        received=type(model.optimizer).__name__,
        look="Only the name of an argument has changed.",
    )
    rate = float(model.optimizer.learning_rate)
    require(
        abs(rate - 0.01) < 1e-6,
        expected="the learning rate 0.01",
        received=rate,
        look="An argument that is not recognized has a new name; without it Adam takes its default.",
        line=line_of("optimizer"),
    )
    require(
        len(history["loss"]) == 3 and model.loss == "sparse_categorical_crossentropy",
        expected="three epochs with sparse_categorical_crossentropy",
        received=f"{len(history['loss'])} epochs with {model.loss}",
        look="Epochs and loss were right as they were.",
    )
    shapes = [tuple(weight.shape) for weight in model.weights]
    activations = [layer.activation.__name__ for layer in model.layers]
    require(
        shapes == [(4, 16), (16,), (16, 3), (3,)] and activations == ["relu", "softmax"],
        expected="the layers as they were: 16 units with ReLU, 3 with softmax",
        received=f"weights of shapes {shapes} and activations {activations}",
        look="The layers were right as they were.",
    )


def check_accuracies(answer):
    """The first result is the accuracy of each epoch."""
    (accuracies, _, _), _, history = run(answer)
    require(
        "accuracy" in history and np.shape(accuracies) == (3,) and np.allclose(accuracies, history["accuracy"]),
        expected="the training accuracy after each of three epochs",
        received=accuracies,
        look="Print history.keys(): under which name does Keras keep the accuracy now?",
        line=line_of("accuracies"),
    )


def check_classes(answer):
    """The second result is the most probable class of each example."""
    (_, classes, _), model, _ = run(answer)
    classes = np.asarray(classes)
    require(
        classes.shape == (90,) and np.issubdtype(classes.dtype, np.integer),
        expected="one class for each example: whole numbers of shape (90,)",
        received=classes,
        look="predict gives a probability for each class; which of them is the most probable?",
        line=line_of("classes"),
    )
    require(
        np.array_equal(classes, np.asarray(model(X)).argmax(axis=1)),
        expected="the class with the highest probability",
        received=classes,
        look="In each row of what predict gives, at which position is the highest number?",
        line=line_of("classes"),
    )


def check_saved_model(answer):
    """The third result is the path of a file that load_model reads."""
    (_, _, path), model, _ = run(answer)
    inside = isinstance(path, str | Path) and Path(path).parent == Path("models") and Path(path).exists()
    require(
        inside,
        expected="the path of the saved model in the folder models",
        received=str(path),
        look="Save into the folder that was given, and return the path.",
        line=line_of("path"),
    )
    try:
        loaded = keras.models.load_model(path)
    except Exception as error:
        loaded = f"{type(error).__name__}: {str(error)[:120]}"
    require(
        isinstance(loaded, keras.Model) and np.allclose(loaded(X), model(X), atol=1e-6),
        expected="load_model to bring the trained model back",
        received=loaded,
        look="Keras 3 reads single files, not folders; the ending of the path names the format.",
        line=line_of("path"),
    )
