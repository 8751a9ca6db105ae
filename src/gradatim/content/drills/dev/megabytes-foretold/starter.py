"""Predictions about a model that turns token ids (batch, length) into a probability (batch, 1):

keras.Sequential(
    [
        keras.Input((None,), dtype="int32"),
        keras.layers.Embedding(20_000, 64),
        keras.layers.LSTM(32),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
"""

embedding_parameters = ...  # TODO: a whole number, and so the next two
lstm_parameters = ...
dense_parameters = ...

weights_mb = ...  # TODO: all weights of the model as float32
sgd_file_mb = ...
momentum_file_mb = ...
adam_file_mb = ...
