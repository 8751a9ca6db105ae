def save_model(model, folder):
    """Save the complete model in a folder; return the path of the file."""
    path = folder / "model.h5"  # TODO: this file forgets the words
    model.save(path)
    return path
