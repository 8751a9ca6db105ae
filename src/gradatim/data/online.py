"""Well-known datasets that TensorFlow Datasets downloads: extras for who has a network. No task or drill needs them.

Each is prepared as `fit` wants it: batches of pairs, training shuffled, validation held out. The first call downloads,
up to several hundred megabytes, and the files are kept; `tfds.builder(name).info` tells where the data come from.

Example:
    >>> from gradatim.data.online import load_online
    >>> cats = load_online("cats_vs_dogs", batch_size=32)  # doctest: +SKIP
    >>> model.fit(cats.train, validation_data=cats.validation)  # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import tensorflow as tf
import tensorflow_datasets as tfds

from gradatim.errors import UserError

SHUFFLE_BUFFER = 1000


@dataclass(frozen=True)
class OnlineDataset:
    """One dataset of TensorFlow Datasets.

    Args:
        name: Its name there.
        what: What one example is.
        train: Split to train on.
        validation: Split that is held out.
    """

    name: str
    what: str
    train: str
    validation: str


# Where the authors made no second split, a fifth of the only one is held out; the two slices share no example.
ONLINE = {
    dataset.name: dataset
    for dataset in (
        OnlineDataset("cats_vs_dogs", "photograph of a cat or a dog", "train[:80%]", "train[80%:]"),
        OnlineDataset("horses_or_humans", "computer-made picture of a horse or a human", "train", "test"),
        OnlineDataset("rock_paper_scissors", "computer-made picture of a hand", "train", "test"),
        OnlineDataset("imdb_reviews", "review of a film, good or bad", "train", "test"),
    )
}


@dataclass(frozen=True)
class Prepared:
    """Two datasets of batches `(input, label)`: pictures float32 from 0 to 1, texts strings, labels int64.

    Args:
        train: Shuffled anew in every epoch.
        validation: In the order of the files.
        classes: Class names in the order of the labels.
    """

    train: tf.data.Dataset
    validation: tf.data.Dataset
    classes: tuple[str, ...]


def load_online(name: str, *, batch_size: int = 32, image_size: tuple[int, int] = (150, 150)) -> Prepared:
    """Download a dataset at the first call, and prepare it for `fit`.

    Args:
        name: A key of `ONLINE`.
        batch_size: Examples in a batch. Defaults to 32.
        image_size: Height and width that pictures are resized to, for they differ in size. Defaults to 150 x 150.

    Raises:
        UserError: The name is not one of these.
    """
    if name not in ONLINE:
        raise UserError(
            f"Expected one of {', '.join(ONLINE)}", received=name, next_step=f'load_online("{next(iter(ONLINE))}")'
        )
    dataset = ONLINE[name]
    (train, validation), info = tfds.load(
        name, split=[dataset.train, dataset.validation], as_supervised=True, with_info=True
    )

    def prepared(example: Any, label: Any) -> tuple[Any, Any]:
        if example.dtype == tf.string:
            return example, label
        return tf.image.resize(tf.cast(example, tf.float32) / 255.0, image_size), label

    def batches(data: tf.data.Dataset) -> tf.data.Dataset:
        return data.map(prepared, num_parallel_calls=tf.data.AUTOTUNE).batch(batch_size).prefetch(tf.data.AUTOTUNE)

    # Shuffled before the batches are made: files lie sorted by class in many datasets.
    return Prepared(
        train=batches(train.shuffle(SHUFFLE_BUFFER)),
        validation=batches(validation),
        classes=tuple(info.features[info.supervised_keys[1]].names),
    )
