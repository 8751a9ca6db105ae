import tensorflow_datasets as tfds


def load_birds(data_dir, batch_size):
    """Return batches of the first 80 % and of the rest, the species' names, and the number of examples in all."""
    (train, validation), info = ...  # TODO: tfds.load, with both slices, as pairs, with the description
    return train.batch(batch_size), validation.batch(batch_size), ..., ...  # TODO: both from info
