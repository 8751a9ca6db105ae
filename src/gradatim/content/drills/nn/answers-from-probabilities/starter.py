def yes_or_no(model, rows, threshold=0.5):
    """Return 1 for each row whose probability is at least the threshold, else 0."""
    probabilities = model.predict(rows)
    ...  # TODO: one whole number for each row


def class_names(model, rows, names, least=0.0):
    """Return for each row the name of its most probable class, or "unsure" below the least probability."""
    probabilities = model.predict(rows)
    ...  # TODO: one name for each row
