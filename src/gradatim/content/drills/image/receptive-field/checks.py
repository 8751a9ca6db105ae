import keras
import numpy as np
import tensorflow as tf
from checking import require


def measured(layers):
    """Count the input pixels along one row of which one output value has a gradient other than 0."""
    side = 120
    stack = [
        keras.layers.Conv2D(1, kernel, strides=stride, kernel_initializer="ones", use_bias=False)
        for kernel, stride in layers
    ]
    row = tf.ones((1, side, side, 1))
    with tf.GradientTape() as tape:
        tape.watch(row)
        value = row
        for layer in stack:
            value = layer(value)
        value = value[0, value.shape[1] // 2, value.shape[2] // 2, 0]
    gradient = tape.gradient(value, row).numpy()[0, :, :, 0]
    return int(np.count_nonzero(gradient.sum(axis=0)))


def require_field(answer, layers, *, of, look):
    given = answer.receptive_field(list(layers))
    require(
        type(given) is int and given == measured(layers),
        expected=f"the number of pixels along a side that {of} really depends on",
        received=given,
        look=look,
    )


def check_one_layer(answer):
    """A single convolution sees as much as its kernel covers, and no layer sees one pixel."""
    require(
        answer.receptive_field([]) == 1,
        expected="1 without any layer",
        received=answer.receptive_field([]),
        look="Where does the field begin?",
    )
    for kernel in (1, 3, 7):
        require_field(
            answer,
            [(kernel, 1)],
            of=f"one {kernel} x {kernel} convolution",
            look="A value of a single layer depends on what lies under the kernel.",
        )


def check_two_convolutions(answer):
    """Stacked convolutions without strides see further than each alone."""
    require_field(
        answer,
        [(3, 1), (3, 1)],
        of="two 3 x 3 convolutions after each other",
        look="Neighbouring values of the first layer share most of their pixels: draw them on a line.",
    )
    require_field(
        answer,
        [(3, 1), (5, 1), (1, 1), (3, 1)],
        of="kernels of 3, 5, 1 and 3 after each other",
        look="How many pixels does each kernel add on its two sides together?",
    )


def check_a_stride_at_the_end(answer):
    """The stride of the last layer does not change what it sees."""
    require_field(
        answer,
        [(3, 1), (3, 2)],
        of="a convolution with stride 2 after another one",
        look="A kernel lies on neighbouring values of the layer below; its own stride matters to later layers only.",
    )


def check_a_pooling_in_between(answer):
    """A layer with a stride widens all that come after it."""
    require_field(
        answer,
        [(3, 1), (2, 2), (3, 1)],
        of="a convolution, pooling of 2 x 2 and a convolution",
        look="After the pooling, how many input pixels lie between two neighbouring values?",
    )


def check_deep_stacks(answer):
    """Several strides multiply."""
    for layers in (
        [(3, 1), (2, 2), (3, 1), (2, 2), (3, 1)],
        [(7, 2), (3, 2), (3, 1), (3, 2), (3, 1)],
        [(3, 3), (2, 2), (4, 1), (2, 2), (2, 1)],
    ):
        require_field(
            answer,
            layers,
            of=f"the layers {layers}",
            look="Each stride multiplies the distance between neighbouring values; keep that distance as you go.",
        )
