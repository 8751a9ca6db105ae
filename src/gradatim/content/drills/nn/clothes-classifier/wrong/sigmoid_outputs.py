import keras


def train(pictures, labels):
    """Return a model that gives each picture the probabilities of ten classes, trained on these pictures."""
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(pictures, labels, epochs=1, batch_size=64, verbose=0)
    return model
