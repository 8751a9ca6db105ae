def named(class_indices, probabilities):
    """Return the name of the most probable class of each row."""
    names = {number: name for name, number in class_indices.items()}
    return [names[column] for column in probabilities.argmax(axis=1)]
