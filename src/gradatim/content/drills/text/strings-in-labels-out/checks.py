from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from checking import require, shown

CLASSES = ["orders", "repairs", "invoices"]
WORDS = ["parcel", "order", "broken", "screen", "bill", "paid", "my", "the", "is", "a"]
TEXTS = ["My order: the parcel!", "the SCREEN is broken", "a bill is paid", "my toaster is broken", "paid the bill"]
WANTED = ["orders", "repairs", "invoices", "repairs", "invoices"]


def parts():
    """Return a vectorisation, and a network that knows two words of each class."""
    vectorize = keras.layers.TextVectorization(output_sequence_length=6)
    vectorize.adapt(WORDS)
    learned = vectorize.get_vocabulary()
    table = np.zeros((vectorize.vocabulary_size(), 3), "float32")
    for number, (first, second) in enumerate((("parcel", "order"), ("broken", "screen"), ("bill", "paid"))):
        table[learned.index(first), number] = table[learned.index(second), number] = 9.0
    network = keras.Sequential(
        [
            keras.Input((6,), dtype="int32"),
            keras.layers.Embedding(len(table), 3, weights=[table]),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Softmax(),
        ]
    )
    return vectorize, network


def exported(answer, path):
    """Let the answer save a model; return it loaded, with the parts it was made of."""
    vectorize, network = parts()
    answer.export(vectorize, network, path)
    require(
        Path(path).is_file(),
        expected=f"a file {path}",
        received="none",
        look="A model has a method that saves it to a path.",
    )
    return keras.models.load_model(path), vectorize, network


def check_file_takes_strings(answer):
    """The saved model takes strings."""
    model, _, _ = exported(answer, "first.keras")
    kind = model.inputs[0].dtype
    require(
        kind == "string" and tuple(model.input_shape) == (None,),
        expected="a saved model whose input is a string a text, shape (None,)",
        received=f"an input of type {kind} and shape {model.input_shape}",
        look="Which layer turns strings into ids, and is it part of what you save?",
    )


def check_same_probabilities(answer):
    """The saved model gives the network's probabilities."""
    model, vectorize, network = exported(answer, "second.keras")
    texts = tf.constant(TEXTS)
    received, wanted = np.asarray(model(texts)), np.asarray(network(vectorize(texts)))
    require(
        received.shape == wanted.shape and np.allclose(received, wanted, atol=1e-5),
        expected=f"the probabilities of network(vectorize(texts)): {shown(wanted)}",
        received=received,
        look="First the vectorisation, then the network, and nothing else.",
    )


def check_labels(answer):
    """Each text gets the name of its class, from the file alone."""
    exported(answer, "third.keras")
    for texts, wanted in ((TEXTS, WANTED), (TEXTS[::-1], WANTED[::-1]), (TEXTS[1:2], WANTED[1:2])):
        received = answer.label("third.keras", list(texts), list(CLASSES))
        require(
            isinstance(received, list) and received == wanted,
            expected=f"{wanted} for {texts}",
            received=received,
            look="Use the vocabulary that was learned in training, from the file, and the classes in their order.",
        )


def check_another_order_of_names(answer):
    """The names are those that were given."""
    exported(answer, "fourth.keras")
    received = answer.label("fourth.keras", TEXTS[:3], ["zulu", "alpha", "mike"])
    require(
        received == ["zulu", "alpha", "mike"],
        expected="['zulu', 'alpha', 'mike'] with these names for the three outputs",
        received=received,
        look="The first name belongs to the first output.",
    )
