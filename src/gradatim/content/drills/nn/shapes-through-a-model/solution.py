# Input((4,)), Dense(16, activation="relu"), Dense(1, activation="sigmoid")
TABLE = (None, 1)

# Input((28, 28, 1)), Conv2D(8, 3, padding="same"), MaxPooling2D(2), Dense(10)
PICTURES = (None, 14, 14, 10)

# Input((168, 11)), LSTM(32, return_sequences=True), Dense(2)
EVERY_STEP = (None, 168, 2)

# Input((168, 11)), LSTM(32, return_sequences=True), LSTM(16), Dense(24)
FORECAST = (None, 24)
