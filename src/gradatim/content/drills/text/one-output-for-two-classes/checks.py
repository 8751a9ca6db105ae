import keras
import numpy as np
from checking import require

IDS = np.random.default_rng(3).integers(1, 40, (24, 7)).astype("int32")
LABELS = (np.arange(24) % 3 == 0).astype("int32")


def model_of(answer):
    """Return the answer's model for 40 ids and texts of 7, after looking that it is one."""
    keras.utils.set_random_seed(5)
    model = answer.build_model(vocabulary_size=40, length=7)
    require(
        isinstance(model, keras.Model) and model.compiled,
        expected="build_model to return a compiled Keras model",
        received=model,
        look="Compile the model, and return it in the last line.",
    )
    return model


def check_one_output(answer):
    """The model gives one number a text."""
    model = model_of(answer)
    require(
        model.output_shape == (None, 1),
        expected="the output shape (None, 1): one probability a text",
        received=f"the output shape {model.output_shape}",
        look="Two categories need one probability, that of the category called 1: how many units has the last layer?",
    )
    require(
        model.input_shape == (None, 7),
        expected="the input shape (None, 7) for texts of 7 ids",
        received=f"the input shape {model.input_shape}",
        look="The length of a text is the argument `length`.",
    )


def check_gives_probabilities(answer):
    """The numbers are probabilities that depend on the text."""
    model = model_of(answer)
    for weight in model.trainable_weights:
        weight.assign(weight * 30.0)
    output = model.predict(IDS, verbose=0)
    require(
        ((output >= 0) & (output <= 1)).all(),
        expected="all outputs between 0 and 1, also with large weights",
        received=output,
        look="Which activation turns one number into a probability?",
    )
    require(
        not np.allclose(output, 1.0),
        expected="outputs that differ from text to text",
        received="always 1",
        look="Softmax shares 1 among the outputs of a layer; what is left to share if there is only one?",
    )
    require(
        output.std() > 0.01,
        expected="outputs that differ from text to text",
        received=output,
        look="Does the last layer see the embedding?",
    )


def check_loss(answer):
    """The loss is the binary cross-entropy of these probabilities, and the accuracy is reported."""
    model = model_of(answer)
    probability = model.predict(IDS, verbose=0)[:, 0].astype(float)
    wanted = -np.mean(np.where(LABELS == 1, np.log(probability), np.log(1 - probability)))
    told = model.evaluate(IDS, LABELS, verbose=0, return_dict=True)
    require(
        abs(told["loss"] - wanted) < 1e-3,
        expected=f"the loss on the check's texts to be the binary cross-entropy, {wanted:.4f}",
        received=told["loss"],
        look="Which loss is meant for one probability and labels of 0 and 1? These are no logits.",
    )
    right = np.mean((probability > 0.5) == LABELS)
    require(
        any(abs(value - right) < 1e-6 for name, value in told.items() if "accuracy" in name),
        expected=f"evaluate to report the accuracy, {right:.3f}",
        received=told,
        look='`compile` takes metrics=["accuracy"].',
    )


def check_trains(answer):
    """Training lowers the loss."""
    model = model_of(answer)
    before = model.evaluate(IDS, LABELS, verbose=0)[0]
    model.fit(IDS, LABELS, epochs=3, verbose=0)
    after = model.evaluate(IDS, LABELS, verbose=0)[0]
    require(
        after < before,
        expected=f"a loss below {before:.4f} after three epochs",
        received=after,
        look="Can the layers before the last be trained, and does the loss belong to the last?",
    )
