import keras
import numpy as np
from checking import require, shown

EPOCHS = 8
MEASURED = {}
MODELS = {}
STARTS = {}


def texts(count, seed):
    """Return ids (count, 6) and labels: does word 2 stand before word 3?"""
    rng = np.random.default_rng(seed)
    ids, labels = rng.integers(4, 20, (count, 6)), rng.integers(0, 2, count)
    for row, label in zip(ids, labels, strict=True):
        first = rng.integers(0, 5)
        row[first], row[first + 1] = (2, 3) if label else (3, 2)
    return ids.astype("int32"), labels.astype("int32")


TRAIN, VALIDATION = texts(230, 1), texts(150, 2)


def reader(name, *middle):
    """Return a function that builds a reader, and remembers it and the weights it began with."""

    def build():
        layers = [keras.Input((6,), dtype="int32"), keras.layers.Embedding(20, 8), *(layer() for layer in middle)]
        model = keras.Sequential([*layers, keras.layers.Dense(1, activation="sigmoid")])
        MODELS[name] = model
        STARTS[name] = np.concatenate([np.asarray(weight).reshape(-1) for weight in model.weights])
        return model

    return build


def measured(answer):
    """Return what the answer measures of two readers, measured once; "again" is the average once more."""
    if not MEASURED:
        average = (keras.layers.GlobalAveragePooling1D,)
        convolution = (lambda: keras.layers.Conv1D(8, 2, activation="relu"), keras.layers.GlobalMaxPooling1D)
        readers = {
            "average": reader("average", *average),
            "convolution": reader("convolution", *convolution),
            "again": reader("again", *average),
        }
        results = answer.measure(readers, TRAIN, VALIDATION, EPOCHS)
        require(
            isinstance(results, dict) and set(results) == set(readers),
            expected="measure to return a dictionary with the names of all readers",
            received=results,
            look="One entry a reader: results[name] = …",
        )
        MEASURED.update(results)
    return MEASURED


def check_choice(answer):
    """The smallest of the readers that are within the margin is chosen."""
    results = {
        "average": {"accuracy": 0.80, "weights": 4000},
        "convolution": {"accuracy": 0.89, "weights": 6000},
        "lstm": {"accuracy": 0.90, "weights": 12000},
        "wide": {"accuracy": 0.89, "weights": 90000},
        "tiny": {"accuracy": 0.50, "weights": 10},
    }
    cases = ((0.0, "lstm"), (0.02, "convolution"), (0.15, "average"), (0.05, "convolution"), (0.5, "tiny"))
    for margin, wanted in cases:
        received = answer.choose({name: dict(result) for name, result in results.items()}, margin)
        require(
            received == wanted,
            expected=f"{wanted!r}: the smallest reader within {margin} of the best accuracy, 0.9",
            received=received,
            look="First keep those that are accurate enough, then look at the weights of these alone.",
        )
    exact = {"a": {"accuracy": 0.75, "weights": 5}, "b": {"accuracy": 1.0, "weights": 9}}
    received = answer.choose(exact, 0.25)
    require(
        received == "a",
        expected="'a', which is exactly the margin below the best",
        received=received,
        look="At least the best minus the margin: is the border included?",
    )


def check_equal_start(answer):
    """The same reader starts from the same weights, whatever was measured before it."""
    measured(answer)
    require(
        STARTS["average"].shape == STARTS["again"].shape and np.allclose(STARTS["average"], STARTS["again"]),
        expected="two readers that are built alike to start from the same weights",
        received="different weights",
        look="When is the seed set: once, or before each model is built?",
    )


def check_equal_budget(answer):
    """All readers get the optimizer, the batches and the epochs that were asked for."""
    measured(answer)
    for name, model in MODELS.items():
        require(
            isinstance(getattr(model, "optimizer", None), keras.optimizers.Adam)
            and abs(float(model.optimizer.learning_rate) - 0.01) < 1e-6,
            expected=f"{name} to be trained by Adam at 0.01",
            received=getattr(model, "optimizer", None),
            look="The optimizer is part of the budget; the README names it.",
        )
        wanted = EPOCHS * -(-len(TRAIN[0]) // 32)
        require(
            int(model.optimizer.iterations) == wanted,
            expected=f"{wanted} steps of training for {name}: {EPOCHS} epochs of 230 texts in batches of 32",
            received=f"{int(model.optimizer.iterations)} steps",
            look="Epochs and batch size are given; is the model trained once, with all of `train`?",
        )


def check_accuracy(answer):
    """The accuracy is that on the validation texts, the weights are counted."""
    for name, result in measured(answer).items():
        require(
            isinstance(result, dict) and {"accuracy", "weights"} <= set(result),
            expected="an entry with the keys accuracy and weights",
            received=result,
            look='Each entry is {"accuracy": …, "weights": …}.',
        )
        called = np.asarray(MODELS[name].predict(VALIDATION[0], verbose=0))[:, 0] > 0.5
        truth = float(np.mean(called == VALIDATION[1]))
        require(
            abs(float(result["accuracy"]) - truth) < 1e-4,
            expected=f"{truth:.4f}, the accuracy of the trained {name} on the validation texts",
            received=shown(result["accuracy"]),
            look="Which texts do you measure on, and when?",
        )
        require(
            int(result["weights"]) == MODELS[name].count_params(),
            expected=f"{MODELS[name].count_params()} weights for {name}",
            received=result["weights"],
            look="A model counts its own weights.",
        )


def check_order_is_learned(answer):
    """Where order decides, the convolution wins and is chosen."""
    results = measured(answer)
    require(
        results["convolution"]["accuracy"] > results["average"]["accuracy"] + 0.2,
        expected="the convolution to learn the order, which the average cannot see",
        received={name: round(float(result["accuracy"]), 3) for name, result in results.items()},
        look="Is the loss the binary cross-entropy of the model's probability?",
    )
    received = answer.choose(results, 0.05)
    require(
        received == "convolution",
        expected="'convolution' to be chosen with a margin of 0.05",
        received=received,
        look="Compare accuracies first, weights second.",
    )
