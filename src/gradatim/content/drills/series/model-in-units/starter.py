import keras


def build_model(length: int, horizon: int, mean: float, deviation: float) -> keras.Model:
    """Return an untrained model: (batch, length, 1) people per hour in, (batch, horizon) people per hour out."""
    return keras.Sequential(
        [
            keras.Input((length, 1)),
            # TODO: people to numbers near zero
            keras.layers.LSTM(16),
            keras.layers.Dense(horizon),
            # TODO: and back to people
        ]
    )
