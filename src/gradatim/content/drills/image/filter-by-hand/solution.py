import numpy as np


def filtered(image, kernel):
    """Return the sum of products at every position of the kernel inside the image."""
    kernel_height, kernel_width = kernel.shape
    height = image.shape[0] - kernel_height + 1
    width = image.shape[1] - kernel_width + 1
    result = np.zeros((height, width))
    for row in range(height):
        for column in range(width):
            patch = image[row : row + kernel_height, column : column + kernel_width]
            result[row, column] = np.sum(patch * kernel)
    return result
