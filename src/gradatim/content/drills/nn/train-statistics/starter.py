import numpy as np


def standardise(train, test):
    """Return both arrays, standardised by column with the statistics of the training rows, as float32."""
    mean = ...  # TODO
    scale = ...  # TODO: the standard deviation, but 1 where it is 0
    return train, test
