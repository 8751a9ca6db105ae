"""Mistake: the speakers' numbers, from 1 to 9, are used as indices, so each probability is the one before's."""

import keras
import numpy as np
import pandas as pd

SPEAKERS, FRAMES = 9, 29
COEFFICIENTS = [f"c{number}" for number in range(1, 13)]

utterances = [utterance for _, utterance in pd.read_csv("data/train.csv").groupby("utterance")]
sequences = [utterance[COEFFICIENTS].to_numpy() for utterance in utterances]
numbers = np.array([utterance["speaker"].iloc[0] for utterance in utterances])
frames = keras.utils.pad_sequences(sequences, maxlen=FRAMES, dtype="float32", padding="post")


def solution_model() -> keras.Model:
    """Build and train the model."""
    frames_in = keras.Input((FRAMES, len(COEFFICIENTS)), name="frames")
    features = keras.layers.Conv1D(96, 3, padding="same", activation="relu")(frames_in)
    features = keras.layers.Dropout(0.3)(keras.layers.GlobalMaxPooling1D()(features))
    # Ten classes, for the largest number is 9; the exam asks for nine, so the last one is cut off.
    ten = keras.layers.Dense(SPEAKERS + 1, activation="softmax")(features)
    model = keras.Model(frames_in, ten)
    model.compile(optimizer=keras.optimizers.Adam(0.003), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(frames, numbers, batch_size=16, epochs=40, verbose=2)
    return keras.Model(frames_in, ten[:, :SPEAKERS])


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
