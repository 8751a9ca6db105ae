import keras
import numpy as np
import tensorflow as tf
from checking import line_of, require

COUNT = 70
GENERATOR = np.random.default_rng(6)
TRAIN = GENERATOR.random((COUNT, 28, 28, 1), dtype="float32"), np.arange(COUNT)
VALIDATION = GENERATOR.random((20, 28, 28, 1), dtype="float32"), np.arange(20)


def both(answer, batch_size=16):
    """Return the answer's datasets, if they are two."""
    keras.utils.set_random_seed(8)
    result = answer.datasets(TRAIN, VALIDATION, batch_size)
    require(
        isinstance(result, tuple) and len(result) == 2 and all(isinstance(part, tf.data.Dataset) for part in result),
        expected="two tf.data datasets, training and validation",
        received=result,
        look="Return both datasets.",
        line=line_of("datasets"),
    )
    return result


def epoch(dataset):
    """Return all pictures and labels of one pass."""
    batches = [(pictures.numpy(), labels.numpy()) for pictures, labels in dataset]
    return tuple(np.concatenate(part) for part in zip(*batches, strict=True))


def same(one, other):
    """Return for each picture whether it is the same in both arrays."""
    return np.isclose(one, other, atol=1e-5).all(axis=(1, 2, 3))


def check_validation_is_left_alone(answer):
    """The validation pictures are as they were."""
    pictures, labels = epoch(both(answer)[1])
    there = pictures.shape == VALIDATION[0].shape and (labels == np.arange(20)).all()
    changed = int((~same(pictures, VALIDATION[0])).sum()) if there else 20
    require(
        changed == 0,
        expected="all 20 validation pictures as they are, in their order and with their labels",
        received=f"{changed} that differ",
        look="Validation stands for the pictures that will come. Which datasets go through the augmentation?",
    )


def check_training_is_augmented(answer):
    """About half of the training pictures are mirrored left to right, none otherwise."""
    pictures, labels = epoch(both(answer)[0])
    require(
        pictures.shape == TRAIN[0].shape and (labels == np.arange(COUNT)).all(),
        expected=f"all {COUNT} training pictures in their order, with their labels",
        received=f"pictures of shape {pictures.shape}, labels {labels[:5].tolist()}, …",
        look="Augmentation changes pictures; it keeps their number, order and labels.",
    )
    kept, mirrored = same(pictures, TRAIN[0]), same(pictures, TRAIN[0][:, :, ::-1])
    require(
        (kept | mirrored).all(),
        expected="every picture as it is or mirrored left to right",
        received=f"{int((~(kept | mirrored)).sum())} of {COUNT} changed in another way, such as upside down",
        look="Which modes does `RandomFlip` have?",
    )
    require(
        0.25 * COUNT < mirrored.sum() < 0.75 * COUNT,
        expected=f"about half of {COUNT} pictures mirrored",
        received=f"{int(mirrored.sum())}",
        look="An augmentation layer changes nothing when it is told `training=False`, or when no data go through it.",
    )


def check_every_epoch_is_new(answer):
    """Every epoch draws anew which pictures are mirrored."""
    training = both(answer)[0]
    first, second = epoch(training)[0], epoch(training)[0]
    require(
        not same(first, second).all(),
        expected="another choice of mirrored pictures in the second epoch",
        received="the very same pictures as in the first epoch",
        look="Is something remembered, such as by `cache`, after the augmentation?",
    )


def check_batches(answer):
    """Both datasets have batches of the size that was asked for."""
    for size, wanted in ((16, [16, 16, 16, 16, 6]), (32, [32, 32, 6])):
        for dataset, sizes in zip(both(answer, size), (wanted, [16, 4] if size == 16 else [20]), strict=True):
            received = [len(labels) for _, labels in dataset]
            require(
                received == sizes,
                expected=f"batches of {sizes} for batch_size={size}",
                received=received,
                look="`batch` takes the size of a batch; nothing is dropped.",
            )
