from functools import cache

import keras
import numpy as np
from checking import line_of, require

GOAL = 0.76


@cache
def clothes():
    """Return pictures and labels of training, then of measuring."""
    with np.load("clothes.npz") as file:
        images, labels = file["images"], file["labels"].astype("int32")
    order = np.random.default_rng(3).permutation(len(labels))
    train, other = order[:3000], order[3000:4000]
    return images[train], labels[train], images[other], labels[other]


@cache
def trained(answer):
    """Train the answer's model once."""
    keras.utils.set_random_seed(5)
    pictures, labels, _, _ = clothes()
    return answer.train(pictures.copy(), labels.copy())


def predicted(answer):
    """Return what the model says of the other pictures."""
    return np.asarray(trained(answer)(clothes()[2], training=False))


def check_returns_a_model(answer):
    """`train` returns a Keras model."""
    model = trained(answer)
    require(
        isinstance(model, keras.Model),
        expected="train to return the trained model",
        received=model,
        look="Build, compile, fit, and return the model.",
        line=line_of("train"),
    )


def check_probabilities(answer):
    """The model gives each picture ten probabilities."""
    probabilities = predicted(answer)
    require(
        probabilities.shape == (1000, 10),
        expected="predictions of shape (rows, 10), here (1000, 10)",
        received=probabilities.shape,
        look="How many units does the last layer have, and are the pixels laid in one row before?",
    )
    sums = probabilities.sum(axis=1)
    require(
        np.allclose(sums, 1.0, atol=1e-3) and probabilities.min() >= 0,
        expected="ten probabilities that add up to 1 for each picture",
        received=f"sums from {sums.min():.3f} to {sums.max():.3f}",
        look="Which activation makes one distribution of all ten units?",
    )


def check_accuracy_on_new_pictures(answer):
    """The accuracy on new pictures reaches the goal."""
    accuracy = float(np.mean(predicted(answer).argmax(axis=1) == clothes()[3]))
    require(
        accuracy >= GOAL,
        expected=f"an accuracy of at least {GOAL} on 1,000 new pictures",
        received=f"{accuracy:.3f}",
        look="Do the raw pixels reach the first Dense layer in a small range, in training and afterwards alike, and "
        "does training go on until the loss hardly falls?",
    )
