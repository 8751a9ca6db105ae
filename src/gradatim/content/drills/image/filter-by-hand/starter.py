import numpy as np


def filtered(image, kernel):
    """Return the sum of products at every position of the kernel inside the image."""
    kernel_height, kernel_width = kernel.shape
    ...  # TODO: the size of the result, then its values, position by position
