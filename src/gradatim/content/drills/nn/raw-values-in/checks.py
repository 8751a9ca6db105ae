import numpy as np
from checking import line_of, require

GENERATOR = np.random.default_rng(4)
TRAIN = GENERATOR.normal((200.0, 4200.0, 17.0), (14.0, 800.0, 2.0), size=(60, 3)).astype("float32")
VALIDATION = (TRAIN[:20] + 4 * TRAIN.std(axis=0)).astype("float32")


def new_model(answer):
    """Return the answer's model, if it is one with the layers that were asked for."""
    model = answer.new_model(TRAIN.copy(), VALIDATION.copy())
    names = [type(layer).__name__ for layer in getattr(model, "layers", [])]
    require(
        names == ["Normalization", "Dense", "Dense"],
        expected="a model of Normalization, Dense and Dense",
        received=", ".join(names) or model,
        look="The layers of the starter are right; keep them.",
        line=line_of("new_model"),
    )
    found = [(layer.units, layer.activation.__name__) for layer in model.layers[1:]]
    require(
        model.built and found == [(8, "relu"), (1, "linear")] and model.input_shape == (None, 3),
        expected="rows of 3 numbers as input, Dense with 8 units and ReLU, Dense with 1 unit",
        received=f"{model.input_shape if model.built else 'no input'}, {found}",
        look="The layers of the starter are right; keep them.",
    )
    return model


def scaled(model, x):
    """Return what the first Dense layer gets."""
    return model.layers[0](x).numpy()


def check_scales_each_column(answer):
    """Behind the Normalization layer the columns are centred and of the same scale."""
    values = scaled(new_model(answer), TRAIN).astype(float)
    centres, spreads = values.mean(axis=0), values.std(axis=0)
    require(
        np.abs(centres).max() < 2 and spreads.max() < 1.5 * spreads.min(),
        expected="every column of the raw training rows to arrive with about mean 0 and the same spread",
        received=f"means {np.round(centres, 2).tolist()} and standard deviations {np.round(spreads, 2).tolist()}",
        look="What does a Normalization layer know before it has seen data, and does it treat each column by itself?",
    )


def check_learnt_from_training_rows(answer):
    """The scale comes from the training rows and from no others."""
    values = scaled(new_model(answer), TRAIN).astype(float)
    centres, spreads = values.mean(axis=0), values.std(axis=0)
    require(
        np.allclose(centres, 0.0, atol=0.02) and np.allclose(spreads, 1.0, atol=0.02),
        expected="mean 0 and standard deviation 1 in each column of the training rows",
        received=f"means {np.round(centres, 2).tolist()} and standard deviations {np.round(spreads, 2).tolist()}",
        look="Which arrays does `adapt` see? The validation rows stand for data that are not there yet.",
    )


def check_model_predicts(answer):
    """The model predicts one number for each raw row."""
    predicted = new_model(answer)(TRAIN).numpy()
    require(
        predicted.shape == (60, 1) and np.isfinite(predicted).all(),
        expected="one finite number for each of 60 rows",
        received=predicted,
        look="Follow the shapes through the model.",
    )
