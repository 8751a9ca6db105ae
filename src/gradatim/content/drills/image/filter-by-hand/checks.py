import numpy as np
import tensorflow as tf
from checking import calls, require, require_close


def by_tensorflow(image, kernel):
    image, kernel = np.asarray(image, "float32"), np.asarray(kernel, "float32")
    return tf.nn.conv2d(image[None, :, :, None], kernel[:, :, None, None], strides=1, padding="VALID")[0, :, :, 0]


def check_size_of_the_result(answer):
    """There is one value for each position of the kernel inside the image."""
    given = answer.filtered(np.ones((5, 6)), np.ones((3, 3)))
    require(
        isinstance(given, np.ndarray) and given.shape == (3, 4),
        expected="an array of shape (3, 4) for an image of (5, 6) and a kernel of (3, 3)",
        received=given,
        look="In how many rows can the kernel's upper edge lie so that the kernel does not leave the image?",
    )


def check_the_example(answer):
    """The example of the task comes out as stated."""
    given = answer.filtered(np.array([[1, 2, 3], [4, 5, 6]]), np.array([[2, 0], [0, 2]]))
    require_close(
        given,
        [[12.0, 16.0]],
        what="the result for the rows 1 2 3 and 4 5 6 with a kernel of 2 on the diagonal",
        look="Multiply number by number and sum: which patch of the image lies under the kernel?",
    )


def check_does_not_flip(answer):
    """The kernel is used as it is written."""
    given = answer.filtered(np.arange(12.0).reshape(3, 4), np.array([[1.0, 0.0], [0.0, 0.0]]))
    require_close(
        given,
        [[0.0, 1.0, 2.0], [4.0, 5.0, 6.0]],
        what="the result",
        expected="a kernel with its only 1 at the upper left to give the image's upper left part, not turned round",
        look="TensorFlow does not flip the kernel before it multiplies.",
    )


def check_any_size(answer):
    """Image and kernel may have any height and width, and the numbers agree with TensorFlow's."""
    rng = np.random.default_rng(7)
    for size, kernel_size in (((6, 9), (2, 4)), ((9, 5), (5, 1)), ((4, 4), (4, 4))):
        image, kernel = rng.normal(size=size), rng.normal(size=kernel_size)
        require_close(
            answer.filtered(image, kernel),
            by_tensorflow(image, kernel),
            what=f"for an image of {size} and a kernel of {kernel_size} the result",
            tolerance=1e-4,
            look="Compare where the patch begins and ends, in rows and in columns, with the kernel's height and width.",
        )


def check_leaves_the_image_alone(answer):
    """The image is not changed, and whole numbers give floats."""
    image = np.arange(20).reshape(4, 5)
    given = answer.filtered(image, np.full((2, 2), 0.25))
    require(
        np.array_equal(image, np.arange(20).reshape(4, 5)),
        expected="the image to be as before",
        received="a changed image",
        look="Write the values into an array of their own.",
    )
    require(
        np.issubdtype(given.dtype, np.floating) and np.isclose(given[0, 1], 4.0),
        expected="floats: 4.0 as the mean of 1, 2, 6 and 7",
        received=given,
        look="What type does the array of results have?",
    )
    used = [name for name in ("conv2d", "convolution", "correlate", "correlate2d", "convolve2d") if calls(name)]
    require(
        not used,
        expected="the sum of products in your own code",
        received=f"a call of {', '.join(used)}",
        look="Loop over the positions yourself.",
    )
