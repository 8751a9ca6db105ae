import numpy as np


def measure(model, train, validation):
    """Return the accuracy on training and validation rows, and the gap between them."""
    def accuracy(x, y):
        return float(np.mean((model(x, training=True).numpy()[:, 0] > 0.5) == y))

    on_train, on_validation = accuracy(*train), accuracy(*validation)
    return {"train": on_train, "validation": on_validation, "gap": on_train - on_validation}


def best(models, train, validation):
    """Return the name of the model with the highest validation accuracy; among equals, with the smallest gap."""
    measured = {name: measure(model, train, validation) for name, model in models.items()}
    return max(measured, key=lambda name: (measured[name]["validation"], -measured[name]["gap"]))
