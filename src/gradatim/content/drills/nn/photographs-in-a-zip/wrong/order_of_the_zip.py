import zipfile

import numpy as np
import pandas as pd
import tensorflow as tf


def load_tiles(zip_path, csv_path, batch_size):
    table = pd.read_csv(csv_path)
    names = sorted(set(table["class"]))
    with zipfile.ZipFile(zip_path) as archive:
        files = [file for file in archive.namelist() if file in set(table["file"])]
        decoded = (tf.io.decode_jpeg(archive.read(file), channels=3) for file in files)
        images = np.stack([tf.image.resize(image, (32, 32)) / 255.0 for image in decoded])
    labels = [names.index(name) for name in table["class"]]
    return tf.data.Dataset.from_tensor_slices((images, labels)).batch(batch_size), names
