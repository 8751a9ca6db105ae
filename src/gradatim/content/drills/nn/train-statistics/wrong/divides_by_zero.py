import numpy as np


def standardise(train, test):
    """Return both arrays, standardised by column with the statistics of the training rows, as float32."""
    mean = train.mean(axis=0)
    scale = train.std(axis=0)
    return ((train - mean) / scale).astype("float32"), ((test - mean) / scale).astype("float32")
