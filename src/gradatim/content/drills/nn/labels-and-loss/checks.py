import keras
import numpy as np
from checking import line_of, require


def rows(count=64, features=4):
    """Return features and one-hot labels."""
    keras.utils.set_random_seed(3)
    generator = np.random.default_rng(3)
    x = generator.normal(size=(count, features)).astype("float32")
    return x, np.eye(3, dtype="float32")[generator.integers(0, 3, size=count)]


def check_model_is_kept(answer):
    """The model still gives three probabilities for each row."""
    model = answer.new_model(4)
    require(
        isinstance(model, keras.Model),
        expected="new_model to return the model",
        received=model,
        look="Return the compiled model at the end of the function.",
        line=line_of("new_model"),
    )
    x, _ = rows()
    predicted = model(x).numpy()
    require(
        predicted.shape == (64, 3) and np.allclose(predicted.sum(axis=1), 1.0, atol=1e-5),
        expected="three probabilities for each row, which add up to 1",
        received=predicted,
        look="The layers are right as they were; the mistake is in `compile`.",
    )
    used = [(layer.units, layer.activation.__name__) for layer in model.layers if isinstance(layer, keras.layers.Dense)]
    require(
        used == [(8, "relu"), (3, "softmax")],
        expected="the layers of the starter: 8 units with ReLU, 3 with softmax",
        received=used,
        look="The layers are right as they were; the mistake is in `compile`.",
    )


def check_trains_on_one_hot_labels(answer):
    """The model trains on one-hot labels."""
    x, y = rows()
    model = answer.new_model(4)
    before = [weights.copy() for weights in model.get_weights()]
    model.fit(x, y, verbose=0)
    require(
        any(not np.array_equal(old, new) for old, new in zip(before, model.get_weights(), strict=True)),
        expected="training to change the weights",
        received="the weights that were there before",
        look="Does `compile` get an optimizer and a loss?",
    )


def check_loss_is_the_cross_entropy(answer):
    """The loss is the cross-entropy of the true class."""
    x, y = rows()
    model = answer.new_model(4)
    loss = float(model.compute_loss(y=y, y_pred=model(x)))
    wanted = -np.mean(np.log(np.sum(model(x).numpy() * y, axis=1)))
    require(
        np.isclose(loss, wanted, rtol=1e-3),
        expected=f"the cross-entropy of the true class as loss, {wanted:.4f} for these rows",
        received=f"{loss:.4f}",
        look="It runs, but it measures something else: which loss is for one-hot labels and for outputs that are "
        "probabilities already?",
    )


def check_reports_accuracy(answer):
    """Accuracy is reported, and the optimizer is Adam, as before."""
    x, y = rows()
    model = answer.new_model(4)
    results = model.evaluate(x, y, verbose=0, return_dict=True)
    truth = np.mean(model(x).numpy().argmax(axis=1) == y.argmax(axis=1))
    require(
        np.isclose(results.get("accuracy", -1.0), truth),
        expected=f"the metric accuracy, {truth:.3f} for these rows",
        received=", ".join(f"{name} {value:.3f}" for name, value in results.items()),
        look="Keep `metrics` as it was.",
    )
    require(
        isinstance(model.optimizer, keras.optimizers.Adam),
        expected="the optimizer Adam, as before",
        received=type(model.optimizer).__name__,
        look="Keep the optimizer as it was.",
    )
