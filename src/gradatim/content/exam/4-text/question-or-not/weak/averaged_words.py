"""Averages the embeddings: which words occur is known, but not their order, which is what makes a question."""

from pathlib import Path

import keras
import pandas as pd
import tensorflow as tf


def solution_model() -> keras.Model:
    """Build and train the model."""
    table = pd.read_csv(Path("data/train.csv"), keep_default_na=False)
    texts = tf.constant(table["text"].to_numpy(dtype=str)[:, None])
    labels = (table["kind"] == "question").to_numpy(dtype="float32")

    vectorise = keras.layers.TextVectorization(max_tokens=4000, output_sequence_length=30)
    vectorise.adapt(texts)
    model = keras.Sequential(
        [
            keras.Input((1,), dtype="string", name="sentence"),
            vectorise,
            keras.layers.Embedding(4000, 16, mask_zero=True),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(texts, labels, batch_size=32, epochs=5, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
