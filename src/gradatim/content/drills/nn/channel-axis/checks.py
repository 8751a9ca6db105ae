import numpy as np
from checking import require, require_close

LOOK = "Print `images.shape` before and after your line: which axis counts the pictures?"


def pictures(*shape):
    return np.random.default_rng(3).integers(0, 256, size=shape, dtype="uint8")


def check_adds_the_channel_at_the_end(answer):
    """Pictures (n, rows, columns) get a channel axis at the end."""
    for images in (pictures(5, 28, 28), pictures(2, 10, 14)):
        made = answer.model_inputs(images)
        require(
            getattr(made, "shape", None) == (*images.shape, 1),
            expected=f"shape {(*images.shape, 1)} for images of shape {images.shape}",
            received=made,
            look=LOOK,
        )


def check_leaves_a_channel_that_is_there(answer):
    """Pictures that have their channel keep their shape."""
    images = pictures(4, 12, 9, 1)
    made = answer.model_inputs(images)
    require(
        getattr(made, "shape", None) == images.shape,
        expected=f"no second channel axis: shape {images.shape} to stay",
        received=made,
        look="`images.ndim` is the number of axes: what is it for pictures with a channel?",
    )


def check_scales(answer):
    """Grey values 0 to 255 become 0 to 1, each pixel at its place."""
    images = pictures(3, 6, 5)
    require_close(
        answer.model_inputs(images),
        images[..., None] / 255,
        what="the pixels divided by 255",
        expected="each pixel at its place, divided by 255",
        look="The brightest value, 255, should become 1.0 and black should stay 0.",
    )


def check_gives_float32(answer):
    """The numbers are float32, which is what Keras computes with."""
    for images in (pictures(3, 6, 5), pictures(3, 6, 5, 1)):
        made = answer.model_inputs(images)
        require(
            made.dtype == np.float32,
            expected="numbers of type float32",
            received=made,
            look="NumPy makes float64, twice the memory, when it divides integers; convert before you divide.",
        )
