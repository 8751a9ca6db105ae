import keras
import numpy as np
from checking import line_of, require, require_defined, shown

keras.utils.set_random_seed(1)
MODEL = keras.Sequential([keras.Input((1000,)), keras.layers.Dropout(0.2)])
ONES = np.ones((100, 1000), dtype="float32")


def compare(answer, name, truth, look):
    """Hold one prediction against what really happens."""
    predicted = require_defined(answer, name, look="Read the comment above it and predict.")
    of_its_kind = isinstance(predicted, bool) == isinstance(truth, bool) and isinstance(predicted, bool | int | float)
    require(
        of_its_kind and abs(predicted - truth) <= 0.005,
        expected=f"{name} to be what the line above it gives",
        received=f"{name} = {shown(predicted)}",
        look=look,
        line=line_of(name),
    )


def check_predict(answer):
    """What dropout does in predict is predicted."""
    first, second = MODEL.predict(ONES, verbose=0), MODEL.predict(ONES, verbose=0)
    look = "Who predicts wants the whole model. Does dropout act there?"
    compare(answer, "mean_in_predict", float(first.mean()), look)
    compare(answer, "largest_in_predict", float(first.max()), look)
    compare(answer, "two_predictions_are_equal", bool(np.array_equal(first, second)), look)


def check_training(answer):
    """What dropout does in training is predicted."""
    first, second = MODEL(ONES, training=True).numpy(), MODEL(ONES, training=True).numpy()
    compare(
        answer, "share_of_zeros_in_training", float((first == 0).mean()), "Is the rate what is dropped, or what stays?"
    )
    compare(
        answer,
        "largest_in_training",
        float(first.max()),
        "Later layers should see sums of the usual size, although some values are missing.",
    )
    compare(
        answer,
        "mean_in_training",
        float(first.mean()),
        "Some values vanish, the others grow: by how much together?",
    )
    compare(
        answer,
        "two_training_steps_are_equal",
        bool(np.array_equal(first, second)),
        "Which values are dropped is drawn anew at every step.",
    )


def check_size(answer):
    """The size of the layer is predicted."""
    compare(answer, "parameters", MODEL.count_params(), "What would a dropout layer have to learn?")
