import keras


def measure(readers, train, validation, epochs):
    """Return the validation accuracy and the number of weights of each reader, trained on equal terms."""
    results = {}
    for name, build in readers.items():
        ...  # TODO: build, train and measure; results[name] = {"accuracy": …, "weights": …}
    return results


def choose(results, margin):
    """Return the name of the smallest reader that is within `margin` of the best."""
    ...  # TODO
