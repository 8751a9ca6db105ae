# Shapes without the batch axis, such as (100, 32) or (32,).

embedded = ...  # TODO: words
convolved = ...  # TODO: Conv1D(64, 5)(words)
padded = ...  # TODO: Conv1D(64, 5, padding="same")(words)
pooled = ...  # TODO: MaxPooling1D(4)(Conv1D(64, 5)(words))
strongest = ...  # TODO: GlobalMaxPooling1D()(Conv1D(64, 5)(words))
last = ...  # TODO: GRU(48)(words)
every = ...  # TODO: GRU(48, return_sequences=True)(words)
both = ...  # TODO: Bidirectional(LSTM(48))(words)
both_every = ...  # TODO: Bidirectional(LSTM(48, return_sequences=True))(words)
flat = ...  # TODO: Flatten()(words)
after = ...  # TODO: GRU(16)(MaxPooling1D(4)(Conv1D(64, 5)(words)))
