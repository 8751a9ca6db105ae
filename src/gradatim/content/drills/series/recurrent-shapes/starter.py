# window has the shape (8, 30, 3): 8 windows of 30 steps with 3 features
LSTM_LAST = ...  # TODO: layers.LSTM(16)
LSTM_ALL = ...  # TODO: layers.LSTM(16, return_sequences=True)
BOTH_WAYS = ...  # TODO: layers.Bidirectional(layers.GRU(16))
DENSE_AFTER = ...  # TODO: layers.Dense(1) after LSTM_ALL
CONV = ...  # TODO: layers.Conv1D(32, 5)
CONV_CAUSAL = ...  # TODO: layers.Conv1D(32, 5, padding="causal")
CONV_STRIDE = ...  # TODO: layers.Conv1D(32, 5, strides=2, padding="causal")
POOLED = ...  # TODO: layers.MaxPooling1D(2) after CONV
