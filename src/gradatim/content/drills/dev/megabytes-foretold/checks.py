from pathlib import Path

import keras
import numpy as np
from checking import line_of, require, require_defined, shown

LAYERS = {
    "embedding": keras.layers.Embedding(20_000, 64),
    "lstm": keras.layers.LSTM(32),
    "dense": keras.layers.Dense(1, activation="sigmoid"),
}
LOOK = {
    "embedding": "One row for each word, as long as a word's vector; an embedding has no bias.",
    "lstm": "Three gates and a candidate: how many weights has one of these four, with 64 inputs and 32 units?",
    "dense": "A weight for each unit of the LSTM, and a bias.",
}
MODEL = keras.Sequential([keras.Input((None,), dtype="int32"), *LAYERS.values()])


def check_parameters(answer):
    """The parameters of each layer are predicted."""
    for layer, look in LOOK.items():
        name = f"{layer}_parameters"
        predicted = require_defined(answer, name, look=look)
        require(
            type(predicted) is int and predicted == LAYERS[layer].count_params(),
            expected=f"{name} to be the whole number that the layer really has",
            received=f"{name} = {shown(predicted)}",
            look=look,
            line=line_of(name),
        )


def near(answer, name, megabytes, look):
    """Hold a predicted size against the real one."""
    predicted = require_defined(answer, name, look=look)
    require(
        isinstance(predicted, int | float) and abs(predicted - megabytes) <= 0.02 * megabytes,
        expected=f"{name} to be within 2 % of the real size",
        received=f"{name} = {shown(predicted)}",
        look=look,
        line=line_of(name),
    )


def check_weights(answer):
    """The size of all weights is predicted."""
    size = sum(weight.nbytes for weight in MODEL.get_weights()) / 1e6
    near(answer, "weights_mb", size, "Add up the three layers. How many bytes has one float32 number?")


def check_files(answer):
    """The size of the file after training is predicted for each optimizer."""
    ids, labels = np.zeros((2, 3), "int32"), np.zeros((2, 1))
    for name, optimizer, look in (
        ("sgd_file_mb", keras.optimizers.SGD(), "Plain gradient descent remembers nothing of the steps before."),
        ("momentum_file_mb", keras.optimizers.SGD(momentum=0.9), "The file holds one more number for each weight."),
        ("adam_file_mb", keras.optimizers.Adam(), "Adam keeps a mean of the gradient and one of its square: two each."),
    ):
        MODEL.compile(optimizer, "binary_crossentropy")
        MODEL.train_on_batch(ids, labels)
        path = Path(f"{name}.keras")
        MODEL.save(path)
        near(answer, name, path.stat().st_size / 1e6, look)
