import keras

LOSSES = {
    "numbers": keras.losses.SparseCategoricalCrossentropy,
    "one-hot": keras.losses.CategoricalCrossentropy,
    "several": keras.losses.BinaryCrossentropy,
}


def loss_for(labels, logits):
    """Return the loss for labels that are "numbers", "one-hot" or "several", and for logits or probabilities."""
    if labels not in LOSSES:
        raise ValueError(f"Expected one of {', '.join(LOSSES)}. Received: {labels!r}")
    return LOSSES[labels]()
