import keras
import numpy as np


def pairs(data: np.ndarray, columns: list[str], target: str, length: int):
    """Return windows of all columns (batch, length, columns) and the target's value after each (batch,)."""
    return keras.utils.timeseries_dataset_from_array(
        data=data,
        targets=data[length:, [columns.index(target)]],
        sequence_length=length,
        batch_size=32,
    )
