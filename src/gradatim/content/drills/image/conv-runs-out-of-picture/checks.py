import keras
import numpy as np
from checking import require


def built(answer, height, width, classes):
    """Build the answer's model, and require that it is one."""
    model = answer.build_model(height, width, classes)
    require(
        isinstance(model, keras.Model),
        expected="build_model to return a Keras model",
        received=model,
        look="Does the function end with `return model`?",
    )
    return model


def convolutions(model):
    return [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]


def check_builds_for_small_pictures(answer):
    """The model can be built for pictures of 28 x 28 and of 16 x 20."""
    for height, width in ((28, 28), (16, 20)):
        built(answer, height, width, 10)


def check_keeps_the_four_blocks(answer):
    """The four blocks, a convolution and a pooling each, are still there."""
    model = built(answer, 28, 28, 10)
    filters = [layer.filters for layer in convolutions(model)]
    require(
        filters == [16, 32, 64, 64],
        expected="four convolutions with 16, 32, 64 and 64 filters",
        received=f"filters {filters}",
        look="The blocks may stay; it is their effect on height and width that has to change.",
    )
    kinds = [type(layer).__name__ for layer in model.layers if hasattr(layer, "strides")]
    require(
        kinds == ["Conv2D", "MaxPooling2D"] * 4,
        expected="Conv2D and MaxPooling2D in turn, four times",
        received=", ".join(kinds),
        look="Keep the pooling of each block.",
    )


def check_keeps_the_kernels(answer):
    """The kernels are 3 x 3 with ReLU, and pooling is 2 x 2."""
    model = built(answer, 28, 28, 10)
    for layer in convolutions(model):
        require(
            tuple(layer.kernel_size) == (3, 3) and layer.activation is keras.activations.relu,
            expected="kernels of 3 x 3 with ReLU in every convolution",
            received=f"{layer.kernel_size} with {layer.activation.__name__}",
            look="The kernel may stay as it is: what happens at the border of the picture is another argument.",
        )
    for layer in model.layers:
        if isinstance(layer, keras.layers.MaxPooling2D):
            require(
                layer.output.shape[1:3] == tuple(side // 2 for side in layer.input.shape[1:3]),
                expected="pooling that halves height and width",
                received=f"{layer.input.shape[1:3]} became {layer.output.shape[1:3]}",
                look="Keep MaxPooling2D(2).",
            )


def check_gives_probabilities(answer):
    """The model gives one probability per class."""
    given = np.asarray(built(answer, 20, 20, 7)(np.random.default_rng(0).random((3, 20, 20, 1), "float32")))
    require(
        given.shape == (3, 7) and np.allclose(given.sum(axis=1), 1, atol=1e-4),
        expected="shape (3, 7) with rows that add up to 1, for 3 pictures and 7 classes",
        received=given,
        look="Leave the last layer as it was: Dense with softmax.",
    )
