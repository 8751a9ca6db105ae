"""Reference answer: a convolution over neighbouring frames, and the strongest response of each filter anywhere."""

import keras
import numpy as np
import pandas as pd

SPEAKERS = 9
FRAMES = 29
COEFFICIENTS = [f"c{number}" for number in range(1, 13)]
EPOCHS = 60
BATCH = 16


def training_data() -> tuple[np.ndarray, np.ndarray]:
    """Return frames (utterances, 29, 12), filled up with zeros at the end, and speakers (utterances,) from 0 to 8."""
    utterances = [utterance for _, utterance in pd.read_csv("data/train.csv").groupby("utterance")]
    frames = keras.utils.pad_sequences(
        [utterance[COEFFICIENTS].to_numpy() for utterance in utterances],
        maxlen=FRAMES,
        dtype="float32",
        padding="post",
    )
    speakers = np.array([utterance["speaker"].iloc[0] - 1 for utterance in utterances])
    return frames, speakers


def build_model(coefficients: np.ndarray) -> keras.Model:
    """Which sounds occur tells the speaker, not when or how often: a maximum over time needs no length.

    Args:
        coefficients: Real frames (frames, 12), without padding, for the scale of each coefficient.
    """
    return keras.Sequential(
        [
            keras.Input((FRAMES, len(COEFFICIENTS)), name="frames"),
            # No mean is taken away, so that the zeros after the end stay zeros.
            keras.layers.Normalization(mean=np.zeros(len(COEFFICIENTS)), variance=coefficients.var(axis=0)),
            # The same vowel never sounds quite the same twice, and there are few utterances to show that.
            keras.layers.GaussianNoise(0.2),
            keras.layers.Conv1D(96, 3, padding="same", activation="relu"),
            keras.layers.GlobalMaxPooling1D(),
            keras.layers.Dropout(0.4),
            keras.layers.Dense(SPEAKERS, activation="softmax"),
        ]
    )


def solution_model() -> keras.Model:
    """Build and train the model."""
    frames, speakers = training_data()
    model = build_model(frames[frames.any(axis=2)])
    # A rate that falls to zero lets the weights settle, so no epoch need be picked.
    rate = keras.optimizers.schedules.CosineDecay(5e-3, EPOCHS * -(-len(frames) // BATCH))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(frames, speakers, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
