from collections import Counter
from functools import cache

import numpy as np
import tensorflow as tf
from checking import require

NUMBER = 342
FIRST = 274


@cache
def stored():
    """Return all birds as (measures, species) in the order of the file, read without TensorFlow Datasets."""
    schema = {"measures": tf.io.FixedLenFeature([4], tf.float32), "species": tf.io.FixedLenFeature([], tf.int64)}
    file = "data/palmer_birds/1.0.0/palmer_birds-train.tfrecord-00000-of-00001"
    records = tf.data.TFRecordDataset(file).batch(NUMBER).map(lambda batch: tf.io.parse_example(batch, schema))
    birds = next(records.as_numpy_iterator())
    return birds["measures"], birds["species"]


def loaded(answer, batch_size=50):
    made = answer.load_birds("data", batch_size)
    require(
        isinstance(made, tuple | list) and len(made) == 4,
        expected="four things: two datasets, the names and the number",
        received=made,
        look="See the last line of the starter.",
    )
    for data in made[:2]:
        require(isinstance(data, tf.data.Dataset), expected="two datasets first", received=data, look="See `split`.")
    return made


def birds(data):
    return np.concatenate([measures for measures, _ in data.as_numpy_iterator()])


def check_gives_pairs(answer):
    """Both datasets give batches of pairs (measures, species)."""
    for batch_size in (50, 16):
        for data in loaded(answer, batch_size)[:2]:
            spec = data.element_spec
            require(
                isinstance(spec, tuple) and len(spec) == 2,
                expected="pairs (measures, species), as `fit` wants them",
                received=f"examples of {spec}",
                look="One argument of `tfds.load` makes pairs of input and label.",
            )
            sizes = [len(species) if np.ndim(species) else 0 for _, species in data.as_numpy_iterator()]
            require(
                sizes[0] == batch_size and sum(sizes) > batch_size,
                expected=f"a batch of {batch_size} birds first, and more after it",
                received=f"{len(sizes)} examples without a batch axis" if not sizes[0] else f"{sizes} birds",
                look="Which method puts examples together?",
            )


def check_slices_share_no_bird(answer):
    """No bird is in both slices, and none is left out."""
    train, validation, *_ = loaded(answer)
    first, rest = birds(train), birds(validation)
    both = Counter(map(bytes, np.concatenate([first, rest]))) - Counter(map(bytes, stored()[0]))
    require(
        not both,
        expected="no bird in both slices",
        received=f"{sum(both.values())} birds that are in both",
        look="Where one slice ends the other begins.",
    )
    require(
        len(first) + len(rest) == NUMBER,
        expected=f"{NUMBER} birds in both slices together",
        received=f"{len(first)} and {len(rest)}",
        look="Where one slice ends the other begins.",
    )


def check_slices_have_the_share(answer):
    """The first slice holds the first 80 %, in the order of the files."""
    train, validation, *_ = loaded(answer)
    first, rest = birds(train), birds(validation)
    require(
        len(first) == FIRST,
        expected=f"{FIRST} birds, 80 % of {NUMBER}, in the first dataset",
        received=f"{len(first)} and {len(rest)}",
        look="Percentages go into the brackets of the slice: `train[from%:to%]`.",
    )
    require(
        np.array_equal(np.concatenate([first, rest]), stored()[0]),
        expected="the birds in the order of the files",
        received="another order",
        look="Leave shuffling to whoever trains.",
    )
    labels = np.concatenate([species for data in (train, validation) for _, species in data.as_numpy_iterator()])
    require(
        np.array_equal(labels, stored()[1]), expected="each bird's own species", received=labels, look="See README."
    )


def check_names_the_classes(answer):
    """The names come from the dataset's description, in the order of their numbers."""
    names = loaded(answer)[2]
    with open("data/palmer_birds/1.0.0/species.labels.txt", encoding="utf-8") as file:
        wanted = file.read().split()
    require(
        isinstance(names, list | tuple) and list(names) == wanted,
        expected="the names of the species in the order that the dataset's info gives",
        received=names,
        look="`info.features` is a dict of the fields; the field of a class label knows its names.",
    )


def check_counts_the_examples(answer):
    """The number is that of the whole split."""
    count = loaded(answer)[3]
    require(
        isinstance(count, int) and count == NUMBER,
        expected="how many birds the whole split has",
        received=count,
        look="`info.splits` knows it for each split, without reading a file.",
    )
