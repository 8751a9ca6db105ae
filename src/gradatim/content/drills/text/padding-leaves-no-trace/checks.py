import keras
import numpy as np
from checking import require


def model_of(answer, vocabulary_size=30, units=12):
    """Return the answer's model with weights large enough that differences show."""
    keras.utils.set_random_seed(6)
    model = answer.build_model(vocabulary_size, units)
    require(
        isinstance(model, keras.Model),
        expected="build_model to return a Keras model",
        received=model,
        look="Make a Sequential model of an Input, an Embedding, an LSTM and a Dense layer, and return it.",
    )
    for weight in model.trainable_weights:
        weight.assign(weight * 4.0)
    return model


def answered(model, ids):
    """Return the model's answers to texts of ids as an array."""
    return np.asarray(model(np.asarray(ids, dtype="int32")))


def check_any_length(answer):
    """Texts of any length are taken, and each gets one probability."""
    model = model_of(answer)
    require(
        len(model.input_shape) == 2 and model.input_shape[1] is None,
        expected="the input shape (None, None): any number of texts of any length",
        received=f"the input shape {model.input_shape}",
        look="Which number in the shape of Input means any length?",
    )
    for length in (1, 5, 40):
        output = answered(model, np.arange(3 * length).reshape(3, length) % 29 + 1)
        require(
            output.shape == (3, 1) and (output >= 0).all() and (output <= 1).all(),
            expected=f"probabilities of shape (3, 1) for three texts of {length} ids",
            received=output,
            look="One unit at the end, with the activation for a probability.",
        )
    tables = [layer for layer in model.layers if isinstance(layer, keras.layers.Embedding)]
    require(
        len(tables) == 1 and tables[0].input_dim == 30,
        expected="one embedding with a row for each of 30 ids",
        received=f"{[table.input_dim for table in tables]} rows",
        look="`vocabulary_size` says how many ids there are.",
    )


def check_uses_an_lstm(answer):
    """One LSTM of so many units reads the words."""
    for units in (12, 7):
        found = [layer.units for layer in model_of(answer, 30, units).layers if isinstance(layer, keras.layers.LSTM)]
        require(
            found == [units],
            expected=f"one LSTM layer with {units} units",
            received=f"LSTM layers with units {found}",
            look="`units` is the argument of the function.",
        )


def check_order_counts(answer):
    """The order of the words changes the answer."""
    model = model_of(answer)
    forward, backward = answered(model, [[3, 8, 21, 14], [14, 21, 8, 3]])
    require(
        abs(forward[0] - backward[0]) > 1e-4,
        expected="another answer when the order of the words is turned",
        received=f"{forward[0]:.5f} for both",
        look="Is the order lost before the LSTM reads the words?",
    )


def check_padding_changes_nothing(answer):
    """Zeros at the end change nothing."""
    model = model_of(answer)
    alone = answered(model, [[3, 8, 21]])[0, 0]
    for zeros in (1, 10, 60):
        padded = answered(model, [[3, 8, 21] + [0] * zeros])[0, 0]
        require(
            abs(alone - padded) < 1e-5,
            expected=f"{alone:.5f}, as without padding, with {zeros} times 0 added at the end",
            received=f"{padded:.5f}",
            look="Which argument of the embedding says that id 0 is padding?",
        )
    mixed = answered(model, [[3, 8, 21, 0, 0], [3, 8, 21, 9, 9]])[:, 0]
    require(
        abs(mixed[0] - alone) < 1e-5 and abs(mixed[1] - alone) > 1e-4,
        expected="a short text to keep its answer beside a longer one, and real words to count",
        received=mixed,
        look="Only id 0 is padding; all other ids are words.",
    )
