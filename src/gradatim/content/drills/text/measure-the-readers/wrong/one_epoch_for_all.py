import keras


def measure(readers, train, validation, epochs):
    """Return the validation accuracy and the number of weights of each reader, trained on equal terms."""
    results = {}
    for name, build in readers.items():
        keras.utils.set_random_seed(1)
        model = build()
        model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
        model.fit(*train, epochs=1, batch_size=32, verbose=0)
        told = model.evaluate(*validation, return_dict=True, verbose=0)
        results[name] = {"accuracy": told["accuracy"], "weights": model.count_params()}
    return results


def choose(results, margin):
    """Return the name of the smallest reader that is within `margin` of the best."""
    best = max(result["accuracy"] for result in results.values())
    good = [name for name, result in results.items() if result["accuracy"] >= best - margin]
    return min(good, key=lambda name: results[name]["weights"])
