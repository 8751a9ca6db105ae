import keras


def build_model(length: int, features: int) -> keras.Model:
    """Return an untrained model: windows (batch, length, features) in, one forecast each (batch, 1) out."""
    # TODO: this ends in an error; what does the second LSTM need?
    return keras.Sequential(
        [
            keras.Input((length, features)),
            keras.layers.LSTM(32),
            keras.layers.LSTM(16),
            keras.layers.Dense(1),
        ]
    )
