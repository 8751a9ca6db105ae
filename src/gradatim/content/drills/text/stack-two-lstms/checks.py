import keras
import numpy as np
from checking import require


def model_of(answer):
    """Return the answer's model for 50 ids."""
    keras.utils.set_random_seed(4)
    model = answer.build_model(50)
    require(
        isinstance(model, keras.Model),
        expected="build_model to return a Keras model",
        received=model,
        look="Return the Sequential model.",
    )
    require(
        model.built,
        expected="a model that knows its input: ids of any length",
        received="a model without an Input, which is built at its first call only",
        look="Keep the Input of the starter.",
    )
    return model


def recurrent(model):
    """Return the names of the recurrent layers in their order, the direction and the units of each."""
    found = []
    for layer in model.layers:
        inner = layer.forward_layer if isinstance(layer, keras.layers.Bidirectional) else layer
        if isinstance(inner, keras.layers.LSTM):
            found.append((inner.units, inner is not layer))
    return found


def check_output(answer):
    """The model gives three probabilities a text, whatever its length."""
    model = model_of(answer)
    for length in (4, 10):
        ids = np.arange(2 * length).reshape(2, length) % 49 + 1
        output = np.asarray(model(ids))
        require(
            output.shape == (2, 3),
            expected="an output of shape (None, 3), so (2, 3) for two texts",
            received=f"{output.shape} for texts of {length} ids",
            look="Which of the recurrent layers has to return its whole sequence, and which must not?",
        )
        require(
            np.allclose(output.sum(axis=1), 1, atol=1e-4) and (output >= 0).all(),
            expected="probabilities that sum to 1",
            received=output,
            look="Keep the last layer of the starter.",
        )


def check_two_lstms(answer):
    """There are two LSTM layers, the first of them in both directions."""
    found = recurrent(model_of(answer))
    require(
        found == [(32, True), (16, False)],
        expected="two LSTM layers: 32 units in both directions, then 16 units in one",
        received=", ".join(f"{units} units in {'both directions' if both else 'one'}" for units, both in found)
        or "none",
        look="Keep both layers; only what the first one returns has to change.",
    )


def check_second_sees_the_sequence(answer):
    """The second LSTM reads what the first made of every step."""
    model = model_of(answer)
    shapes = {}
    table = [layer for layer in model.layers if isinstance(layer, keras.layers.Embedding)][0]
    value = table(np.arange(1, 8)[None])
    for layer in model.layers[model.layers.index(table) + 1 :]:
        shapes[layer] = tuple(value.shape), np.asarray(value)
        value = layer(value)
    second = [layer for layer in model.layers if isinstance(layer, keras.layers.LSTM)][-1]
    shape, steps = shapes[second]
    require(
        shape == (1, 7, 64) and not np.allclose(steps[0, 0], steps[0, 1]),
        expected="the second LSTM to read 64 numbers for every step, (1, 7, 64) for a text of 7 words",
        received=f"shape {shape}" + (", the same vector at all steps" if np.allclose(steps[0, :1], steps[0]) else ""),
        look="An LSTM can return the outputs of all steps by itself; nothing needs to be repeated or reshaped.",
    )


def check_padding(answer):
    """Padding at the end changes nothing."""
    model = model_of(answer)
    short = np.asarray(model(np.array([[5, 9, 3]])))
    padded = np.asarray(model(np.array([[5, 9, 3] + [0] * 6])))
    require(
        np.allclose(short, padded, atol=1e-5),
        expected="the same answer with six times 0 added at the end",
        received=f"a difference of up to {np.abs(short - padded).max():.4f}",
        look="The embedding marks the padding; does each layer behind it hand the mask on?",
    )
