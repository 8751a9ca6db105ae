from pathlib import Path

import keras
import numpy as np
from checking import line_of, require, require_close

RNG = np.random.default_rng(11)
X = RNG.normal(50, 20, (20, 3)).astype("float32")
MEAN, DEVIATION = X.mean(axis=0), X.std(axis=0)


def saved(answer, layer, path):
    """Save a model with this layer; return the model."""
    keras.utils.set_random_seed(2)
    model = keras.Sequential([keras.Input((3,)), layer, keras.layers.Dense(2)])
    model.save(path)
    return model


def loaded(path):
    """Load a model as anyone would; say what went wrong, without the pages of configuration in between."""
    try:
        return keras.models.load_model(path)
    except Exception as error:
        text = str(error)
        for sentence in (
            "Could not locate class",
            "Error encountered during deserialization:",
            "Exception encountered:",
        ):
            if sentence in text:
                text = text[text.rindex(sentence) :]
                break
        require(
            False,
            expected="keras.models.load_model(path) to bring the model back",
            received=f"{type(error).__name__}: {text[:160]}",
            look="Can Keras find the class by its name, and does the file hold every argument of its __init__?",
            line=line_of("Standardize"),
        )


def check_scales(answer):
    """The layer scales as before."""
    layer = answer.Standardize(MEAN, DEVIATION)
    look = "The arithmetic was right as it was."
    require_close(layer(X), (X - MEAN) / DEVIATION, what="the scaled features", look=look, tolerance=1e-4)
    layer = answer.Standardize([1.0, 2.0, 3.0], [2.0, 2.0, 4.0])
    wanted = (X - np.array([1, 2, 3])) / np.array([2, 2, 4])
    require_close(layer(X), wanted, what="the features scaled with lists", look=look, tolerance=1e-4)


def check_loads_by_itself(answer):
    """A saved model with this layer is loaded without further help."""
    saved(answer, answer.Standardize(MEAN, DEVIATION), Path("first.keras"))
    model = loaded(Path("first.keras"))
    require(
        isinstance(model, keras.Model) and isinstance(model.layers[0], answer.Standardize),
        expected="a model whose first layer is a Standardize",
        received=model,
        look="Register the class under which the layer was saved.",
        line=line_of("Standardize"),
    )


def check_same_values(answer):
    """The loaded model gives the values of the saved one."""
    for number, scale in enumerate((1.0, 0.37)):
        path = Path(f"model_{number}.keras")
        model = saved(answer, answer.Standardize(MEAN * scale, DEVIATION * scale), path)
        require_close(
            loaded(path)(X),
            np.asarray(model(X)),
            what="the loaded model's output",
            look="Do mean and deviation come back as they were, each in its place?",
            tolerance=1e-4,
        )


def check_keeps_the_name(answer):
    """What every layer keeps is kept: name, type and whether it is trained."""
    layer = answer.Standardize(MEAN, DEVIATION, name="to_units", trainable=False)
    saved(answer, layer, Path("named.keras"))
    back = loaded(Path("named.keras")).layers[0]
    require(
        (back.name, back.trainable) == ("to_units", False),
        expected="the name 'to_units' and trainable=False to come back",
        received=f"the name {back.name!r} and trainable={back.trainable}",
        look="Which settings does the base class write into the configuration, and do you hand them on?",
        line=line_of("get_config"),
    )
