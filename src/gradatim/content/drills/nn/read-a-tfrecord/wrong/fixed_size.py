import tensorflow as tf

SCHEMA = {
    "image": tf.io.FixedLenFeature([], tf.string),
    "label": tf.io.FixedLenFeature([], tf.int64),
}


def parse(record):
    example = tf.io.parse_single_example(record, SCHEMA)
    pixels = tf.io.decode_raw(example["image"], tf.uint8)
    return tf.cast(tf.reshape(pixels, (28, 28, 1)), tf.float32) / 255.0, example["label"]


def read_pictures(path, batch_size):
    return tf.data.TFRecordDataset(path).map(parse).batch(batch_size)
