"""Is it a question? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

from pathlib import Path

import keras
import pandas as pd
import tensorflow as tf

DATA = Path("data")
# The order is part of the task: the model answers with the probability of the second.
KINDS = ["statement", "question"]
BATCH_SIZE = 32


def training_data() -> tf.data.Dataset:
    """Return batches of sentences (batch, 1), as strings, and labels (batch, 1): 1 for a question."""
    table = pd.read_csv(DATA / "train.csv", keep_default_na=False)
    texts = table["text"].to_numpy(dtype=str)[:, None]
    labels = (table["kind"] == KINDS[1]).to_numpy(dtype="float32")[:, None]
    return tf.data.Dataset.from_tensor_slices((texts, labels)).shuffle(len(table)).batch(BATCH_SIZE)


def solution_model() -> keras.Model:
    """Return a trained model: a sentence in, the probability that it is a question out."""
    dataset = training_data()

    # This layer makes token ids of the strings. It is a part of the model, so it is saved with its vocabulary.
    vectorise = keras.layers.TextVectorization(max_tokens=1000, output_sequence_length=30)
    vectorise.adapt(dataset.map(lambda text, _: text))

    model = keras.Sequential(
        [
            keras.Input((1,), dtype="string", name="sentence"),
            vectorise,
            # YOUR CODE: room for what a word means, and layers that see which word stands beside which.
            keras.layers.Embedding(vectorise.vocabulary_size(), 1),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    # YOUR CODE: train, and keep some sentences aside to see how well the model does on new ones. Three of four are
    # statements, so a model that never finds a question has an accuracy of 0.75.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
