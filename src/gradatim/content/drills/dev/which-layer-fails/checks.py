import keras
import numpy as np
from checking import line_of, require, shown


def built(layer, *shape):
    """Return a layer that was built for one example of this shape."""
    layer.build((None, *shape))
    return layer


def holds(answer, layers, x, wanted, look):
    """Hold one answer against what is known of these layers."""
    received = answer.first_failure(layers, x)
    fits = received is None if wanted is None else isinstance(received, tuple) and received == wanted
    names = " -> ".join(layer.name for layer in layers)
    require(
        fits,
        expected=f"{wanted!r} for the layers {names} and an input of shape {x.shape}",
        received=shown(received),
        look=look,
        line=line_of("first_failure"),
    )


def check_names_the_layer(answer):
    """The layer that cannot take its input is named, with the shape that it received."""
    dense = keras.layers.Dense
    layers = [keras.layers.Flatten(name="flat"), built(dense(10, name="classes"), 784)]
    holds(
        answer,
        layers,
        np.zeros((2, 14, 14)),
        ("classes", (2, 196)),
        "Give each layer what the layer before it returned, and report the shape that went in.",
    )
    layers = [built(dense(8, name="wide"), 4), built(dense(3, name="narrow"), 6), dense(1, name="last")]
    holds(
        answer,
        layers,
        np.zeros((5, 4), "float32"),
        ("narrow", (5, 8)),
        "Return the name of the layer that raised, and the shape of its input, not of its output.",
    )


def check_none_when_all_run(answer):
    """None is returned when every layer runs."""
    layers = [keras.layers.Dense(4, name="hidden"), keras.layers.Dense(2, name="out")]
    holds(answer, layers, np.zeros((3, 7), "float32"), None, "Nothing failed here: what is returned after the loop?")


def check_first_layer(answer):
    """The first layer can fail as well."""
    layers = [keras.layers.Conv2D(4, 3, name="filters"), keras.layers.Identity(name="same")]
    pictures = np.zeros((6, 28, 28), "float32")
    holds(answer, layers, pictures, ("filters", (6, 28, 28)), "Is the first call inside the try block too?")


def check_values_fail_too(answer):
    """A value that is out of range is found like a shape that does not fit."""
    layers = [
        keras.layers.Identity(name="same"),
        keras.layers.Embedding(10, 4, name="vectors"),
        keras.layers.Flatten(name="flat"),
    ]
    ids = np.array([[1, 2, 10]], "int32")
    try:
        answer.first_failure(layers, ids)
    except Exception as error:
        require(
            False,
            expected="a token id that is too large to be found, like a wrong shape",
            received=f"{type(error).__name__}, which went through your except",
            look="A wrong shape raises ValueError; errors of TensorFlow's operations are of other classes.",
            line=line_of("first_failure"),
        )
    holds(answer, layers, ids, ("vectors", (1, 3)), "The ids go into the second layer, and 10 is not below 10.")


def check_first_of_two(answer):
    """Of two layers that would fail, the first is named, and no later one is called."""
    called = []

    class Witness(keras.layers.Layer):
        def call(self, inputs):
            called.append(self.name)
            return inputs

    layers = [
        built(keras.layers.Dense(3, name="first"), 9),
        Witness(name="witness"),
        built(keras.layers.Dense(3, name="second"), 11),
    ]
    wanted = ("first", (2, 5))
    holds(answer, layers, np.zeros((2, 5), "float32"), wanted, "What follows from the first failure is no finding.")
    require(
        not called,
        expected="no layer to be called after the first that failed",
        received=f"a call of {called}",
        look="End the search at the first failure.",
        line=line_of("first_failure"),
    )
