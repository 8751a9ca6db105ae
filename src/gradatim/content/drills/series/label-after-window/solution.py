import keras
import numpy as np


def pairs(series: np.ndarray, length: int, batch_size: int = 32):
    """Return a dataset of windows (batch, length, 1) and the value right after each (batch,)."""
    return keras.utils.timeseries_dataset_from_array(
        data=series[:, np.newaxis],
        targets=series[length:],
        sequence_length=length,
        batch_size=batch_size,
    )
