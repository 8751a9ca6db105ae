from functools import cache

import keras
import numpy as np
from checking import require, require_close


@cache
def base():
    return keras.models.load_model("clothes8.keras")


def pictures(n):
    return np.random.default_rng(n).integers(0, 256, (n, 28, 28), dtype="uint8")


def truth(model, layer, images):
    """Return the output of a layer, computed layer by layer."""
    outputs = images[..., None].astype("float32") / 127.5 - 1
    for step in model.layers[1:]:
        outputs = step(outputs, training=False)
        if step.name == layer:
            return np.asarray(outputs).reshape(len(images), -1)
    raise KeyError(layer)


def check_gives_features(answer):
    """Each picture becomes a row of what the layer gives."""
    pooling = next(layer.name for layer in base().layers if "pool" in layer.name)
    for layer, n, width in (("features", 7, 576), (pooling, 3, 3136), ("classes", 2, 8)):
        made = answer.features_of(base(), layer, pictures(n))
        require(
            isinstance(made, np.ndarray) and made.shape == (n, width),
            expected=f"an array of shape {(n, width)} for {n} pictures and the layer {layer!r}",
            received=made,
            look="At which layer does your new model end?",
        )


def check_prepares_as_in_training(answer):
    """Pictures enter as the base was trained on: from -1 to 1."""
    inputs = keras.Input((2, 2, 1))
    echo = keras.Model(inputs, keras.layers.Dense(3)(keras.layers.Flatten(name="seen")(inputs)))
    images = np.array([[[0, 255], [51, 204]]], "uint8")
    require_close(
        answer.features_of(echo, "seen", images),
        [[-1, 1, -0.6, 0.6]],
        what="the grey values 0, 255, 51, 204 as a model sees them",
        expected="values from -1 to 1: the grey values 0, 255, 51, 204 as -1, 1, -0.6, 0.6",
        look="README says what becomes of 0 and of 255; the rest lies on the line between.",
    )


def check_a_picture_alone(answer):
    """The features of a picture do not depend on its neighbours."""
    images = pictures(6)
    together, alone = (answer.features_of(base(), "features", part) for part in (images, images[:1]))
    require_close(
        together[0],
        alone[0],
        what="the features of a picture",
        expected="the same features for a picture alone and among neighbours",
        look="In which mode does batch normalisation use the statistics of the batch?",
        tolerance=1e-3,
    )


def check_gives_the_output_of_the_layer(answer):
    """The features are what the layer gives, and the base stays as it was."""
    before = [weight.copy() for weight in base().get_weights()]
    images = pictures(4)
    for layer in ("features", base().layers[3].name):
        made = answer.features_of(base(), layer, images)
        wanted = truth(base(), layer, images)
        require_close(
            made,
            wanted,
            what=f"the output of the layer {layer!r}",
            expected=f"the output of the layer {layer!r}",
            look="Neither another layer nor another scale.",
            tolerance=1e-3,
        )
    same = all(np.array_equal(a, b) for a, b in zip(before, base().get_weights(), strict=True))
    require(same, expected="the base with its weights unchanged", received="other weights", look="Only predict.")
