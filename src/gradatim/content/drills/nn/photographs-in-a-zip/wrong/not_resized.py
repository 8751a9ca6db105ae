import zipfile

import pandas as pd
import tensorflow as tf


def load_tiles(zip_path, csv_path, batch_size):
    table = pd.read_csv(csv_path)
    names = sorted(set(table["class"]))
    archive = zipfile.ZipFile(zip_path)

    def examples():
        for file, name in zip(table["file"], table["class"]):
            yield tf.io.decode_jpeg(archive.read(file), channels=3) / 255, names.index(name)

    signature = (tf.TensorSpec((None, None, 3), tf.float32), tf.TensorSpec((), tf.int64))
    return tf.data.Dataset.from_generator(examples, output_signature=signature).batch(batch_size), names
