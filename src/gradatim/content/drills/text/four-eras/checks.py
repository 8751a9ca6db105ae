from functools import cache

import keras
import numpy as np
import pandas as pd
from checking import require, shown

ERAS = ["1790-1860", "1861-1912", "1913-1968", "1969-2021"]
GOAL = 0.65
TRAINED = {}


@cache
def passages():
    """Return ids and labels of 1,500 passages to train with and of 1,000 of other speeches, and how many ids."""
    table = pd.read_csv("passages.csv.gz").sample(frac=1, random_state=7)
    speeches = sorted(table.speech.unique())
    unseen = table.speech.isin(speeches[::4])
    train, test = table[~unseen][:1500], table[unseen][:1000]
    vectorize = keras.layers.TextVectorization(max_tokens=4000, output_sequence_length=100)
    vectorize.adapt(train.text.tolist())
    parts = [
        (vectorize(part.text.tolist()).numpy().astype("int32"), np.digitize(part.year, [1861, 1913, 1969]))
        for part in (train, test)
    ]
    return parts[0], parts[1], vectorize.vocabulary_size()


def trained(answer):
    """Return the answer's model, trained once."""
    if not TRAINED:
        keras.utils.set_random_seed(11)
        (ids, labels), _, size = passages()
        model = answer.train(ids.copy(), labels.astype("int32"), size)
        require(
            isinstance(model, keras.Model),
            expected="train to return a Keras model",
            received=model,
            look="Build a model, fit it, and return it in the last line.",
        )
        TRAINED["model"] = model
    return TRAINED["model"]


def check_probabilities(answer):
    """The model gives four probabilities a passage."""
    model = trained(answer)
    _, (ids, _), _ = passages()
    require(
        model.input_shape in ((None, 100), (None, None)),
        expected="the input shape (None, 100): passages of 100 ids",
        received=f"the input shape {model.input_shape}",
        look="The ids have the shape (passages, 100).",
    )
    output = np.asarray(model.predict(ids[:50], verbose=0))
    require(
        output.shape == (50, 4),
        expected="an output of shape (50, 4) for 50 passages",
        received=output,
        look="One output for each of the four eras.",
    )
    require(
        (output >= 0).all() and np.allclose(output.sum(axis=1), 1, atol=1e-3),
        expected="probabilities: none negative, each row to sum to 1",
        received=f"rows that sum to {shown(output.sum(axis=1))}",
        look="Which activation shares 1 among the outputs of a layer?",
    )


def check_unseen_speeches(answer):
    """The model dates passages of speeches that it has not seen."""
    model = trained(answer)
    _, (ids, labels), _ = passages()
    called = np.asarray(model.predict(ids, verbose=0)).argmax(axis=1)
    recalls = [float(np.mean(called[labels == era] == era)) for era in range(4)]
    told = ", ".join(f"{name} {recall:.2f}" for name, recall in zip(ERAS, recalls, strict=True))
    require(
        np.mean(recalls) >= GOAL,
        expected=f"a mean recall of at least {GOAL} on passages of other speeches",
        received=f"{np.mean(recalls):.3f} ({told})",
        look="Did the loss fall far enough? Try more epochs or a greater learning rate, and leave the padding out.",
    )
