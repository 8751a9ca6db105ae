import numpy as np
from checking import require, require_close


def check_builds_for_other_sizes(answer):
    """The model takes photographs of the size that it was built for, in batches of any length."""
    model = answer.build_model(np.zeros((7, 20, 30, 3), "float32"), 4)
    require(
        getattr(model, "input_shape", None) == (None, 20, 30, 3),
        expected="a model with input shape (None, 20, 30, 3) for inputs of shape (7, 20, 30, 3)",
        received=getattr(model, "input_shape", model),
        look="`keras.Input` takes the shape of one photograph; Keras adds the axis of the batch.",
    )


def check_gives_probabilities(answer):
    """The model ends in probabilities, one for each class."""
    inputs = np.random.default_rng(5).random((9, 20, 30, 3)).astype("float32")
    for classes in (2, 5):
        made = np.asarray(answer.build_model(inputs, classes)(inputs))
        require(
            made.shape == (9, classes) and np.allclose(made.sum(axis=1), 1, atol=1e-4) and (made >= 0).all(),
            expected=f"{classes} probabilities that add up to 1 for each of 9 photographs",
            received=made,
            look="The last layer was right in the starter; change the shape of the input only.",
        )


def check_keeps_the_layers(answer):
    """The layers of the model are those of the starter."""
    model = answer.build_model(np.zeros((7, 20, 30, 3), "float32"), 4)
    settings = model.layers[0].get_config()
    kept = {name: settings.get(name) for name in ("filters", "kernel_size", "activation")}
    require(
        kept == {"filters": 8, "kernel_size": (3, 3), "activation": "relu"} and len(model.layers) == 3,
        expected="three layers, of which the first has 8 filters of 3 x 3 and ReLU, as in the starter",
        received=f"{len(model.layers)} layers, the first with {kept}",
        look="The layers were right; the mistake is in what goes into them.",
    )


def check_prepares_the_shape(answer):
    """Prepared photographs have their channels last, and rows and columns as before."""
    made = answer.prepare(np.zeros((6, 3, 20, 30), "uint8"))
    require(
        getattr(made, "shape", None) == (6, 20, 30, 3),
        expected="shape (6, 20, 30, 3) for photographs of shape (6, 3, 20, 30)",
        received=made,
        look="Number the axes from 0: which old axis comes first, second, third and last?",
    )


def check_each_pixel_stays_a_pixel(answer):
    """A red photograph stays red."""
    red = np.zeros((1, 3, 4, 6), "uint8")
    red[:, 0] = 255
    pixel = np.asarray(answer.prepare(red))[0, 0, 0]
    require(
        np.allclose(pixel, [1, 0, 0]),
        expected="the first pixel of a red photograph to be red: [1, 0, 0]",
        received=pixel,
        look="`reshape` deals the same numbers out in the same order; axes that change places need another function.",
    )


def check_every_value_is_in_its_place(answer):
    """Every value is in its place, scaled to 0 to 1, as float32."""
    photos = np.random.default_rng(2).integers(0, 256, size=(3, 3, 5, 4), dtype="uint8")
    made = answer.prepare(photos)
    truth = np.stack([photos[:, channel] / 255 for channel in range(3)], axis=-1)
    require_close(
        made,
        truth,
        what="the photographs, channels last",
        expected="prepare(photos)[i, row, column, channel] to be photos[i, channel, row, column] / 255",
        look="Compare one pixel off the diagonal, such as row 1, column 3.",
    )
    require(made.dtype == np.float32, expected="numbers of type float32", received=made, look="See `astype`.")
