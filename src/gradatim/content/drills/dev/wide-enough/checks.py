import keras
import numpy as np
import rings
from checking import line_of, require, require_defined, shown


def reference(width):
    """Return the model of the drill, made here."""
    hidden = keras.layers.Dense(width, activation="relu")
    return keras.Sequential([keras.Input((2,)), hidden, keras.layers.Dense(1, activation="sigmoid")])


def check_models_as_given(answer):
    """The models and the widths are as they were given."""
    x = np.random.default_rng(1).normal(size=(30, 2)).astype("float32") * 5
    for width in (3, 16):
        model, mine = answer.new_model(width), reference(width)
        same = [weight.shape for weight in model.weights] == [weight.shape for weight in mine.weights]
        if same:
            mine.set_weights(model.get_weights())
        require(
            same and np.allclose(model(x), mine(x), atol=1e-5),
            expected=f"new_model({width}) to be as it was: {width} units with ReLU, one with sigmoid",
            received=f"weights of shapes {[tuple(weight.shape) for weight in model.weights]}",
            look="Leave new_model as it was.",
            line=line_of("new_model"),
        )
    require(
        tuple(answer.WIDTHS) == (2, 16, 256),
        expected="the widths 2, 16 and 256",
        received=answer.WIDTHS,
        look="Leave WIDTHS as it was.",
        line=line_of("WIDTHS"),
    )


def check_counts_parameters(answer):
    """The number of parameters is right for every width."""
    for width in (2, 16, 77):
        received = answer.parameters(width)
        require(
            type(received) is int and received == reference(width).count_params(),
            expected=f"parameters({width}) to be the whole number of weights and biases",
            received=received,
            look="Both layers have a bias for each of their units.",
            line=line_of("parameters"),
        )


def check_smaller_one_of_equals(answer):
    """Of widths that are equally good within the tolerance, the smallest is returned."""
    cases = (
        ({2: 0.7, 16: 0.9, 256: 0.91}, 0.02, 16),
        ({256: 0.91, 16: 0.9, 2: 0.7}, 0.02, 16),
        ({2: 0.7, 16: 0.9, 256: 0.91}, 0.005, 256),
        ({4: 0.75, 8: 1.0, 32: 0.875}, 0.25, 4),
        ({4: 0.5, 8: 0.5, 32: 0.25}, 0.0, 4),
        ({64: 0.9, 100: 0.5}, 0.1, 64),
    )
    for accuracies, tolerance, wanted in cases:
        received = answer.smallest_good_enough(dict(accuracies), tolerance)
        require(
            received == wanted,
            expected=f"smallest_good_enough({accuracies}, {tolerance}) to be {wanted}",
            received=shown(received),
            look="Which widths are at most the tolerance below the best accuracy, and which of these is the smallest?",
            line=line_of("smallest_good_enough"),
        )


def check_choice_is_measured(answer):
    """The chosen width is the one that a measurement gives."""
    chosen = require_defined(answer, "chosen_width", look="Measure the accuracy of each width first.")
    require(
        chosen in (2, 16, 256),
        expected="chosen_width to be one of 2, 16 and 256",
        received=chosen,
        look="Choose among WIDTHS.",
        line=line_of("chosen_width"),
    )
    accuracies = {}
    for width in (2, 16, 256):
        keras.utils.set_random_seed(4)
        accuracies[width] = rings.validation_accuracy(reference(width))
    best = max(accuracies.values())
    wanted = min(width for width, accuracy in accuracies.items() if accuracy >= best - 0.02)
    require(
        chosen == wanted,
        expected="the smallest width whose accuracy is at most 0.02 below the best",
        received=f"{chosen}, with the accuracy {accuracies[chosen]:.3f}, while the best is {best:.3f}",
        look="Is it accurate enough, and is there a smaller one that is?",
        line=line_of("chosen_width"),
    )
