def named(class_indices, probabilities):
    """Return the name of the most probable class of each row."""
    names = list(class_indices)
    return [names[column] for column in probabilities.argmax(axis=1)]
