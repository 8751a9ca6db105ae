import keras


def build_model(length: int, features: int) -> keras.Model:
    """Return an untrained model: windows (batch, length, features) in, one forecast each (batch, 1) out."""
    return keras.Sequential(
        [
            keras.Input((length, features)),
            keras.layers.LSTM(32),
            keras.layers.Dense(1),
        ]
    )
