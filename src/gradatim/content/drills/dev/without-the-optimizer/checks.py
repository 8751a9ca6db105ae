import zipfile
from pathlib import Path

import keras
import numpy as np
from checking import line_of, require

RNG = np.random.default_rng(8)
X = RNG.normal(size=(64, 40)).astype("float32")
Y = RNG.integers(0, 5, 64)


def trained(units):
    """Return a model that has been trained with Adam, with settings of its own."""
    keras.utils.set_random_seed(units)
    layers = [keras.Input((40,)), keras.layers.Dense(units, activation="relu"), keras.layers.BatchNormalization()]
    model = keras.Sequential([*layers, keras.layers.Dense(5, activation="softmax")])
    model.compile(keras.optimizers.Adam(0.01), "sparse_categorical_crossentropy")
    model.fit(X, Y, verbose=0)
    return model


def saved(answer, model, name):
    """Let the answer save the model; return the path."""
    path = Path(name)
    answer.save_for_use(model, path)
    require(
        path.is_file(),
        expected=f"a file {path} to be written",
        received="no such file",
        look="Save to the path that was given.",
        line=line_of("save_for_use"),
    )
    return path


def check_loads_alone(answer):
    """The file is a complete model."""
    path = saved(answer, trained(30), "first.keras")
    try:
        loaded = keras.models.load_model(path)
    except Exception as error:
        loaded = f"{type(error).__name__}: {str(error)[:120]}"
    require(
        isinstance(loaded, keras.Model),
        expected="load_model to bring the model back from the file",
        received=loaded,
        look="The file must hold the layers as well as the weights.",
        line=line_of("save_for_use"),
    )


def check_same_predictions(answer):
    """The loaded model predicts what the trained one does."""
    model = trained(30)
    loaded = keras.models.load_model(saved(answer, model, "second.keras"), compile=False)
    difference = float(np.abs(np.asarray(loaded(X)) - np.asarray(model(X))).max())
    same = all(np.array_equal(*pair) for pair in zip(loaded.get_weights(), model.get_weights()))
    require(
        same and difference < 1e-6,
        expected="the same float32 weights and the same predictions",
        received=f"predictions that differ by up to {difference:.2g}",
        look="The weights must come back to the last bit; only the optimizer's numbers may go.",
        line=line_of("save_for_use"),
    )


def check_file_is_small(answer):
    """The file is hardly larger than the weights."""
    for units in (300, 900):
        model = trained(units)
        path = saved(answer, model, f"units_{units}.keras")
        weights, size = 4 * model.count_params(), path.stat().st_size
        require(
            size <= weights + 40_000,
            expected=f"a file of at most {(weights + 40_000) / 1e6:.2f} MB for {model.count_params():,} parameters",
            received=f"{size / 1e6:.2f} MB, {size / weights:.1f} times the weights",
            look="Is the argument heeded for this format? Look at the file's size after each thing that you try.",
            line=line_of("save_for_use"),
        )
        require(
            set(zipfile.ZipFile(path).namelist()) >= {"config.json", "model.weights.h5"},
            expected="a .keras archive",
            received=", ".join(zipfile.ZipFile(path).namelist()),
            look="Let Keras write the file.",
        )


def check_model_can_go_on(answer):
    """Training of the model that was handed in can go on."""
    model, untouched = trained(30), trained(30)
    optimizer = model.optimizer
    saved(answer, model, "third.keras")
    require(
        model.optimizer is optimizer and model.compiled,
        expected="the model that was handed in to keep its optimizer",
        received=f"a model whose optimizer is now {type(model.optimizer).__name__}",
        look="Take nothing away from the model that was handed in; work on another object.",
        line=line_of("save_for_use"),
    )
    try:
        model.fit(X, Y, shuffle=False, verbose=0)
        untouched.fit(X, Y, shuffle=False, verbose=0)
        difference = max(np.abs(a - b).max() for a, b in zip(model.get_weights(), untouched.get_weights()))
        received = f"weights that differ by up to {difference:.2g} after one more epoch"
    except Exception as error:
        difference, received = np.inf, f"{type(error).__name__}: {str(error)[:120]}"
    require(
        difference < 1e-4,
        expected="training that went on as if nothing had been saved",
        received=received,
        look="Take nothing away from the model that was handed in; work on another object.",
        line=line_of("save_for_use"),
    )
