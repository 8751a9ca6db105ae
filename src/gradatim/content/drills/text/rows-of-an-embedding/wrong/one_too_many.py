import keras


def build_encoder(vectorize, width):
    """Return a model: token ids (batch, length) in, the average of their vectors (batch, width) out."""
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(vectorize.vocabulary_size() + 1, width, mask_zero=True),
            keras.layers.GlobalAveragePooling1D(),
        ]
    )
