import keras
from checking import require, require_defined
from keras import layers


def require_output(answer, name, model_layers, *, look, axes_look):
    """End the check unless the learner's tuple is the output shape of the model."""
    shape = require_defined(answer, name, look="Put a tuple in the place of the three dots, such as (None, 5).")
    require(
        isinstance(shape, tuple | list) and len(shape) > 0 and shape[0] is None,
        expected=f"{name} to be a tuple that begins with None, which stands for the number of examples",
        received=shape,
        look="`model.output_shape` has the batch axis in it, unlike `keras.Input(shape)`.",
    )
    truth = keras.Sequential(model_layers).output_shape
    require(
        len(shape) == len(truth),
        expected=f"{len(truth)} axes in {name}, as the model gives them",
        received=f"{tuple(shape)}, {len(shape)} axes",
        look=axes_look,
    )
    wrong = [axis for axis in range(len(truth)) if shape[axis] != truth[axis]]
    require(
        not wrong,
        expected=f"the output_shape of the model in {name}",
        received=f"{tuple(shape)}, which differs in axis {' and '.join(map(str, wrong))}",
        look=look,
    )


def check_output_of_a_table(answer):
    """`TABLE` is what the model for rows of a table gives."""
    require_output(
        answer,
        "TABLE",
        [keras.Input((4,)), layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")],
        look="The last layer decides on the last axis.",
        axes_look="A row of a table goes in and a row of values comes out.",
    )


def check_output_of_pictures(answer):
    """`PICTURES` is what the model for pictures gives."""
    require_output(
        answer,
        "PICTURES",
        [keras.Input((28, 28, 1)), layers.Conv2D(8, 3, padding="same"), layers.MaxPooling2D(2), layers.Dense(10)],
        look='`padding="same"` keeps the size, pooling by 2 halves it; `Dense` replaces the last axis.',
        axes_look="`Dense` works on the last axis only. Which layer in this model takes rows and columns away?",
    )


def check_output_of_every_step(answer):
    """`EVERY_STEP` is what the model with an answer for every step gives."""
    require_output(
        answer,
        "EVERY_STEP",
        [keras.Input((168, 11)), layers.LSTM(32, return_sequences=True), layers.Dense(2)],
        look="The LSTM keeps the number of steps, and `Dense` is applied at each step.",
        axes_look="What does `return_sequences=True` make the LSTM return?",
    )


def check_output_of_a_forecast(answer):
    """`FORECAST` is what the model with two recurrent layers gives."""
    require_output(
        answer,
        "FORECAST",
        [keras.Input((168, 11)), layers.LSTM(32, return_sequences=True), layers.LSTM(16), layers.Dense(24)],
        look="The last layer decides on the last axis.",
        axes_look="The second LSTM has no `return_sequences`: what is left of the steps after it?",
    )
