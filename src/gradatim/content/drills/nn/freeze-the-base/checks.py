import keras
import numpy as np
from checking import require


def made(answer, classes=2):
    keras.utils.set_random_seed(1)
    base = keras.models.load_model("clothes8.keras")
    model = answer.transfer(base, classes)
    require(isinstance(model, keras.Model), expected="a Keras model", received=model, look="Is there a `return`?")
    return model, base


def data(n=24):
    chance = np.random.default_rng(n)
    return chance.uniform(-1, 1, (n, 28, 28, 1)).astype("float32"), chance.integers(0, 2, n)


def inner_layers(model):
    """Return all layers, those within other models included."""
    for layer in model.layers:
        yield layer
        if isinstance(layer, keras.Model):
            yield from inner_layers(layer)


def check_takes_and_gives(answer):
    """The model takes (28, 28, 1) and gives a probability for each class."""
    for classes in (2, 5):
        model, _ = made(answer, classes)
        shapes = (model.input_shape, model.output_shape)
        require(
            shapes == ((None, 28, 28, 1), (None, classes)),
            expected=f"input (None, 28, 28, 1) and output (None, {classes})",
            received=f"{shapes[0]} and {shapes[1]}",
            look="The last layer has one unit for each class.",
        )
        outputs = np.asarray(model(data()[0]))
        sums_to_one = np.allclose(outputs.sum(axis=1), 1, atol=1e-4) and outputs.min() >= 0
        require(sums_to_one, expected="probabilities", received=outputs, look="Which activation has the last layer?")


def check_only_the_head_learns(answer):
    """Only the kernel and the bias of the head are trainable."""
    model, _ = made(answer)
    names = [weight.path for weight in model.trainable_weights]
    require(
        len(names) == 2,
        expected="two trainable weights: kernel and bias of the head",
        received=f"{len(names)} trainable weights",
        look="`trainable` of a model reaches all layers within it; set it before you compile.",
    )


def check_head_sits_on_the_features(answer):
    """The head sees the 576 features, with dropout before it."""
    model, _ = made(answer)
    shapes = sorted(tuple(weight.shape) for weight in model.trainable_weights)
    require(
        shapes == [(2,), (576, 2)],
        expected="a head of 576 x 2 weights and 2 biases",
        received=str(shapes),
        look="Which output of the base goes into the head: `features`, or the old classes?",
    )
    rates = [layer.rate for layer in inner_layers(model) if isinstance(layer, keras.layers.Dropout)]
    require(rates == [0.3], expected="one Dropout with rate 0.3", received=f"rates {rates}", look="See README.")


def check_fit_leaves_the_base_alone(answer):
    """`fit` changes the head and leaves every weight of the base as it was."""
    model, base = made(answer)
    before, head = base.get_weights(), [np.array(weight) for weight in model.trainable_weights]
    history = model.fit(*data(), epochs=2, batch_size=8, verbose=0).history
    require(
        {"loss", "accuracy"} <= set(history),
        expected="loss and accuracy in the history",
        received=str(sorted(history)),
        look="See `metrics` of compile.",
    )
    same = all(np.array_equal(old, new) for old, new in zip(before, base.get_weights(), strict=True))
    require(
        same, expected="the base unchanged after fit", received="other weights", look="Is batch normalisation frozen?"
    )
    moved = any(not np.array_equal(old, np.array(new)) for old, new in zip(head, model.trainable_weights, strict=True))
    require(moved, expected="a head that learns", received="the same weights", look="Is the head frozen too?")
    settings = (type(model.optimizer).__name__, model.loss)
    require(
        settings == ("Adam", "sparse_categorical_crossentropy"),
        expected="Adam and sparse_categorical_crossentropy",
        received=str(settings),
        look="See README.",
    )
