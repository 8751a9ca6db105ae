import keras
from checking import require, require_defined


def words():
    """Return the embedded words of the README, a symbolic tensor."""
    return keras.layers.Embedding(5000, 32)(keras.Input((100,), dtype="int32"))


def compare(answer, name, tensor, look):
    """Hold a predicted shape against that of a tensor."""
    predicted = require_defined(answer, name, look="Write a tuple without the batch axis.")
    require(
        isinstance(predicted, tuple | list),
        expected=f"{name} to be a tuple, such as (100, 32) or (32,)",
        received=predicted,
        look="A tuple of one number has a comma: (32,).",
    )
    require(
        tuple(predicted) == tuple(tensor.shape[1:]),
        expected=f"{name} to be the shape that Keras gives, without the batch axis",
        received=tuple(predicted),
        look=look,
    )


def check_embedding(answer):
    """The embedding is right, and so is flattening it."""
    compare(answer, "embedded", words(), "Every id becomes a vector; how many ids, and how many numbers each?")
    compare(answer, "flat", keras.layers.Flatten()(words()), "Flatten puts all vectors of a text one behind the other.")


def check_convolution(answer):
    """The convolutions and their pooling are right."""
    layers = keras.layers
    compare(
        answer,
        "convolved",
        layers.Conv1D(64, 5)(words()),
        "A window of five steps fits into 100 steps how many times? The filters become the last axis.",
    )
    compare(
        answer,
        "padded",
        layers.Conv1D(64, 5, padding="same")(words()),
        '"same" adds zeros at the ends, so that there are as many steps as before.',
    )
    compare(
        answer,
        "pooled",
        layers.MaxPooling1D(4)(layers.Conv1D(64, 5)(words())),
        "Pooling by 4 makes one step of four, of those that the convolution left.",
    )
    compare(
        answer,
        "strongest",
        layers.GlobalMaxPooling1D()(layers.Conv1D(64, 5)(words())),
        "Global pooling keeps one number a filter.",
    )


def check_recurrent(answer):
    """The recurrent layers in one direction are right."""
    layers = keras.layers
    compare(answer, "last", layers.GRU(48)(words()), "Without return_sequences a GRU gives its last output only.")
    compare(
        answer,
        "every",
        layers.GRU(48, return_sequences=True)(words()),
        "With return_sequences there is an output at every step.",
    )
    compare(
        answer,
        "after",
        layers.GRU(16)(layers.MaxPooling1D(4)(layers.Conv1D(64, 5)(words()))),
        "However long the sequence, the GRU gives its last output only.",
    )


def check_both_directions(answer):
    """The layers in both directions are right."""
    layers = keras.layers
    look = "The outputs of both directions are joined one behind the other, on the last axis."
    compare(answer, "both", layers.Bidirectional(layers.LSTM(48))(words()), look)
    compare(answer, "both_every", layers.Bidirectional(layers.LSTM(48, return_sequences=True))(words()), look)
