import keras
import numpy as np
from checking import line_of, require

ROWS = np.random.default_rng(6).normal(size=(12, 4)).astype("float32")


def model(units, activation):
    """Return a model with known weights that are far from symmetric."""
    hidden, last = keras.layers.Dense(4, activation="tanh"), keras.layers.Dense(units, activation=activation)
    made = keras.Sequential([keras.Input((4,)), hidden, keras.layers.Dropout(0.5), last])
    hidden.kernel.assign(np.eye(4))
    last.kernel.assign(np.random.default_rng(7).normal(size=(4, units)) * 2)
    last.bias.assign(np.linspace(-0.5, 1.0, units))
    return made


def cross_entropy(units, labels):
    """Return the mean cross-entropy, computed from the weights by hand."""
    kernel, bias = (np.asarray(weight, "float64") for weight in model(units, None).layers[-1].get_weights())
    logits = np.tanh(ROWS) @ kernel + bias
    if units == 1:
        logits = np.concatenate([np.zeros_like(logits), logits], axis=1)
    log_probabilities = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return -log_probabilities[np.arange(len(ROWS)), labels.reshape(-1)].mean()


def require_loss(answer, units, activation, labels):
    """Hold the loss of a model against the cross-entropy."""
    end = "one unit" if units == 1 else f"{units} units"
    end += " and no activation" if activation is None else f" and {activation}"
    made = model(units, activation)
    loss = answer.loss_for(made)
    require(
        isinstance(loss, keras.losses.Loss),
        expected=f"a loss object of Keras for a model that ends in {end}",
        received=loss,
        look="Return an object, such as `keras.losses.MeanSquaredError()` is one.",
        line=line_of("loss_for"),
    )
    received, wanted = np.asarray(loss(labels, made.predict(ROWS, verbose=0))), cross_entropy(units, labels)
    require(
        received.shape == () and np.isclose(received, wanted, rtol=1e-3),
        expected=f"a loss of {wanted:.4f} for a model that ends in {end}",
        received=received,
        look="Does the loss fit the units, and what did its `from_logits` say about this output?",
        line=line_of("loss_for"),
    )


def check_several_classes(answer):
    """A model for several classes gets the same loss with softmax and without."""
    for units in (3, 5, 2):
        labels = np.arange(len(ROWS)) % units
        require_loss(answer, units, "softmax", labels)
        require_loss(answer, units, None, labels)


def check_two_classes(answer):
    """A model with one unit gets the same loss with sigmoid and without."""
    labels = (np.arange(len(ROWS)) % 3 == 0).astype("int32").reshape(-1, 1)
    require_loss(answer, 1, "sigmoid", labels)
    require_loss(answer, 1, None, labels)
