def save_for_use(model, path):
    """Save the model for predictions only, without what its optimizer remembers."""
    weights = path.with_name("small.weights.h5")
    model.save_weights(weights)
    weights.rename(path)
