import keras


def train(features, labels):
    """Return a model that gives each bird the probability of being a male, trained on these birds."""
    normalise = keras.layers.Normalization()
    normalise.adapt(features)
    model = keras.Sequential(
        [
            keras.Input((7,)),
            normalise,
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy")
    model.fit(features, labels, epochs=30, batch_size=16, verbose=0)
    return model
