import numpy as np
import tensorflow as tf
from checking import require, require_close


def feature_of(value):
    if isinstance(value, bytes):
        return tf.train.Feature(bytes_list=tf.train.BytesList(value=[value]))
    return tf.train.Feature(int64_list=tf.train.Int64List(value=[value]))


def pictures(rows, columns, n=5):
    """Write a file as the starter's writer does, and return what is in it."""
    chance = np.random.default_rng(rows)
    images = chance.integers(0, 256, (n, rows, columns), dtype="uint8")
    images[0, 0, 0] = 255
    labels = chance.integers(0, 10, n)
    with tf.io.TFRecordWriter("pictures.tfrecord") as writer:
        for image, label in zip(images, labels, strict=True):
            values = {"image": image.tobytes(), "rows": rows, "columns": columns, "label": int(label)}
            feature = {name: feature_of(value) for name, value in values.items()}
            writer.write(tf.train.Example(features=tf.train.Features(feature=feature)).SerializeToString())
    return images, labels


def read(answer, batch_size=4, path="pictures.tfrecord"):
    data = answer.read_pictures(path, batch_size)
    require(isinstance(data, tf.data.Dataset), expected="a tf.data.Dataset", received=data, look="See the last line.")
    return list(data.as_numpy_iterator())


def require_same(batches, images, labels):
    made = np.concatenate([batch for batch, _ in batches])
    require_close(
        made,
        images[..., None] / 255,
        what="the pictures",
        expected="each pixel as it was written, divided by 255",
        look="Which type do the bytes have that `image.tobytes()` wrote, and in which order?",
    )
    require_close(np.concatenate([label for _, label in batches]), labels, what="the labels", look="See the schema.")


def check_reads_back_what_was_written(answer):
    """Pictures and labels come back as they were written."""
    images, labels = pictures(28, 28)
    require_same(read(answer), images, labels)


def check_has_batches(answer):
    """Batches have the size asked for; images are float32, labels int64."""
    pictures(28, 28)
    batches = read(answer, 4)
    require(
        [(images.shape, images.dtype, labels.dtype) for images, labels in batches]
        == [((size, 28, 28, 1), np.float32, np.int64) for size in (4, 1)],
        expected="batches of 4 and 1 pictures as float32 (batch, 28, 28, 1), labels as int64",
        received=str([(images.shape, str(images.dtype), str(labels.dtype)) for images, labels in batches]),
        look="Cast the pictures, and keep the type of the labels that the file has.",
    )


def check_pictures_of_other_sizes(answer):
    """Files with pictures of another size can be read."""
    for rows, columns in ((12, 20), (7, 5)):
        images, labels = pictures(rows, columns)
        require_same(read(answer), images, labels)


def check_writes_as_before(answer):
    """`write_pictures` writes what it wrote in the starter."""
    images, labels = pictures(6, 9)
    answer.write_pictures("own.tfrecord", images, labels)
    records = [tf.train.Example.FromString(record.numpy()) for record in tf.data.TFRecordDataset("own.tfrecord")]
    same = [
        record.features.feature["image"].bytes_list.value[0] == image.tobytes()
        and list(record.features.feature["label"].int64_list.value) == [label]
        and list(record.features.feature["rows"].int64_list.value) == [6]
        and list(record.features.feature["columns"].int64_list.value) == [9]
        for record, image, label in zip(records, images, labels, strict=True)
    ]
    require(
        same == [True] * 5,
        expected="`write_pictures` to be as in the starter",
        received="other records",
        look="The writer was right; the reader must follow it.",
    )
    refused = False
    try:
        answer.write_pictures("own.tfrecord", images, labels[:3])
    except ValueError:
        refused = True
    require(refused, expected="an error for 5 pictures with 3 labels", received="none", look="Keep `strict=True`.")
