import keras

WIDTHS = (2, 16, 256)


def new_model(width):
    """Return a model with one hidden layer: points (batch, 2) to probabilities (batch, 1)."""
    hidden = keras.layers.Dense(width, activation="relu")
    return keras.Sequential([keras.Input((2,)), hidden, keras.layers.Dense(1, activation="sigmoid")])


def parameters(width):
    """Return the number of parameters of new_model(width)."""
    return new_model(width).count_params()


def smallest_good_enough(accuracies, tolerance):
    """Return the smallest width whose accuracy is at most the tolerance below the best."""
    best = max(accuracies.values())
    return min(width for width, accuracy in accuracies.items() if accuracy >= best - tolerance)


chosen_width = 16
