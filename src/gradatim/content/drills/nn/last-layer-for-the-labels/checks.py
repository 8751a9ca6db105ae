import keras
import numpy as np
from checking import require

CROSSENTROPY = "The three cross-entropies differ in the labels that they take: 0 or 1, one-hot rows, whole numbers."


def parts(answer, labels):
    """Return the layer and the loss of the answer."""
    made = answer.last_layer(labels)
    require(
        isinstance(made, tuple) and len(made) == 2,
        expected="a pair: a layer and the name of a loss",
        received=made,
        look="`return layer, loss` returns both; is there a `return` on the way that these labels take?",
    )
    layer, loss = made
    require(isinstance(layer, keras.layers.Dense), expected="a Dense layer first", received=layer, look="See README.")
    require(isinstance(loss, str), expected="the name of a loss, a string", received=loss, look="See README.")
    return layer, loss


def require_end(answer, labels, *, units, loss_wanted, range_text, in_range, look):
    """End the check unless a model with this end gives outputs of the right width and range, and has the right loss."""
    layer, loss = parts(answer, labels)
    model = keras.Sequential([keras.Input((3,)), layer])
    require(
        model.output_shape == (None, units),
        expected=f"output shape (None, {units}) for {labels.dtype} labels of shape {labels.shape}",
        received=str(model.output_shape),
        look=look,
    )
    weights = np.random.default_rng(7).normal(0, 2, (3, units))
    layer.set_weights([weights, np.zeros(units)])
    outputs = np.asarray(model(np.random.default_rng(8).normal(0, 2, (40, 3)).astype("float32")))
    require(in_range(outputs), expected=f"outputs {range_text}", received=outputs[:1], look=look)
    losses = [loss_wanted] if isinstance(loss_wanted, str) else loss_wanted
    require(
        loss in losses,
        expected="the loss that takes labels like these" + (" (a sparse one)" if "sparse" in losses[0] else ""),
        received=loss,
        look=CROSSENTROPY if "cross" in losses[0] else "README names the loss of quantities.",
    )


def adds_up(outputs):
    return np.allclose(outputs.sum(axis=1), 1, atol=1e-4) and (outputs >= 0).all()


def check_quantities(answer):
    """Quantities get plain numbers, as many as the labels have."""
    plain = {
        "loss_wanted": ["mse", "mean_squared_error"],
        "range_text": "that may be any number, also below 0 and above 1",
        "in_range": lambda outputs: outputs.min() < -1 and outputs.max() > 1,
        "look": "How many numbers does the model have to give for one example, and from which range?",
    }
    for seed, width in ((1, 24), (2, 2), (3, 1)):
        labels = np.random.default_rng(seed).normal(0, 100, (50, width)).astype("float32")
        require_end(answer, labels, units=width, **plain)
    require_end(answer, np.arange(30) * 1.5, units=1, **plain)


def check_yes_or_no(answer):
    """Labels 0 and 1 get one probability."""
    for labels in (np.array([0, 1, 1, 0, 1]), np.array([1, 1, 1, 0], "uint8")):
        require_end(
            answer,
            labels,
            units=1,
            loss_wanted="binary_crossentropy",
            range_text="that take many values from 0 to 1",
            in_range=lambda outputs: outputs.min() >= 0 and outputs.max() <= 1 and np.ptp(outputs) > 0.3,
            look="One unit gives the probability of yes. Which activation can give every number from 0 to 1?",
        )


def check_classes(answer):
    """Whole-number classes get a probability for each class, from 0 to the highest."""
    for labels, units in ((np.array([0, 2, 1, 4]), 5), (np.array([2, 0, 2, 0, 2]), 3), (np.arange(10) % 10, 10)):
        require_end(
            answer,
            labels,
            units=units,
            loss_wanted="sparse_categorical_crossentropy",
            range_text="that add up to 1 for each example",
            in_range=adds_up,
            look="Classes count from 0, and one that is missing in these labels still needs its place.",
        )


def check_one_hot_classes(answer):
    """One-hot classes get a probability for each column."""
    for classes in (6, 3):
        labels = np.eye(classes, dtype="int64")[np.random.default_rng(classes).integers(0, classes, 30)]
        require_end(
            answer,
            labels,
            units=classes,
            loss_wanted="categorical_crossentropy",
            range_text="that add up to 1 for each example",
            in_range=adds_up,
            look="Exactly one class holds in each row.",
        )


def check_tags(answer):
    """Tags get a probability each, which need not add up to 1."""
    several = (np.random.default_rng(4).random((30, 5)) < 0.4).astype("int64")
    few = np.array([[1, 0, 0], [0, 0, 0], [0, 0, 1]])
    balanced = np.array([[1, 1, 0], [0, 0, 0], [1, 0, 0], [0, 1, 0]])
    for labels in (several, few, balanced):
        require_end(
            answer,
            labels,
            units=labels.shape[1],
            loss_wanted="binary_crossentropy",
            range_text="from 0 to 1 that need not add up to 1, as several tags may hold, or none",
            in_range=lambda outputs: outputs.min() >= 0 and outputs.max() <= 1 and not adds_up(outputs),
            look="Look at every row of the labels: each tag is a yes or no of its own.",
        )
