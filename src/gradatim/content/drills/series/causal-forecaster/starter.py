import keras


def build_model(length: int) -> keras.Model:
    """Return an untrained model that forecasts the next value at each step: (batch, length, 1) in and out."""
    model = keras.Sequential([keras.Input((length, 1))])
    for dilation in (1, 2, 4):
        # TODO: which steps does this filter see?
        model.add(keras.layers.Conv1D(16, 3, dilation_rate=dilation, padding="same", activation="relu"))
    model.add(keras.layers.Dense(1))
    return model
