import keras
import numpy as np
from checking import require
from scenes import make_scenes


def built(answer):
    keras.utils.set_random_seed(5)
    model = answer.build_model()
    require(
        isinstance(model, keras.Model) and model.input_shape == (None, 32, 32, 1),
        expected="a Keras model with the input (None, 32, 32, 1)",
        received=model.input_shape if isinstance(model, keras.Model) else model,
        look="Return the model; its input is one grey picture of 32 x 32.",
    )
    return model


def overlap(first, second):
    """Return the intersection over union of boxes row by row."""
    side = np.minimum(first[:, 2:], second[:, 2:]) - np.maximum(first[:, :2], second[:, :2])
    common = np.prod(np.maximum(side, 0), axis=1)
    areas = [np.prod(np.maximum(boxes[:, 2:] - boxes[:, :2], 0), axis=1) for boxes in (first, second)]
    return common / np.maximum(areas[0] + areas[1] - common, 1e-9)


def check_two_outputs(answer):
    """The model has the outputs kind and box."""
    given = built(answer)(make_scenes(3, 0)[0])
    names = sorted(given) if isinstance(given, dict) else given
    require(
        names == ["box", "kind"],
        expected="a dictionary with the outputs kind and box",
        received=names,
        look='keras.Model takes a dictionary as its outputs: {"kind": …, "box": …}.',
    )
    shapes = {name: tuple(value.shape) for name, value in given.items()}
    require(
        shapes == {"kind": (3, 2), "box": (3, 4)},
        expected="kind of shape (3, 2) and box of shape (3, 4) for three pictures",
        received=f"{shapes}",
        look="How many numbers does each head give?",
    )


def check_boxes_are_free(answer):
    """Kinds are probabilities; the numbers of a box lie from 0 to 1 and are free of each other."""
    given = {name: np.asarray(value) for name, value in built(answer)(make_scenes(40, 1)[0] * 50).items()}
    require(
        np.allclose(given["kind"].sum(axis=1), 1, atol=1e-4) and given["kind"].min() >= 0,
        expected="the two numbers of kind to be probabilities",
        received=given["kind"][0],
        look="Which activation makes numbers that add up to 1?",
    )
    require(
        not np.allclose(given["box"].sum(axis=1), 1, atol=1e-4),
        expected="the four numbers of a box to be free of each other",
        received="boxes whose numbers add up to 1",
        look="A box is not a choice of one out of four.",
    )
    require(
        given["box"].min() >= 0 and given["box"].max() <= 1,
        expected="the numbers of a box to lie from 0 to 1",
        received=f"{given['box'].min():.2f} to {given['box'].max():.2f}",
        look="Which activation keeps each number between 0 and 1?",
    )


def check_is_compiled_and_small(answer):
    """The model is compiled, has a convolution and at most 200,000 parameters."""
    model = built(answer)
    require(
        model.compiled,
        expected="a compiled model",
        received="one without optimizer and losses",
        look="Call model.compile before you return it.",
    )
    require(
        any(isinstance(layer, keras.layers.Conv2D) for layer in model.layers),
        expected="at least one convolution before the heads",
        received="none",
        look="What finds a pattern wherever it lies?",
    )
    require(
        model.count_params() <= 200_000,
        expected="at most 200,000 parameters",
        received=f"{model.count_params():,}",
        look="Pooling before Flatten makes the first Dense layer smaller.",
    )


def check_finds_the_things(answer):
    """After 8 epochs the model names 80 % of new things and overlaps their boxes by 0.5 on average."""
    model = built(answer)
    pictures, kinds, boxes = make_scenes(600, 2)
    model.fit(pictures, {"kind": kinds, "box": boxes}, epochs=8, batch_size=32, verbose=0)
    pictures, kinds, boxes = make_scenes(200, 3)
    given = model.predict(pictures, verbose=0)
    right, mean = np.mean(given["kind"].argmax(axis=1) == kinds), overlap(given["box"], boxes).mean()
    require(
        right >= 0.8,
        expected="at least 80 % of the kinds to be right on new pictures",
        received=f"{right:.0%}",
        look="Does the loss of the box drown that of the kind, or is the network too small?",
    )
    require(
        mean >= 0.5,
        expected="an overlap of at least 0.5 on average with the true boxes of new pictures",
        received=f"{mean:.2f}",
        look="Do the features that the box head gets still know where things are, and does its loss weigh enough?",
    )
