import keras
import numpy as np
from checking import line_of, require, require_defined

WINDOW = np.zeros((8, 30, 3), dtype="float32")
layers = keras.layers


def require_shape(answer, name, output, look):
    received = require_defined(answer, name, look="Write a tuple, such as (8, 30, 3).")
    wanted = tuple(output.shape)
    axes = isinstance(received, tuple | list) and len(received) == len(wanted)
    require(
        axes,
        expected=f"{name} to have {len(wanted)} axes, the batch being the first",
        received=received,
        look=look,
        line=line_of(name),
    )
    wrong = [place for place, (mine, theirs) in enumerate(zip(received, wanted, strict=True)) if mine != theirs]
    require(
        not wrong,
        expected=f"{name} to be the shape that the layer returns",
        received=f"{received!r}, which differs in axis {wrong[0] if wrong else ''}",
        look=look,
        line=line_of(name),
    )


def check_recurrent(answer):
    """Recurrent layers return their last output, or one for each step."""
    look = "By default a recurrent layer returns the output of its last step only: one row for each window."
    require_shape(answer, "LSTM_LAST", layers.LSTM(16)(WINDOW), look)
    look = "return_sequences=True gives an output for each of the 30 steps."
    require_shape(answer, "LSTM_ALL", layers.LSTM(16, return_sequences=True)(WINDOW), look)
    look = "One layer reads forwards, one backwards; their outputs are put side by side."
    require_shape(answer, "BOTH_WAYS", layers.Bidirectional(layers.GRU(16))(WINDOW), look)


def check_dense_after_a_sequence(answer):
    """A Dense layer works on the last axis and leaves the others."""
    output = layers.Dense(1)(layers.LSTM(16, return_sequences=True)(WINDOW))
    require_shape(answer, "DENSE_AFTER", output, "Dense turns the last axis into its units and leaves time alone.")


def check_convolutions(answer):
    """Padding, strides and pooling decide how many steps are left."""
    look = "Without padding the filter of 5 must lie within the window: at how many places can it?"
    require_shape(answer, "CONV", layers.Conv1D(32, 5)(WINDOW), look)
    look = "Causal padding puts zeros in front so that every step has an output."
    require_shape(answer, "CONV_CAUSAL", layers.Conv1D(32, 5, padding="causal")(WINDOW), look)
    look = "With a stride of 2 the filter moves two steps at a time."
    require_shape(answer, "CONV_STRIDE", layers.Conv1D(32, 5, strides=2, padding="causal")(WINDOW), look)
    look = "First the steps that the convolution leaves, then half of them."
    require_shape(answer, "POOLED", layers.MaxPooling1D(2)(layers.Conv1D(32, 5)(WINDOW)), look)
