import tracemalloc

import keras
import numpy as np
from checking import require, require_close


def photos(answer, n=15, batch_size=4, size=6):
    chance = np.random.default_rng(n)
    images = chance.integers(0, 256, (n, size, size), dtype="uint8")
    labels = chance.integers(0, 10, n)
    np.save("images.npy", images)
    np.save("labels.npy", labels)
    return answer.PhotosOnDisk("images.npy", "labels.npy", batch_size), images, labels


def pair(batch):
    require(
        isinstance(batch, tuple) and len(batch) == 2,
        expected="a pair (images, labels)",
        received=batch,
        look="`__getitem__` returns what `fit` needs for one step.",
    )
    return batch


def check_counts_the_batches(answer):
    """Its length is the number of batches, the smaller last one included."""
    for n, batch_size, wanted in ((15, 4, 4), (16, 4, 4), (17, 4, 5), (3, 8, 1)):
        length = type(photos(answer, n, batch_size)[0]).__len__(photos(answer, n, batch_size)[0])
        require(
            isinstance(length, int) and length == wanted,
            expected=f"{wanted} batches for {n} images in batches of {batch_size}",
            received=length,
            look="The last batch may be smaller, but it counts; and the length is a whole number.",
        )


def check_gives_the_rows_of_the_batch(answer):
    """Batch `i` holds its own rows of the file, with their labels."""
    data, images, labels = photos(answer)
    for index, first, last in ((1, 4, 7), (0, 0, 3), (3, 12, 14)):
        made_images, made_labels = pair(data[index])
        look = "With batches of 4, at which row does batch `index` begin, and where does it end?"
        require(
            np.shape(made_labels) == (last - first + 1,) and np.array_equal(made_labels, labels[first : last + 1]),
            expected=f"the labels of rows {first} to {last} in batch {index}",
            received=made_labels,
            look=look,
        )
        require_close(
            made_images,
            images[first : last + 1] / 255,
            what=f"the images of batch {index}",
            expected=f"the images of rows {first} to {last}, divided by 255, in batch {index}",
            look=look,
        )


def check_gives_float32(answer):
    """Images come as float32 arrays."""
    images, _ = pair(photos(answer)[0][0])
    is_float = isinstance(images, np.ndarray) and images.dtype == np.float32
    require(is_float, expected="an array of type float32", received=images, look="Convert before you divide.")


def check_reads_a_batch_at_a_time(answer):
    """The images stay on disk until their batch is asked for."""
    np.save("images.npy", np.zeros((2000, 64, 64), "uint8"))
    np.save("labels.npy", np.zeros(2000, "int64"))
    tracemalloc.start()
    data = answer.PhotosOnDisk("images.npy", "labels.npy", 8)
    pair(data[3])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    require(
        peak < 4e6,
        expected="far less memory than the file of 8 MB: one batch of 8 images is converted at a time",
        received=f"{peak / 1e6:.1f} MB at the peak",
        look="`np.load` has an argument that maps the file, and only what you slice should be converted.",
    )


def check_trains(answer):
    """`fit` trains with it."""
    data, _, _ = photos(answer)
    model = keras.Sequential(
        [keras.Input((6, 6)), keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")]
    )
    model.compile(loss="sparse_categorical_crossentropy")
    model.fit(data, epochs=1, shuffle=False, verbose=0)
    steps = int(model.optimizer.iterations)
    require(steps == 4, expected="4 steps in an epoch of 15 images", received=f"{steps} steps", look="See `__len__`.")
