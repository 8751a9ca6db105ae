from functools import cache

import keras
import numpy as np
import pandas as pd
from checking import line_of, require

GOAL = 0.88
MEASUREMENTS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


@cache
def birds():
    """Return features and labels of all birds that were measured and whose sex is known, shuffled."""
    table = pd.read_csv("penguins.csv").dropna(subset=[*MEASUREMENTS, "sex"]).sample(frac=1.0, random_state=4)
    species = table["species"].to_numpy()[:, None] == np.array(["Adelie", "Chinstrap", "Gentoo"])
    features = np.concatenate([table[MEASUREMENTS].to_numpy(), species], axis=1).astype("float32")
    return features, (table["sex"] == "male").to_numpy().astype("int32")


@cache
def trained(answer):
    """Train the answer's model once, on half of the birds."""
    keras.utils.set_random_seed(5)
    features, labels = birds()
    return answer.train(features[:167].copy(), labels[:167].copy())


def predicted(answer):
    """Return what the model says of the other birds."""
    return np.asarray(trained(answer)(birds()[0][167:], training=False))


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
    """The model gives each bird one probability."""
    probabilities = predicted(answer)
    require(
        probabilities.shape == (166, 1),
        expected="predictions of shape (rows, 1), here (166, 1)",
        received=probabilities.shape,
        look="How many units does the last layer have?",
    )
    require(
        np.isfinite(probabilities).all() and probabilities.min() >= 0 and probabilities.max() <= 1,
        expected="numbers between 0 and 1",
        received=f"numbers from {probabilities.min():.3g} to {probabilities.max():.3g}",
        look="Which activation turns a number into a probability?",
    )


def check_accuracy_on_new_birds(answer):
    """The accuracy on new birds reaches the goal."""
    accuracy = float(np.mean((predicted(answer)[:, 0] > 0.5) == birds()[1][167:]))
    require(
        accuracy >= GOAL,
        expected=f"an accuracy of at least {GOAL} on 166 new birds",
        received=f"{accuracy:.3f}",
        look="Are all features of the same scale when they reach the first Dense layer, and does training go on until "
        "the loss no longer falls?",
    )
