def loss_for(labels, logits):
    """Return the loss for labels that are "numbers", "one-hot" or "several", and for logits or probabilities."""
    if labels == "numbers":
        return "sparse_categorical_crossentropy"
    if labels == "one-hot":
        return "categorical_crossentropy"
    if labels == "several":
        return "binary_crossentropy"
    raise ValueError(labels)
