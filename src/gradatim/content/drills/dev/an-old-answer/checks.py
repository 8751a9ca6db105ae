from functools import cache

import keras
import numpy as np
from checking import line_of, require

EPOCHS, RATE, BATCH = 15, 0.05, 16


def rows(count=136, seed=8):
    """Return rows of two classes, one in three of class 1, which a line parts nearly."""
    random = np.random.default_rng(seed)
    labels = (np.arange(count) % 3 == 0).astype("int32")
    return (random.normal(size=(count, 3)) + labels[:, None] * [1.2, -0.8, 0.5]).astype("float32"), labels


def known_model(kernel=(1.5, -1.0, 0.5), bias=-0.6):
    """Return a model with known weights."""
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, activation="sigmoid")])
    model.layers[-1].set_weights([np.reshape(kernel, (3, 1)), np.array([bias])])
    model.compile(loss="binary_crossentropy", metrics=["accuracy"])
    return model


@cache
def trained(answer):
    """Return what the answer's `train` returns from known first weights, if it is a model and a list."""
    keras.utils.set_random_seed(3)
    returned = answer.train(*rows())
    require(
        isinstance(returned, tuple)
        and len(returned) == 2
        and isinstance(returned[0], keras.Model)
        and isinstance(returned[1], list),
        expected="a model and a list of accuracies",
        received=returned,
        look="Keep what `train` returns.",
        line=line_of("train"),
    )
    return returned


def check_runs(answer):
    """`train` runs with the installed version."""
    _, accuracies = trained(answer)
    require(
        len(accuracies) == EPOCHS,
        expected=f"{EPOCHS} accuracies, one for each epoch",
        received=f"{len(accuracies)}",
        look="What did the old argument for the number of epochs mean?",
        line=line_of("train"),
    )


def check_trains_as_the_answer_meant(answer):
    """`train` uses the optimizer, the batches, the loss and the metric of the old answer."""
    model, accuracies = trained(answer)
    rate = float(model.optimizer.learning_rate)
    require(
        isinstance(model.optimizer, keras.optimizers.Adam) and np.isclose(rate, RATE),
        expected=f"Adam with a learning rate of {RATE}",
        received=f"{type(model.optimizer).__name__} with {rate:g}",
        look="An argument that is refused has a new name; without it the default holds.",
        line=line_of("train"),
    )
    x, y = rows()
    steps = EPOCHS * -(-len(x) // BATCH)
    require(
        int(model.optimizer.iterations) == steps,
        expected=f"{steps} steps, those of {EPOCHS} epochs with batches of {BATCH} for {len(x)} rows",
        received=f"{int(model.optimizer.iterations)}",
        look="Has the size of the batches or the number of epochs changed?",
        line=line_of("train"),
    )
    outputs = model.predict(x * 100, verbose=0)
    require(
        outputs.min() >= 0 and outputs.max() <= 1,
        expected="a model that gives probabilities, from 0 to 1",
        received=outputs,
        look="Which activation had the last layer of the old answer?",
        line=line_of("train"),
    )
    keras.utils.set_random_seed(3)
    mine = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, activation="sigmoid")])
    mine.compile(optimizer=keras.optimizers.Adam(RATE), loss="binary_crossentropy", metrics=["accuracy"])
    wanted = mine.fit(x, y, epochs=EPOCHS, batch_size=BATCH, verbose=0).history["accuracy"]
    require(
        np.allclose(np.asarray(accuracies[-5:], dtype=float), wanted[-5:], atol=0.05),
        expected=f"an accuracy near {wanted[-1]:.3f} in the last epochs",
        received=accuracies[-5:],
        look="Are the model, its loss and the metric the same as in the old answer?",
        line=line_of("train"),
    )


def check_classes_fit_the_model(answer):
    """`classes_of` returns 0 and 1 by the model's probability."""
    model, x = known_model(), rows(57, seed=9)[0]
    received = answer.classes_of(model, x)
    wanted = (model.predict(x, verbose=0)[:, 0] > 0.5).astype(int)
    require(
        isinstance(received, np.ndarray) and received.shape == wanted.shape,
        expected=f"an array of shape {wanted.shape}, one class for each row",
        received=received,
        look="`predict` returns a column: one row each, and one number in it.",
        line=line_of("classes_of"),
    )
    require(
        np.issubdtype(received.dtype, np.integer) and np.array_equal(received, wanted),
        expected=f"whole numbers 0 and 1, with class 1 in {wanted.sum()} of {len(wanted)} rows",
        received=received,
        look="How does a probability become a class when there is only one column?",
        line=line_of("classes_of"),
    )
    received = np.asarray(answer.classes_of(known_model((0, 0, 0), 0), x))
    require(
        not received.any(),
        expected="class 0 for a probability of exactly 0.5",
        received=received,
        look="Class 1 is what is above 0.5.",
        line=line_of("classes_of"),
    )


def check_measured_accuracy(answer):
    """`measured_accuracy` agrees with Keras."""
    model = known_model()
    for count, seed in ((57, 9), (136, 8)):
        x, y = rows(count, seed)
        received, wanted = answer.measured_accuracy(model, x, y), model.evaluate(x, y, verbose=0)[1]
        require(
            isinstance(received, float) and np.isclose(received, wanted, atol=1e-4),
            expected=f"the share of rows that are right, {wanted:.4f} as a float, for {count} rows",
            received=received,
            look="Compare the class of each row with the label of the same row: which shapes do both have?",
            line=line_of("measured_accuracy"),
        )
