import tensorflow as tf


def write_pictures(path, images, labels):
    raise NotImplementedError


SCHEMA = {
    "image": tf.io.FixedLenFeature([], tf.string),
    "rows": tf.io.FixedLenFeature([], tf.int64),
    "columns": tf.io.FixedLenFeature([], tf.int64),
    "label": tf.io.FixedLenFeature([], tf.float32),
}


def parse(record):
    example = tf.io.parse_single_example(record, SCHEMA)
    pixels = tf.io.decode_raw(example["image"], tf.uint8)
    image = tf.reshape(pixels, (example["rows"], example["columns"], 1))
    return tf.cast(image, tf.float32) / 255.0, example["label"]


def read_pictures(path, batch_size):
    return tf.data.TFRecordDataset(path).map(parse).batch(batch_size)
