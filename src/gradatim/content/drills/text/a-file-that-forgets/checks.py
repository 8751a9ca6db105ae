from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from checking import require

TEXTS = ["the harbour was calm", "A storm came up!", "calm, calm sea"]


def model_of(words):
    """Return a model that takes strings and knows these words."""
    keras.utils.set_random_seed(12)
    vectorize = keras.layers.TextVectorization(output_sequence_length=5)
    vectorize.adapt(words)
    return keras.Sequential(
        [
            keras.Input((), dtype="string"),
            vectorize,
            keras.layers.Embedding(vectorize.vocabulary_size(), 4),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


def saved(answer, name, words=("harbour", "calm", "storm", "sea")):
    """Return a model, and the path to which the answer saved it in a folder of this name."""
    folder = Path(name)
    folder.mkdir()
    model = model_of(list(words))
    path = answer.save_model(model, folder)
    require(
        path is not None and Path(path).is_file() and Path(path).parent == folder,
        expected=f"the path of a file in the folder {name}",
        received=path if path is None else str(path),
        look="Save the model in the folder that was given, and return the path.",
    )
    return model, path


def check_loads_without_code(answer):
    """The file brings the complete model back."""
    _, path = saved(answer, "first")
    try:
        loaded = keras.models.load_model(path)
    except Exception as error:
        loaded = f"{type(error).__name__}: {str(error)[:150]}"
    require(
        isinstance(loaded, keras.Model),
        expected="load_model to bring the complete model back",
        received=loaded,
        look="Weights alone are no model: save layers, weights and vocabulary together.",
    )


def check_loaded_model_answers(answer):
    """The loaded model takes strings and gives the same answers."""
    for name, words in (("second", ("harbour", "calm", "storm", "sea")), ("third", ("sea", "up"))):
        model, path = saved(answer, name, words)
        loaded = keras.models.load_model(path)
        texts = tf.constant(TEXTS)
        try:
            received = np.asarray(loaded(texts))
        except tf.errors.FailedPreconditionError as error:
            received = "Table not initialized" if "Table not initialized" in str(error) else str(error)[:150]
        require(
            isinstance(received, np.ndarray) and np.allclose(received, np.asarray(model(texts)), atol=1e-6),
            expected="the loaded model to answer strings as the saved one did",
            received=received,
            look="Which format of a file keeps the words? Its ending decides.",
        )
