import keras
import numpy as np
from checking import line_of, require

GENERATOR = np.random.default_rng(9)
X = GENERATOR.normal(size=(240, 4)).astype("float32")
LABELS = (X[:, 0] > 0).astype("float32")
LABELS[:160] = (X[:160, 0] + 0.8 * X[:160, 1] > 0).astype("float32")
LABELS[160::5] = 1 - LABELS[160::5]  # new data are noisier
TRAIN, VALIDATION = (X[:160], LABELS[:160]), (X[160:], LABELS[160:])


def model(*weights, dropout=0.0, penalty=0.0):
    """Return a compiled model whose weights were chosen here, so that its accuracy is known."""
    keras.utils.set_random_seed(1)
    made = keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Dropout(dropout),
            keras.layers.Dense(1, activation="sigmoid", kernel_regularizer=keras.regularizers.L2(penalty)),
        ]
    )
    made.layers[-1].set_weights([np.array([weights], dtype="float32").T, np.zeros(1)])
    made.compile(loss="binary_crossentropy", metrics=["accuracy"])
    return made


def truth(weights, rows):
    """Return the accuracy of these weights."""
    x, y = rows
    return float(np.mean((x @ np.array(weights) > 0) == y))


LEARNT_BY_HEART = (5.0, 4.0, 0.0, 0.0)
GENERAL = (5.0, 1.0, 0.0, 0.0)
KNOWS_NOTHING = (0.0, 0.0, 0.0, -5.0)


def check_measures_accuracy(answer):
    """`measure` returns the accuracy on both parts, without dropout, and the gap."""
    received = answer.measure(model(*GENERAL, dropout=0.5, penalty=0.1), TRAIN, VALIDATION)
    require(
        isinstance(received, dict) and set(received) == {"train", "validation", "gap"},
        expected="a dictionary with train, validation and gap",
        received=received,
        look="Return one dictionary with three floats.",
        line=line_of("measure"),
    )
    for name, rows in (("train", TRAIN), ("validation", VALIDATION)):
        wanted = truth(GENERAL, rows)
        require(
            isinstance(received[name], float) and abs(received[name] - wanted) < 0.002,
            expected=f"{name}: {wanted:.4f}, the accuracy of a model with dropout and penalty",
            received=received[name],
            look="Measure the metric, not the loss, which may contain a penalty, and measure while dropout is off.",
            line=line_of("measure"),
        )
    gap = truth(GENERAL, TRAIN) - truth(GENERAL, VALIDATION)
    require(
        isinstance(received["gap"], float) and abs(received["gap"] - gap) < 0.002,
        expected=f"gap: {gap:.4f}, training minus validation",
        received=received["gap"],
        look="Which of the two is subtracted?",
        line=line_of("measure"),
    )


def check_best_on_validation(answer):
    """The highest validation accuracy wins."""
    models = {
        "plain": model(*LEARNT_BY_HEART),
        "dropout": model(*GENERAL, dropout=0.5),
        "tiny": model(*KNOWS_NOTHING),
    }
    received = answer.best(models, TRAIN, VALIDATION)
    require(
        received == "dropout",
        expected="dropout, which has the highest validation accuracy of plain, dropout and tiny",
        received=received,
        look="A model that knows nothing has the smallest gap, and one that learnt by heart the best training value.",
        line=line_of("best"),
    )


def check_equals_by_gap(answer):
    """Among models that are equally good on validation rows, the smallest gap wins."""
    one, other = (5.0, 4.0, 0.0, 0.0), (5.0, 1.0, 0.0, 0.0)
    x = np.array([[1.0, 0.0, 0.0, 0.0], [-1.0, 0.0, 0.0, 0.0]], dtype="float32")
    validation = x, np.array([1.0, 0.0], dtype="float32")
    models = {"first": model(*one), "second": model(*other)}
    gaps = {"first": truth(one, TRAIN), "second": truth(other, TRAIN)}
    received = answer.best(models, TRAIN, validation)
    require(
        received == min(gaps, key=gaps.get),
        expected=f"{min(gaps, key=gaps.get)}: both have all validation rows right, and its gap is smaller",
        received=received,
        look="What decides when two models have the same validation accuracy?",
        line=line_of("best"),
    )
