import keras


def build_encoder(vectorize, width):
    """Return a model: token ids (batch, length) in, the average of their vectors (batch, width) out."""
    words = vectorize.get_vocabulary(include_special_tokens=False)
    return keras.Sequential(
        [
            keras.Input((None,), dtype="int32"),
            keras.layers.Embedding(len(words), width, mask_zero=True),  # TODO: some ids have no row
            keras.layers.GlobalAveragePooling1D(),
        ]
    )
