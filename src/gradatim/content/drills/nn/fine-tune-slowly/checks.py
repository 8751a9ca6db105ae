import keras
import numpy as np
from checking import require

BatchNormalization = keras.layers.BatchNormalization


def transfer_model():
    """Return a model with a frozen base and a head, as after the first stage, and the base."""
    keras.utils.set_random_seed(2)
    whole = keras.models.load_model("clothes8.keras")
    base = keras.Model(whole.inputs, whole.get_layer("features").output)
    base.trainable = False
    inputs = keras.Input((28, 28, 1))
    outputs = keras.layers.Dense(2, activation="softmax", name="head")(base(inputs, training=False))
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse")
    return model, base


def convolutions(base):
    return [layer.name for layer in base.layers if isinstance(layer, keras.layers.Conv2D)]


def prepared(answer, which=-1, rate=1e-5):
    model, base = transfer_model()
    first = convolutions(base)[which]
    made = answer.prepare_fine_tuning(model, base, first, rate)
    require(made is model, expected="the model itself", received=made, look="Return the model that was given.")
    return model, base, first


def check_unfreezes_from_the_layer_on(answer):
    """The layer named and the convolutions after it are trainable."""
    for which in (-1, -2):
        _, base, _ = prepared(answer, which)
        wanted = convolutions(base)[which:]
        learning = [name for name in convolutions(base) if base.get_layer(name).trainable_weights]
        require(
            set(wanted) <= set(learning),
            expected=f"{' and '.join(wanted)} to be trainable",
            received=f"trainable convolutions: {learning or 'none'}",
            look="Each layer of the base has a `trainable` of its own; where in the list of layers do you begin?",
        )


def check_trains_the_end_only(answer):
    """The layers before it stay frozen."""
    for which in (-1, -2):
        _, base, first = prepared(answer, which)
        before = convolutions(base)[:which]
        learning = [name for name in before if base.get_layer(name).trainable_weights]
        require(
            not learning,
            expected=f"the layers before {first} to stay frozen",
            received=f"trainable: {', '.join(learning)}",
            look="`base.trainable = True` reaches all layers within; freeze the early ones after it.",
        )


def check_batch_normalisation_stays_frozen(answer):
    """Batch normalisation stays frozen in the whole base."""
    for which in (-1, 0):
        _, base, _ = prepared(answer, which)
        norms = [layer.name for layer in base.layers if isinstance(layer, BatchNormalization) and layer.trainable]
        require(
            not norms,
            expected="every BatchNormalization layer of the base to stay frozen",
            received=f"trainable: {', '.join(norms)}",
            look="`isinstance(layer, …)` tells what kind a layer is.",
        )


def check_compiles_with_the_small_rate(answer):
    """The model is compiled with Adam and the rate given."""
    for rate in (1e-5, 3e-4):
        model, _, _ = prepared(answer, rate=rate)
        used = float(np.array(model.optimizer.learning_rate))
        require(
            type(model.optimizer).__name__ == "Adam" and abs(used / rate - 1) < 1e-3,
            expected=f"Adam with the learning rate {rate}",
            received=f"{type(model.optimizer).__name__} with {used:.3g}",
            look="`compile` takes an optimizer that has its rate.",
        )


def check_trains_what_it_should(answer):
    """Preparing changes no weight; `fit` then changes the end and the head only."""
    model, base = transfer_model()
    first = convolutions(base)[-1]
    before = {weight.path: np.array(weight) for weight in model.weights}
    answer.prepare_fine_tuning(model, base, first, 1e-3)
    changed = [weight.path for weight in model.weights if not np.array_equal(before[weight.path], np.array(weight))]
    require(
        not changed, expected="no weight to change yet", received=str(changed), look="Leave training to the caller."
    )
    chance = np.random.default_rng(3)
    images, labels = chance.uniform(-1, 1, (16, 28, 28, 1)).astype("float32"), chance.integers(0, 2, 16)
    history = model.fit(images, labels, epochs=1, batch_size=8, verbose=0).history
    require("accuracy" in history, expected="the metric accuracy", received=str(list(history)), look="See compile.")
    require(
        model.loss == "sparse_categorical_crossentropy",
        expected="the loss sparse_categorical_crossentropy",
        received=model.loss,
        look="The labels are whole numbers.",
    )
    changed = {weight.path for weight in model.weights if not np.array_equal(before[weight.path], np.array(weight))}
    head = {weight.path for weight in model.get_layer("head").weights}
    wanted = head | {weight.path for weight in base.get_layer(first).weights}
    require(
        changed == wanted,
        expected=f"`fit` to change {' and '.join(sorted(wanted))}",
        received=f"{' and '.join(sorted(changed)) or 'nothing'}",
        look="Look at `layer.trainable` of each layer of the base after your function.",
    )
