import numpy as np
import tensorflow as tf


def whole_numbers(*values):
    return tf.train.Feature(int64_list=tf.train.Int64List(value=values))


def write_pictures(path, images, labels):
    """Write uint8 pictures (n, rows, columns) and whole-number labels (n,) as a TFRecord."""
    with tf.io.TFRecordWriter(path) as writer:
        for image, label in zip(images, labels, strict=True):
            feature = {
                "image": tf.train.Feature(bytes_list=tf.train.BytesList(value=[image.tobytes()])),
                "rows": whole_numbers(image.shape[0]),
                "columns": whole_numbers(image.shape[1]),
                "label": whole_numbers(int(label)),
            }
            writer.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())


SCHEMA = {
    "image": tf.io.FixedLenFeature([28 * 28], tf.string),
    "rows": tf.io.FixedLenFeature([], tf.int64),
    "columns": tf.io.FixedLenFeature([], tf.int64),
    "label": tf.io.FixedLenFeature([], tf.float32),
}


def parse(record):
    """Return the picture, float32 (rows, columns, 1) from 0 to 1, and the label of one record."""
    example = tf.io.parse_single_example(record, SCHEMA)
    pixels = tf.io.decode_raw(example["image"], tf.float32)
    return tf.reshape(pixels, (28, 28, 1)), example["label"]


def read_pictures(path, batch_size):
    """Return batches of the pictures and labels of a TFRecord."""
    return tf.data.TFRecordDataset(path).map(parse).batch(batch_size)


write_pictures("two.tfrecord", np.zeros((2, 28, 28), "uint8"), [3, 7])
for images, labels in read_pictures("two.tfrecord", 2):
    print(images.shape, labels.numpy())
