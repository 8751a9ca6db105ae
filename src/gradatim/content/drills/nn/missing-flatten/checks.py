import keras
import numpy as np
from checking import line_of, require

X = np.random.default_rng(2).normal(size=(32, 12, 6)).astype("float32")
Y = np.arange(32) % 5


def new_model(answer):
    """Return the answer's model, if it is one."""
    model = answer.new_model()
    require(
        isinstance(model, keras.Model) and model.built and model.input_shape == (None, 12, 6),
        expected="a model whose input has the shape (None, 12, 6)",
        received=getattr(model, "input_shape", model) if getattr(model, "built", False) else "a model without an input",
        look="The data stay as they are; the mistake is between input and output.",
        line=line_of("new_model"),
    )
    return model


def check_probabilities_for_each_example(answer):
    """The model gives each example five probabilities."""
    model = new_model(answer)
    require(
        model.output_shape == (None, 5),
        expected="the output shape (None, 5)",
        received=model.output_shape,
        look="Follow the shape from layer to layer. Dense changes the last axis only.",
    )
    sums = model(X).numpy().sum(axis=1)
    require(
        np.allclose(sums, 1.0, atol=1e-5),
        expected="five probabilities that add up to 1",
        received=sums[:3],
        look="The last layer was right as it was.",
    )


def check_sees_every_number(answer):
    """Every number of an example counts, each day in its own way."""
    model = new_model(answer)
    swapped = X.copy()
    swapped[:, [0, 7]] = X[:, [7, 0]]
    require(
        not np.allclose(model(X).numpy(), model(swapped).numpy(), atol=1e-6),
        expected="other probabilities when day 0 and day 7 change places",
        received="the same probabilities",
        look="Does a layer average over the days, or drop them? Then the model cannot know when something happened.",
    )
    hidden = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)][0]
    require(
        tuple(hidden.kernel.shape) == (72, 32) and hidden.activation.__name__ == "relu",
        expected="a first Dense layer of 32 units with ReLU that gets all 72 numbers",
        received=f"weights of shape {tuple(hidden.kernel.shape)} and {hidden.activation.__name__}",
        look="12 days of 6 measurements, laid in one row, are 72 numbers.",
    )


def check_compiled_as_before(answer):
    """The model trains, with optimizer, loss and metrics as before."""
    model = new_model(answer)
    history = model.fit(X, Y, verbose=0).history
    require(
        model.loss == "sparse_categorical_crossentropy" and "accuracy" in history,
        expected="the loss sparse_categorical_crossentropy and the metric accuracy, as before",
        received=f"{model.loss} and {', '.join(history)}",
        look="Labels and loss did fit; the output's shape did not.",
    )
    require(
        isinstance(model.optimizer, keras.optimizers.Adam),
        expected="the optimizer Adam, as before",
        received=type(model.optimizer).__name__,
        look="Keep the optimizer as it was.",
    )
