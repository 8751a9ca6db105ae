import keras
import numpy as np
from pictures import load_pictures

STURDIER = ...  # TODO: "dense.keras" or "conv.keras", when you have measured


def shifted(images, right):
    """Return the pictures moved to the right, with black columns on the left."""
    ...  # TODO: a new array of the same shape


def accuracy(model, images, labels):
    """Return the share of right answers, 0 to 1."""
    ...  # TODO: compare the most probable class with the label


def measure(right):
    """Return the accuracy of both models on pictures shifted to the right, by the name of the file."""
    images, labels = load_pictures()
    ...  # TODO: load both models and measure each on the shifted pictures
