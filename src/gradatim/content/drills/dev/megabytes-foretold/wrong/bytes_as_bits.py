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

embedding_parameters = 1_280_000
lstm_parameters = 12_416
dense_parameters = 33

weights_mb = 1.29
sgd_file_mb = 5.17
momentum_file_mb = 10.34
adam_file_mb = 15.51
