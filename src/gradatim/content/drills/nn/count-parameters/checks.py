import keras
from checking import line_of, require, require_defined, shown

LAYERS = {
    "conv": keras.layers.Conv2D(8, 3, activation="relu"),
    "pooling": keras.layers.MaxPooling2D(),
    "flatten": keras.layers.Flatten(),
    "dropout": keras.layers.Dropout(0.5),
    "dense": keras.layers.Dense(10, activation="softmax"),
}
MODEL = keras.Sequential([keras.Input((32, 32, 3)), *LAYERS.values()])

SHAPE_OF = {
    "conv": "How often does a window of 3 pixels fit into 32 when nothing is added at the border?",
    "pooling": "Pooling looks at 2 by 2 pixels of each channel at a time.",
    "flatten": "All numbers of one picture, in one row.",
    "dropout": "Dropout sets values to zero; does it remove them?",
    "dense": "One number for each unit.",
}
PARAMETERS_OF = {
    "conv": "Count for one filter: 3 by 3 pixels, each input channel, and a bias. Then all filters.",
    "pooling": "What could pooling learn?",
    "dropout": "What could dropout learn?",
    "dense": "Each unit has a weight for every number that comes in, and a bias.",
}


def compare(answer, name, truth, look):
    """Hold one prediction against the model."""
    predicted = require_defined(answer, name, look="Follow the picture through the model, layer by layer.")
    require(
        type(predicted) is type(truth) and predicted == truth,
        expected=f"{name} to be what the layer really has",
        received=f"{name} = {shown(predicted)}",
        look=look,
        line=line_of(name),
    )


def check_shapes(answer):
    """The shape after each layer is predicted."""
    for name, look in SHAPE_OF.items():
        compare(answer, f"after_{name}", tuple(LAYERS[name].output.shape[1:]), look)


def check_parameters(answer):
    """The parameters of each layer are predicted."""
    for name, look in PARAMETERS_OF.items():
        compare(answer, f"parameters_of_{name}", LAYERS[name].count_params(), look)
