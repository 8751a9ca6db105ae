import numpy as np
import tensorflow as tf
from checking import require, require_close


class Source:
    """A slow source: pictures that are bright on the left, and how often they were read."""

    def __init__(self, count):
        rng = np.random.default_rng(count)
        self.images = rng.random((count, 6, 6, 1)).astype("float32")
        self.images[:, :, 0] += 10
        self.reads = 0

    def dataset(self):
        def pairs():
            self.reads += 1
            yield from zip(self.images, np.arange(len(self.images), dtype="int32"), strict=True)

        signature = (tf.TensorSpec((6, 6, 1), tf.float32), tf.TensorSpec((), tf.int32))
        return tf.data.Dataset.from_generator(pairs, output_signature=signature)


def prepared(answer):
    sources = Source(40), Source(24)
    both = answer.prepare(sources[0].dataset(), sources[1].dataset())
    require(
        isinstance(both, tuple) and len(both) == 2 and all(isinstance(part, tf.data.Dataset) for part in both),
        expected="two datasets, training and validation",
        received=both,
        look="Return both, in this order.",
    )
    return sources, both


def seen(dataset):
    """Go through a dataset once; return all images and labels."""
    batches = list(dataset.as_numpy_iterator())
    return np.concatenate([x for x, _ in batches]), np.concatenate([y for _, y in batches])


def mirrored(images):
    return images[:, 0, -1, 0] > 5


def check_batches(answer):
    """Both datasets give batches of 16 with all pictures and their labels in order."""
    sources, both = prepared(answer)
    for source, dataset in zip(sources, both, strict=True):
        sizes = [len(labels) for _, labels in dataset.as_numpy_iterator()]
        wanted = [16] * (len(source.images) // 16) + [len(source.images) % 16]
        require(
            sizes == wanted,
            expected=f"batches of {wanted} pictures",
            received=f"{sizes}",
            look="Leave the batching as it was.",
        )
        _, labels = seen(dataset)
        require(
            np.array_equal(labels, np.arange(len(labels))),
            expected="the labels in their order",
            received=labels,
            look="Nothing here needs shuffling.",
        )


def check_training_is_augmented(answer):
    """Some training pictures are mirrored left-right, and nothing else happens to them."""
    (source, _), (training, _) = prepared(answer)
    images, labels = seen(training)
    turned = mirrored(images)
    require(
        0 < turned.sum() < len(turned),
        expected="some of the 40 training pictures to be mirrored, some not",
        received=f"{int(turned.sum())} mirrored",
        look="Is the augmentation applied to the training data, with training=True?",
    )
    original = source.images[labels]
    require_close(
        images,
        np.where(turned[:, None, None, None], original[:, :, ::-1], original),
        what="the training pictures",
        expected="each training picture to be the original or its left-right mirror image",
        look="Apply nothing but the layer `mirror`.",
    )


def check_validation_is_untouched(answer):
    """Validation pictures are what they were."""
    (_, source), (_, validation) = prepared(answer)
    images, labels = seen(validation)
    require_close(
        images,
        source.images[labels],
        what="the validation pictures",
        expected="the validation pictures to be unchanged",
        look="What is validation to measure, and which pictures will the model meet later?",
    )


def check_every_epoch_differs(answer):
    """A second pass mirrors other pictures."""
    _, (training, _) = prepared(answer)
    passes = [mirrored(seen(training)[0]) for _ in range(3)]
    require(
        not (np.array_equal(passes[0], passes[1]) and np.array_equal(passes[0], passes[2])),
        expected="a second pass over the training data to mirror other pictures",
        received="the same ones in three passes",
        look="What does the dataset keep in memory: the pictures as they are read, or what was made of them?",
    )


def check_reads_the_source_once(answer):
    """The pictures are read from the source once, however many epochs there are."""
    sources, both = prepared(answer)
    for name, source, dataset in zip(("training", "validation"), sources, both, strict=True):
        for _ in range(3):
            seen(dataset)
        require(
            source.reads == 1,
            expected=f"the {name} pictures to be read once in three epochs",
            received=f"{source.reads} times",
            look="Which method of a dataset keeps its elements in memory?",
        )
