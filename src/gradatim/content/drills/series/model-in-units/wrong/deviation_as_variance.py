import keras


def build_model(length: int, horizon: int, mean: float, deviation: float) -> keras.Model:
    """Return an untrained model: (batch, length, 1) people per hour in, (batch, horizon) people per hour out."""
    return keras.Sequential(
        [
            keras.Input((length, 1)),
            keras.layers.Normalization(mean=mean, variance=deviation),
            keras.layers.LSTM(16),
            keras.layers.Dense(horizon),
            keras.layers.Rescaling(scale=deviation, offset=mean),
        ]
    )
