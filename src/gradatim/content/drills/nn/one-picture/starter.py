def name_of(model, picture, names):
    """Return the name of the most probable class of one picture, uint8 of shape (28, 28)."""
    probabilities = model.predict(picture / 255)  # TODO: this is where it fails
    return names[probabilities.argmax()]
