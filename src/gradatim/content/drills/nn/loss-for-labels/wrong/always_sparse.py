import keras

LOSSES = {
    "numbers": keras.losses.SparseCategoricalCrossentropy,
    "one-hot": keras.losses.SparseCategoricalCrossentropy,
    "several": keras.losses.SparseCategoricalCrossentropy,
}


def loss_for(labels, logits):
    """Return the loss for labels that are "numbers", "one-hot" or "several", and for logits or probabilities."""
    if labels not in LOSSES:
        raise ValueError(f"Expected one of {', '.join(LOSSES)}. Received: {labels!r}")
    return LOSSES[labels](from_logits=logits)
