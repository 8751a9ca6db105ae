"""Gives `load_data` a part of the same data that lies beside the answer, instead of a download."""

import keras
import numpy as np


def load_data():
    """Return ((images, labels), (images, labels)): 3,000 for training and 500 for test."""
    with np.load("clothes.npz") as data:
        images, labels = data["images"][:3500], data["labels"][:3500]
    return (images[:3000], labels[:3000]), (images[3000:], labels[3000:])


keras.datasets.fashion_mnist.load_data = load_data
