import keras
import numpy as np
from checking import require

GOAL = 0.95
OTHERS = ["bears", "wolves", "hawks", "sharks", "foxes"]
WORDS = ["the", "lions", *OTHERS, "beat", "defeated", "lost", "to", "yesterday", "at", "home", "in", "rain", "again"]
TRAINED = {}


def sentences(count, seed):
    """Return token ids (count, 10) and whether the lions won (count,)."""
    rng = np.random.default_rng(seed)
    rows, labels = [], []
    for _ in range(count):
        verb, first = rng.choice(["beat", "defeated", "lost to", "lost to"]), rng.random() < 0.5
        sides = ["the lions", f"the {rng.choice(OTHERS)}"]
        one, other = sides if first else sides[::-1]
        extra = rng.choice(["", "yesterday", "at home", "in the rain", "again"])
        sentence = f"{one} {verb} {other} {extra}" if rng.random() < 0.7 else f"{extra} {one} {verb} {other}"
        ids = [WORDS.index(word) + 2 for word in sentence.split()]
        rows.append(ids + [0] * (10 - len(ids)))
        labels.append((verb != "lost to") == first)
    return np.array(rows, dtype="int32"), np.array(labels, dtype="int32")


def trained(answer):
    """Return the answer's model, trained once."""
    if not TRAINED:
        keras.utils.set_random_seed(21)
        model = answer.train(*sentences(500, 1), len(WORDS) + 2)
        require(
            isinstance(model, keras.Model),
            expected="train to return a Keras model",
            received=model,
            look="Build a model, fit it, and return it in the last line.",
        )
        TRAINED["model"] = model
    return TRAINED["model"]


def check_reads_with_an_lstm(answer):
    """The model reads with an LSTM."""
    layers = [getattr(layer, "forward_layer", layer) for layer in trained(answer).layers]
    require(
        any(isinstance(layer, keras.layers.LSTM) for layer in layers),
        expected="a model with an LSTM layer",
        received=", ".join(type(layer).__name__ for layer in layers),
        look="Put an LSTM between the embedding and the last layer.",
    )


def check_probability(answer):
    """The model gives one probability a sentence."""
    output = np.asarray(trained(answer).predict(sentences(40, 2)[0], verbose=0))
    require(
        output.shape == (40, 1) and (output >= 0).all() and (output <= 1).all(),
        expected="probabilities of shape (40, 1) for 40 sentences",
        received=output,
        look="One unit with the activation for a probability.",
    )


def check_new_sentences(answer):
    """The model is right about new sentences."""
    ids, labels = sentences(300, 3)
    right = np.mean((np.asarray(trained(answer).predict(ids, verbose=0))[:, 0] > 0.5) == labels)
    require(
        right >= GOAL,
        expected=f"at least {GOAL} of 300 new sentences to be right",
        received=f"{right:.3f}",
        look="About 0.5: either the order does not arrive, or training has hardly begun. Look at the loss by epoch.",
    )
