def save_for_use(model, path):
    """Save the model for predictions only, without what its optimizer remembers."""
    model.optimizer = None
    model.save(path)
