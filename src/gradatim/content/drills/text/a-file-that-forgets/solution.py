def save_model(model, folder):
    """Save the complete model in a folder; return the path of the file."""
    path = folder / "model.keras"
    model.save(path)
    return path
