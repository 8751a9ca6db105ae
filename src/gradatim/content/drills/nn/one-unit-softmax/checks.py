import keras
import numpy as np
from checking import line_of, require

GENERATOR = np.random.default_rng(11)
X = (5 * GENERATOR.normal(size=(64, 4))).astype("float32")
Y = GENERATOR.integers(0, 2, size=64).astype("float32")


def new_model(answer):
    """Return the answer's model, if it is one."""
    keras.utils.set_random_seed(2)
    model = answer.new_model(4)
    require(
        isinstance(model, keras.Model) and model.built and model.input_shape == (None, 4),
        expected="a model for rows of 4 numbers",
        received=getattr(model, "input_shape", model) if getattr(model, "built", False) else "a model without input",
        look="Return the model; `keras.Input` takes the number of features.",
        line=line_of("new_model"),
    )
    return model


def check_one_number_for_each_row(answer):
    """The model gives each row one number."""
    model = new_model(answer)
    require(
        model.output_shape == (None, 1),
        expected="the output shape (None, 1)",
        received=model.output_shape,
        look="One question, one answer: the probability of label 1.",
    )
    hidden = model.layers[0]
    require(
        len(model.layers) == 2 and hidden.units == 8 and hidden.activation.__name__ == "relu",
        expected="the hidden layer of the starter: 8 units with ReLU",
        received=", ".join(f"{layer.__class__.__name__} {getattr(layer, 'units', '')}" for layer in model.layers),
        look="The hidden layer was right as it was.",
    )


def check_probabilities(answer):
    """The numbers are probabilities that differ from row to row."""
    model = new_model(answer)
    predicted = model(X).numpy()[:, 0]
    require(
        predicted.max() - predicted.min() > 0.01,
        expected="other numbers for other rows",
        received=f"{predicted[0]:.3f} for every row",
        look="What does the last activation give when there is only one unit?",
    )
    require(
        model.layers[-1].activation.__name__ == "sigmoid",
        expected="numbers between 0 and 1 that grow with the sum of the last unit: probabilities",
        received=f"numbers from {predicted.min():.3f} to {predicted.max():.3f}, not by a sigmoid",
        look="Which activation squeezes any number, large or small, into 0 to 1?",
    )


def check_loss(answer):
    """The loss is the binary cross-entropy of the probabilities, and accuracy is reported."""
    model = new_model(answer)
    require(
        model.compiled,
        expected="a compiled model",
        received="a model without optimizer and loss",
        look="Call `compile` before you return it.",
    )
    p = model(X).numpy()[:, 0]
    results = model.evaluate(X, Y, verbose=0, return_dict=True)
    wanted = -np.mean(Y * np.log(p) + (1 - Y) * np.log(1 - p))
    require(
        np.isclose(results["loss"], wanted, rtol=1e-3),
        expected=f"the binary cross-entropy as loss, {wanted:.4f} for these rows",
        received=f"{results['loss']:.4f}",
        look="Which loss goes with a probability and the labels 0 and 1?",
    )
    require(
        np.isclose(results.get("accuracy", -1.0), np.mean((p > 0.5) == Y)),
        expected=f"the metric accuracy, {np.mean((p > 0.5) == Y):.3f} for these rows",
        received=", ".join(f"{name} {value:.3f}" for name, value in results.items()),
        look="Keep `metrics` as it was.",
    )
    require(
        isinstance(model.optimizer, keras.optimizers.Adam),
        expected="the optimizer Adam, as before",
        received=type(model.optimizer).__name__,
        look="Keep the optimizer as it was.",
    )
