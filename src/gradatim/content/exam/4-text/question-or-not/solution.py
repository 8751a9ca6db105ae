"""Reference answer: a convolution over four words at a time, and the strongest match of each pattern."""

from pathlib import Path

import keras
import pandas as pd
import tensorflow as tf

DATA = Path("data")
KINDS = ["statement", "question"]
LONGEST = 30
VOCABULARY_SIZE = 4000
BATCH_SIZE = 32
EPOCHS = 6


def training_data() -> tf.data.Dataset:
    """Return batches of sentences (batch, 1), as strings, and labels (batch, 1): 1 for a question."""
    table = pd.read_csv(DATA / "train.csv", keep_default_na=False)
    texts = table["text"].to_numpy(dtype=str)[:, None]
    labels = (table["kind"] == KINDS[1]).to_numpy(dtype="float32")[:, None]
    return tf.data.Dataset.from_tensor_slices((texts, labels)).shuffle(len(table)).batch(BATCH_SIZE)


def build_model(vectorise: keras.layers.TextVectorization) -> keras.Model:
    """Questions turn words around ("have you" for "you have"), so what counts is which word stands beside which."""
    return keras.Sequential(
        [
            keras.Input((1,), dtype="string", name="sentence"),
            vectorise,
            keras.layers.Embedding(vectorise.vocabulary_size(), 64),
            # A few thousand sentences cannot teach what rare words mean; this keeps the model from leaning on them.
            keras.layers.SpatialDropout1D(0.3),
            # With "same" a pattern can also reach over the start of a sentence, where questions give themselves away.
            keras.layers.Conv1D(64, 4, padding="same", activation="relu"),
            keras.layers.GlobalMaxPooling1D(),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


def solution_model() -> keras.Model:
    """Build and train the model."""
    dataset = training_data()
    vectorise = keras.layers.TextVectorization(max_tokens=VOCABULARY_SIZE, output_sequence_length=LONGEST)
    vectorise.adapt(dataset.map(lambda text, _: text))
    model = build_model(vectorise)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(dataset, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
