from collections import Counter

import keras
import numpy as np
import tensorflow as tf
from checking import require


def arrays(answer, held_out=400, batch_size=64):
    """Return the images and labels of the three datasets."""
    made = answer.clothes(held_out, batch_size)
    three = isinstance(made, tuple | list) and len(made) == 3 and all(isinstance(d, tf.data.Dataset) for d in made)
    require(three, expected="three datasets: training, validation, test", received=made, look="See the last line.")
    parts = []
    for data in made:
        batches = list(data.as_numpy_iterator())
        sizes = [len(labels) if np.ndim(labels) else 0 for _, labels in batches]
        require(
            sizes[:-1] == [batch_size] * (len(sizes) - 1) and 0 < sizes[-1] <= batch_size,
            expected=f"batches of {batch_size}, the last one perhaps smaller",
            received=f"batches of {sizes[:3]} and so on",
            look="Each of the three ends with `batch(batch_size)`.",
        )
        parts.append((np.concatenate([x for x, _ in batches]), np.concatenate([y for _, y in batches])))
    return parts


def loaded():
    (x, y), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()
    return x[..., None] / 255, y, x_test[..., None] / 255, y_test


def same(made, images, labels):
    x, y = made
    return x.shape == images.shape and np.allclose(x, images, atol=1e-6) and np.array_equal(y, labels)


def check_prepares_images(answer):
    """Images are float32 (batch, 28, 28, 1) from 0 to 1."""
    for images, _ in arrays(answer):
        require(
            images.shape[1:] == (28, 28, 1) and images.dtype == np.float32 and images.max() == 1 and images.min() == 0,
            expected="float32 images of shape (28, 28, 1) with values from 0 to 1",
            received=f"{images.dtype} of shape {images.shape[1:]} with values from {images.min()} to {images.max()}",
            look="`prepared` has to convert, scale, and add the channel.",
        )


def check_holds_training_images_out(answer):
    """Validation holds the last training images, in their order."""
    x, y, *_ = loaded()
    for held_out in (400, 130):
        require(
            same(arrays(answer, held_out)[1], x[-held_out:], y[-held_out:]),
            expected=f"the last {held_out} training images, in their order, with their labels, for validation",
            received="other images or labels",
            look="A negative index counts from the end; the test images stay out of it.",
        )


def check_trains_on_the_rest(answer):
    """Training holds all other training images, each once with its own label."""
    x, y, *_ = loaded()
    images, labels = arrays(answer, 400)[0]
    require(
        len(labels) == len(y) - 400,
        expected=f"the {len(y) - 400} training images that are left for training",
        received=f"{len(labels)} images",
        look="What validation measures must not be trained on, and nothing else may be lost.",
    )
    made = Counter((round(float(i.sum()), 1), int(label)) for i, label in zip(images, labels, strict=True))
    wanted = Counter((round(float(i.sum()), 1), int(label)) for i, label in zip(x[:-400], y[:-400], strict=True))
    require(
        sum((made - wanted).values()) < 60,  # sums of float32 may be rounded another way
        expected="each of these images once, beside its own label",
        received="other images or other labels",
        look="Make one dataset of pairs, then shuffle it.",
    )


def check_mixes_training(answer):
    """Training images are mixed over all of them, anew in each epoch."""
    _, y, *_ = loaded()
    training = answer.clothes(400, 64)[0]
    (first_x, first), (second_x, _) = (next(training.as_numpy_iterator()) for _ in range(2))
    require(
        not np.array_equal(first, y[: len(first)]) and not np.array_equal(first_x, second_x),
        expected="a mixed order, another one in each epoch",
        received="the order of the file, or the same order twice",
        look="`shuffle` stands before `batch` and needs a buffer as long as the data.",
    )
    x = loaded()[0]
    places = {image.tobytes(): place for place, image in enumerate((x * 255).round().astype("uint8"))}
    drawn = [places.get((image * 255).round().astype("uint8").tobytes(), 0) for image in first_x]
    require(
        np.mean(drawn) > 800,
        expected="a first batch drawn from all training images",
        received=f"images from around row {np.mean(drawn):.0f} of {len(x) - 400}",
        look="How many examples does the buffer of `shuffle` hold?",
    )


def check_keeps_the_test_set(answer):
    """Test holds the test images, in their order."""
    *_, x_test, y_test = loaded()
    require(
        same(arrays(answer)[2], x_test, y_test),
        expected="the test images in their order, with their labels",
        received="other images or labels",
        look="They are the second pair of `load_data`.",
    )
