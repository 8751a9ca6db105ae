import zipfile

import numpy as np
import pandas as pd
import tensorflow as tf


def load_tiles(zip_path, csv_path, batch_size):
    """Return batches of photographs (32, 32, 3) from 0 to 1 with their labels, and the names of the classes."""
    table = pd.read_csv(csv_path)
    names = ...  # TODO: the classes in alphabetical order
    with zipfile.ZipFile(zip_path) as archive:
        images = ...  # TODO: the photograph of each row, decoded, 32 x 32, from 0 to 1
    labels = ...  # TODO: the number of each row's class
    return tf.data.Dataset.from_tensor_slices((images, labels)).batch(batch_size), names
