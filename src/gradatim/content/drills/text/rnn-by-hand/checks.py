import keras
import numpy as np
from checking import require, require_close


def example(seed, batch=2, steps=6, features=4, units=3):
    """Return an input, a Keras layer and its weights."""
    rng = np.random.default_rng(seed)
    layer = keras.layers.SimpleRNN(units, return_sequences=True)
    layer.build((None, steps, features))
    shapes = [weight.shape for weight in layer.weights]
    layer.set_weights([rng.normal(size=shape).astype("float32") for shape in shapes])
    return rng.normal(size=(batch, steps, features)).astype("float32"), layer


def received(answer, x, layer, mask=None):
    """Return what the answer computes with the layer's weights."""
    return answer.simple_rnn(x, *layer.get_weights(), mask)


def check_shapes(answer):
    """The result has one output a step and text."""
    for batch, steps, features, units in ((2, 6, 4, 3), (5, 3, 1, 7)):
        x, layer = example(1, batch, steps, features, units)
        result = received(answer, x, layer)
        shape = np.shape(result)
        require(
            isinstance(result, np.ndarray) and shape == (batch, steps, units),
            expected=f"an array of shape {(batch, steps, units)}: batch, steps, units",
            received=f"shape {shape}" if isinstance(result, np.ndarray) else result,
            look="Collect one array (batch, units) a step; along which axis do the steps belong?",
        )


def check_one_step(answer):
    """The first step is right."""
    x, layer = example(2, steps=1)
    require_close(
        received(answer, x, layer),
        layer(x),
        what="the output of a single step",
        look="tanh of the sum of input times kernel, last output times recurrent kernel, and bias.",
        tolerance=1e-4,
    )


def check_all_steps(answer):
    """All steps are right."""
    for seed in (3, 4):
        x, layer = example(seed)
        require_close(
            received(answer, x, layer),
            layer(x),
            what="the outputs of six steps",
            look="What a step computes is the last output for the next one: is it kept?",
            tolerance=1e-4,
        )


def check_mask(answer):
    """A step of padding leaves the output as it was."""
    x, layer = example(5, batch=4)
    mask = np.array([[1, 1, 1, 1, 1, 1], [1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 1, 0], [1, 0, 1, 0, 0, 1]]) == 1
    truth = np.asarray(keras.layers.RNN(layer.cell)(x, mask=mask))
    result = received(answer, x, layer, mask)
    require_close(
        np.asarray(result)[:, -1],
        truth,
        what="the output after the last step, with padding",
        look="At a step of padding the output stays what it was, text by text; nothing is set to 0.",
        tolerance=1e-4,
    )
    require_close(
        np.asarray(result)[1],
        np.asarray(layer(x[1:2, :2]))[0][[0, 1, 1, 1, 1, 1]],
        what="all outputs of a text with two words and four times padding",
        look="The outputs at the padding repeat that of the last word.",
        tolerance=1e-4,
    )
