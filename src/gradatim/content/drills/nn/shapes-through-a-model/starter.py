# Input((4,)), Dense(16, activation="relu"), Dense(1, activation="sigmoid")
TABLE = ...  # TODO: a tuple that begins with None

# Input((28, 28, 1)), Conv2D(8, 3, padding="same"), MaxPooling2D(2), Dense(10)
PICTURES = ...

# Input((168, 11)), LSTM(32, return_sequences=True), Dense(2)
EVERY_STEP = ...

# Input((168, 11)), LSTM(32, return_sequences=True), LSTM(16), Dense(24)
FORECAST = ...
