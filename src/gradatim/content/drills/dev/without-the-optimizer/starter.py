def save_for_use(model, path):
    """Save the model for predictions only, without what its optimizer remembers."""
    model.save(path, include_optimizer=False)  # TODO: the file is as large as with the optimizer
