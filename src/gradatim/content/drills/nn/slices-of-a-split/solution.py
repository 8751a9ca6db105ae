import tensorflow_datasets as tfds


def load_birds(data_dir, batch_size):
    """Return batches of the first 80 % and of the rest, the species' names, and the number of examples in all."""
    (train, validation), info = tfds.load(
        "palmer_birds",
        data_dir=data_dir,
        split=["train[:80%]", "train[80%:]"],
        as_supervised=True,
        with_info=True,
    )
    names = info.features["species"].names
    return train.batch(batch_size), validation.batch(batch_size), names, info.splits["train"].num_examples
