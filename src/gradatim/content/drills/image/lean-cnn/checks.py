import keras
import numpy as np
from checking import require


def built(answer):
    model = answer.build_model()
    require(
        isinstance(model, keras.Model),
        expected="build_model to return a Keras model",
        received=model,
        look="Does the function return the model?",
    )
    return model


def convolutions(model):
    return [layer for layer in model.layers if isinstance(layer, keras.layers.Conv2D)]


def check_gives_one_probability_per_class(answer):
    """The model gives six probabilities for each tile."""
    model = built(answer)
    require(
        model.input_shape == (None, 64, 64, 3),
        expected="input of shape (None, 64, 64, 3)",
        received=f"{model.input_shape}",
        look="Leave the model's input as it was.",
    )
    given = np.asarray(model(np.random.default_rng(0).uniform(0, 255, (4, 64, 64, 3)).astype("float32")))
    require(
        given.shape == (4, 6) and np.allclose(given.sum(axis=1), 1, atol=1e-4) and given.min() >= 0,
        expected="an output of shape (4, 6) for four tiles, each row adding up to 1",
        received=given,
        look="The last layer still gives the classes: six units with softmax.",
    )


def check_is_small_enough(answer):
    """The model has at most 25,000 parameters."""
    model = built(answer)
    heaviest = max(model.layers, key=lambda layer: layer.count_params())
    require(
        model.count_params() <= 25_000,
        expected="at most 25,000 parameters",
        received=f"{model.count_params():,}, of which {heaviest.count_params():,} in the layer {heaviest.name}",
        look="What is the shape that goes into that layer, and how could height and width be gone before it?",
    )


def check_keeps_the_convolutions(answer):
    """The three convolutions and their pooling are as they were."""
    model = built(answer)
    found = [(layer.filters, tuple(layer.kernel_size), layer.activation.__name__) for layer in convolutions(model)]
    require(
        found == [(16, (3, 3), "relu"), (32, (3, 3), "relu"), (64, (3, 3), "relu")],
        expected="convolutions with 16, 32 and 64 filters of 3 x 3 and ReLU",
        received=f"{found}",
        look="Save the parameters in the head, not in the convolutions.",
    )
    sides = [layer.input.shape[1] for layer in convolutions(model)] + [convolutions(model)[-1].output.shape[1]]
    require(
        sides == [64, 32, 16, 16],
        expected="the convolutions to work on 64, 32 and 16 pixels a side and to keep them",
        received=f"{sides[:3]}, and {sides[3]} after the last",
        look="Each convolution pads, and max pooling of 2 x 2 stands between them.",
    )


def check_scales_its_input(answer):
    """The first convolution gets values from 0 to 1."""
    model = built(answer)
    inside = keras.Model(model.inputs, convolutions(model)[0].input)(np.full((1, 64, 64, 3), 255.0, "float32"))
    require(
        np.allclose(inside, 1.0, atol=1e-4),
        expected="a white pixel (255) to reach the first convolution as 1",
        received=float(np.max(inside)),
        look="Leave the Rescaling layer where it is.",
    )


def check_uses_the_whole_feature_map(answer):
    """Every place of the last feature map has its part in the answer, and each pooling halves the sides."""
    model = built(answer)
    maps = [layer.output for layer in model.layers if len(layer.output.shape) == 4]
    require(
        maps[-1].shape[1:] == (8, 8, 64),
        expected="the last feature map to have the shape (8, 8, 64)",
        received=f"{maps[-1].shape[1:]}",
        look="Keep the pooling after the third convolution; the head begins after it.",
    )
    head = keras.Model(maps[-1], model.outputs)
    rng = np.random.default_rng(1)
    features = rng.random((1, 8, 8, 64)).astype("float32")
    for row, column in ((0, 0), (3, 5), (7, 7)):
        changed = features.copy()
        changed[:, row, column] += rng.random(64) * 20
        require(
            not np.allclose(head(features), head(changed), atol=1e-6),
            expected=f"the output to change when the features at row {row}, column {column} change",
            received="the same output",
            look="Which layer sums up the map over height and width without leaving any place out?",
        )
