import numpy as np
import tensorflow as tf
from checking import require


def sorted_data(n=500):
    y = np.repeat([0, 1], n // 2)
    return np.stack([np.arange(n), y], axis=1).astype("float32"), y


def dataset(answer, n=500, batch_size=20):
    made = answer.training_batches(*sorted_data(n), batch_size)
    require(isinstance(made, tf.data.Dataset), expected="a tf.data.Dataset", received=made, look="Is there a return?")
    return made


def order(data):
    return np.concatenate([x[:, 0] for x, _ in data.as_numpy_iterator()])


def check_an_epoch_ends(answer):
    """An epoch comes to an end."""
    require(
        dataset(answer).cardinality().numpy() != tf.data.INFINITE_CARDINALITY,
        expected="a dataset that ends after one epoch",
        received="an endless dataset",
        look="`fit` starts the dataset again for each epoch by itself; which method repeats it?",
    )


def check_holds_every_example_once(answer):
    """One epoch holds every example once, in batches of the size asked for."""
    for n, batch_size in ((500, 20), (106, 20), (30, 7)):
        data = dataset(answer, n, batch_size)
        shapes = {tuple(x.shape) for x, _ in data.as_numpy_iterator()}
        sizes = sorted(shape[0] for shape in shapes if len(shape) == 2)
        wanted = sorted({batch_size, n % batch_size} - {0})
        require(
            sizes == wanted and sorted(order(data)) == list(range(n)),
            expected=f"every example once: {n} examples in batches of {' and '.join(map(str, wanted[::-1]))}",
            received=f"{len(order(data)) if sizes else 'no'} examples in batches of {' and '.join(map(str, sizes))}",
            look="Print `len(labels)` for each batch of a small dataset.",
        )


def check_keeps_labels_with_their_examples(answer):
    """Each example keeps its own label."""
    for x, y in dataset(answer).as_numpy_iterator():
        require(
            np.array_equal(x[:, 1], y),
            expected="each example beside its own label",
            received="labels of other examples",
            look="Shuffle the pairs, not the two arrays one by one.",
        )


def check_mixes_sorted_data(answer):
    """Sorted data come out mixed."""
    data = dataset(answer)
    shares = [float(y.mean()) for _, y in data.as_numpy_iterator()]
    distance = np.abs(order(data) - np.arange(500)).mean()
    require(
        0.1 < min(shares) and max(shares) < 0.9 and distance > 80,
        expected="examples that are mixed over the whole data: both classes in each batch",
        received=f"a share of class 1 from {min(shares):.2f} to {max(shares):.2f}, moved by {distance:.0f} rows",
        look="What does `shuffle` mix where it stands, single examples or whole batches, and how many at a time?",
    )


def check_mixes_each_epoch_anew(answer):
    """Each epoch has an order of its own."""
    data = dataset(answer)
    require(
        not np.array_equal(order(data), order(data)),
        expected="another order in the second epoch",
        received="the same order twice",
        look="`shuffle` mixes anew in each epoch unless it is told not to.",
    )


def check_prepares_ahead(answer):
    """The next batch is made while the model computes."""
    kind = type(dataset(answer)).__name__
    require(
        "Prefetch" in kind,
        expected="a dataset whose last step is prefetch",
        received=f"a dataset of type {kind}",
        look="Its argument can be `tf.data.AUTOTUNE`, which finds the number of batches by itself.",
    )
