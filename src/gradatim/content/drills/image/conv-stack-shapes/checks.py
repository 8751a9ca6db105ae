import keras
from checking import require, require_defined

LOOK = {
    "conv_1": "Without padding, how many positions does a window of 3 have along 62 pixels, and along 48?",
    "pool_1": "Pooling takes one value of each window of 2 x 2, in every channel by itself.",
    "conv_2": 'With padding="same" only the stride counts: how many steps of 2 does it take along each side?',
    "pool_2": "What becomes of the last row when the height is odd, and padding is left at its default?",
    "conv_3": "The channels that come out are the filters; the kernel's side decides how much of the border goes.",
    "average": "It averages over height and width: what is left?",
    "classes": "A Dense layer gives one number per unit.",
}


def true_shapes():
    """Let Keras say what comes out of each layer."""
    model = keras.Sequential(
        [
            keras.Input((62, 48, 3)),
            keras.layers.Conv2D(16, 3, name="conv_1"),
            keras.layers.MaxPooling2D(2, name="pool_1"),
            keras.layers.Conv2D(32, 5, strides=2, padding="same", name="conv_2"),
            keras.layers.MaxPooling2D(2, name="pool_2"),
            keras.layers.Conv2D(64, 3, name="conv_3"),
            keras.layers.GlobalAveragePooling2D(name="average"),
            keras.layers.Dense(10, name="classes"),
        ]
    )
    return {layer.name: layer.output.shape[1:] for layer in model.layers}


def check_every_layer_has_a_shape(answer):
    """SHAPES has one tuple of whole numbers for each layer."""
    shapes = require_defined(answer, "SHAPES", look="Keep the dictionary and replace each `...` by a tuple.")
    require(
        isinstance(shapes, dict) and set(shapes) == set(LOOK),
        expected=f"SHAPES to be a dictionary with the keys {', '.join(LOOK)}",
        received=shapes,
        look="Keep the starter's keys.",
    )
    for name, shape in shapes.items():
        require(
            isinstance(shape, tuple) and all(type(side) is int for side in shape),
            expected=f"SHAPES[{name!r}] to be a tuple of whole numbers, such as (30, 40, 8) or (8,)",
            received="..." if shape is ... else shape,
            look="One number alone in a tuple needs a comma: (8,).",
        )


def check_shape_of_each_layer(answer):
    """Each shape is what the layer really gives."""
    for name, true in true_shapes().items():
        require(
            answer.SHAPES[name] == true,
            expected=f"the shape that really comes out of {name}",
            received=answer.SHAPES[name],
            look=LOOK[name],
        )
