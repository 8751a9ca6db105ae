def measure(model, train, validation):
    """Return the accuracy on training and validation rows, and the gap between them."""
    on_train = ...  # TODO
    on_validation = ...  # TODO
    return {"train": on_train, "validation": on_validation, "gap": ...}


def best(models, train, validation):
    """Return the name of the model with the highest validation accuracy; among equals, with the smallest gap."""
    measured = {name: measure(model, train, validation) for name, model in models.items()}
    ...  # TODO
