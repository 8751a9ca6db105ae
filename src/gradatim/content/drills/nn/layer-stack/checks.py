import keras
import numpy as np
from checking import line_of, require


def new_model(answer):
    """Return the answer's model, if it is one."""
    model = answer.new_model()
    require(
        isinstance(model, keras.Sequential),
        expected="new_model to return a keras.Sequential",
        received=model,
        look="Return the model that you build.",
        line=line_of("new_model"),
    )
    return model


def check_takes_pictures(answer):
    """The model takes pictures of 28 by 28 pixels."""
    model = new_model(answer)
    require(
        model.built,
        expected="a model that knows the shape of its input",
        received="a model that waits for its first data",
        look="`keras.Input`, first in the list, says what one picture looks like.",
    )
    require(
        model.input_shape == (None, 28, 28),
        expected="the input shape (None, 28, 28)",
        received=model.input_shape,
        look="`keras.Input` takes the shape of one picture; Keras adds the batch in front.",
    )


def check_one_row_of_scores_for_each_picture(answer):
    """The model returns ten numbers for each picture."""
    model = new_model(answer)
    require(
        model.output_shape == (None, 10),
        expected="the output shape (None, 10)",
        received=model.output_shape,
        look="Dense works on the last axis only. Which layer lays all pixels in one row, and how many units come last?",
    )


def check_layers(answer):
    """The layers have the units of the table."""
    found = [(type(layer).__name__, getattr(layer, "units", "")) for layer in new_model(answer).layers]
    require(
        found == [("Flatten", ""), ("Dense", 64), ("Dense", 32), ("Dense", 10)],
        expected="Flatten, then Dense with 64, 32 and 10 units",
        received=", ".join(f"{name} {units}".strip() for name, units in found),
        look="Compare the layers with the table, line by line.",
    )


def check_activations(answer):
    """The hidden layers bend by ReLU, the last one gives probabilities."""
    model = new_model(answer)
    used = [layer.activation.__name__ for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    require(
        used == ["relu", "relu", "softmax"],
        expected="ReLU in both hidden layers and softmax in the last",
        received=", ".join(used),
        look="Without an activation, several Dense layers are no more than one.",
    )
    sums = model(np.random.default_rng(1).random((3, 28, 28), dtype="float32")).numpy().sum(axis=1)
    require(
        np.allclose(sums, 1.0, atol=1e-5),
        expected="the ten numbers of a picture to add up to 1",
        received=sums,
        look="Which activation turns scores into probabilities?",
    )
