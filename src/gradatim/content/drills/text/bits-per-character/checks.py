import re

import keras
import numpy as np
import pandas as pd
from checking import require, require_close, shown

GOAL = 3.4
CHARACTERS = " abcdefghijklmnopqrstuvwxyz"
LENGTH = 12
TRAINED = {}


class Table:
    """Stands in for a model: gives the probabilities that it was made with."""

    def __init__(self, probabilities):
        self.probabilities = probabilities

    def predict(self, ids, **_):
        """Return the probabilities of the rows of ids."""
        return self.probabilities[: len(ids)]

    def __call__(self, ids, **_):
        """Return the same for a call."""
        return self.predict(ids)


def windows(first_year, last_year, count, step):
    """Return windows of character ids and what follows, from the addresses of some years."""
    table = pd.read_csv("passages.csv.gz")
    table = table[(table.year >= first_year) & (table.year <= last_year)]
    text = re.sub("[^a-z]+", " ", " ".join(table.text).lower())
    ids = np.array([CHARACTERS.index(character) for character in text[: count * step + LENGTH + 1]], dtype="int32")
    starts = np.arange(0, count * step, step)
    return np.stack([ids[start : start + LENGTH] for start in starts]), ids[starts + LENGTH]


def trained(answer):
    """Return the answer's model, trained once."""
    if not TRAINED:
        keras.utils.set_random_seed(31)
        model = answer.train(*windows(1991, 2008, 8000, 2), len(CHARACTERS))
        require(
            isinstance(model, keras.Model),
            expected="train to return a Keras model",
            received=model,
            look="Build a model, fit it, and return it in the last line.",
        )
        TRAINED["model"] = model
    return TRAINED["model"]


def check_bits(answer):
    """The bits per character are right."""
    rng = np.random.default_rng(9)
    ids, following = np.zeros((50, LENGTH), "int32"), rng.integers(0, 5, 50).astype("int32")
    for probabilities in (rng.dirichlet(np.ones(5), 50), np.full((50, 5), 0.2), rng.dirichlet(np.ones(5) / 3, 50)):
        truth = -np.mean([np.log2(row[number]) for row, number in zip(probabilities, following, strict=True)])
        received = answer.bits_per_character(Table(probabilities.astype("float64")), ids, following)
        require_close(
            received,
            truth,
            what="the bits per character",
            look="For each row the probability of the character that came, its log2, the mean, with a minus.",
            tolerance=1e-3,
        )
        require(
            np.ndim(received) == 0,
            expected="one number",
            received=received,
            look="The mean over all rows is one number.",
        )


def check_impossible(answer):
    """A probability of 0 is counted as 1e-12."""
    with np.errstate(all="ignore"):
        probabilities = np.array([[0.0, 1.0], [0.5, 0.5]])
        received = answer.bits_per_character(Table(probabilities), np.zeros((2, LENGTH), "int32"), np.array([0, 0]))
    require_close(
        received,
        (-np.log2(1e-12) + 1) / 2,
        what="the bits per character of the probabilities 0 and 0.5",
        look="Do not let a probability fall below 1e-12 before you take its logarithm.",
        tolerance=1e-3,
    )


def check_reads_with_an_lstm(answer):
    """The model reads with an LSTM and gives probabilities of 27 characters."""
    model = trained(answer)
    layers = [getattr(layer, "forward_layer", layer) for layer in model.layers]
    require(
        any(isinstance(layer, keras.layers.LSTM) for layer in layers),
        expected="a model with an LSTM layer",
        received=", ".join(type(layer).__name__ for layer in layers),
        look="Put an LSTM between the embedding and the last layer.",
    )
    output = np.asarray(model.predict(windows(2009, 2012, 20, 3)[0], verbose=0))
    require(
        output.shape == (20, 27) and (output >= 0).all() and np.allclose(output.sum(axis=1), 1, atol=1e-3),
        expected="probabilities of shape (20, 27) for 20 windows, each row summing to 1",
        received=output,
        look="One output a character, and the activation that shares 1 among them.",
    )


def check_new_text(answer):
    """Addresses that the model has not seen surprise it little."""
    ids, following = windows(2009, 2021, 1500, 7)
    output = np.asarray(trained(answer).predict(ids, verbose=0), dtype=float)
    bits = -np.log2(np.maximum(output[np.arange(len(ids)), following], 1e-12)).mean()
    require(
        bits <= GOAL,
        expected=f"at most {GOAL} bits per character on addresses after 2008",
        received=shown(float(bits)),
        look="About 4.1 means that the window is not used; between that and the goal, train longer.",
    )
