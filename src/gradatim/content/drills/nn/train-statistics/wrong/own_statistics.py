import numpy as np


def standardise(train, test):
    """Return both arrays, standardised by column with the statistics of the training rows, as float32."""
    mean = train.mean(axis=0)
    scale = train.std(axis=0)
    scale = np.where(scale == 0, 1.0, scale)
    return ((train - mean) / scale).astype("float32"), ((test - test.mean(axis=0)) / test.std(axis=0)).astype("float32")
