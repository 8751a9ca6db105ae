"""The loading code of public datasets gives batches that `fit` takes, on the mock data of TensorFlow Datasets."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import numpy as np
import pytest

from gradatim.errors import UserError

NAMES = ("cats_vs_dogs", "horses_or_humans", "rock_paper_scissors", "imdb_reviews")


@pytest.fixture(autouse=True)
def mock_data() -> Iterator[None]:
    """Put made-up examples of the right shapes and types in the place of the downloads."""
    import tensorflow_datasets as tfds

    with warnings.catch_warnings(), tfds.testing.mock_data(num_examples=70):
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def test_every_listed_dataset_is_tested() -> None:
    from gradatim.data.online import ONLINE

    assert tuple(ONLINE) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_public_dataset_comes_as_pairs_in_batches(name: str) -> None:
    from gradatim.data.online import load_online

    data = load_online(name, batch_size=32, image_size=(40, 60))
    assert len(data.classes) in (2, 3)
    for part in (data.train, data.validation):
        inputs, labels = next(iter(part))
        assert labels.shape == (32,)
        assert set(labels.numpy().tolist()) <= set(range(len(data.classes)))
        if name == "imdb_reviews":
            assert inputs.dtype == "string"
            continue
        assert inputs.shape == (32, 40, 60, 3)
        assert inputs.dtype == "float32"
        assert 0.5 < inputs.numpy().max() <= 1.0


def test_training_is_shuffled_and_validation_is_not() -> None:
    from gradatim.data.online import load_online

    data = load_online("horses_or_humans", batch_size=70, image_size=(8, 8))
    epochs = [next(iter(data.train))[0].numpy() for _ in range(2)]
    assert not np.array_equal(*epochs)
    assert np.array_equal(*(next(iter(data.validation))[0].numpy() for _ in range(2)))


def test_a_model_learns_from_it() -> None:
    import keras

    from gradatim.data.online import load_online

    data = load_online("rock_paper_scissors", batch_size=35, image_size=(16, 16))
    model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(len(data.classes), activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    history = model.fit(data.train, validation_data=data.validation, epochs=1, shuffle=False, verbose=0)
    assert np.isfinite(history.history["val_loss"][0])


def test_another_name_is_refused() -> None:
    from gradatim.data.online import load_online

    with pytest.raises(UserError, match="cats_vs_dogs") as caught:
        load_online("dogs")
    assert caught.value.received == "dogs"
