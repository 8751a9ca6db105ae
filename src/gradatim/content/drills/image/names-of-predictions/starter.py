def named(class_indices, probabilities):
    """Return the name of the most probable class of each row."""
    ...  # TODO: the column of each row's largest probability, then the name that belongs to it
