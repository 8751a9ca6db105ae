import keras


def loss_for(labels, logits):
    """Return the loss for labels that are "numbers", "one-hot" or "several", and for logits or probabilities."""
    ...  # TODO
