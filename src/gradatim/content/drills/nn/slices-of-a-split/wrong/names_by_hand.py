import tensorflow_datasets as tfds


def load_birds(data_dir, batch_size):
    (train, validation), info = tfds.load(
        "palmer_birds", data_dir=data_dir, split=["train[:80%]", "train[80%:]"], as_supervised=True, with_info=True
    )
    names = ["Gentoo", "Adelie", "Chinstrap"]
    return train.batch(batch_size), validation.batch(batch_size), names, info.splits["train"].num_examples
