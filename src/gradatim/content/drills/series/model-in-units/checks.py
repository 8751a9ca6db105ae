import keras
import numpy as np
from checking import line_of, require, require_close


def built(answer, mean=200.0, deviation=50.0, length=12, horizon=4):
    keras.utils.set_random_seed(1)
    model = answer.build_model(length, horizon, mean, deviation)
    require(
        isinstance(model, keras.Model),
        expected="build_model to return a Keras model",
        received=model,
        look="Return the model that you build.",
        line=line_of("build_model"),
    )
    return model


def layer(model, kind):
    found = [each for each in model.layers if isinstance(each, kind)]
    require(
        len(found) == 1,
        expected=f"one {kind.__name__} layer",
        received=[type(each).__name__ for each in model.layers],
        look="The README lists the layers in their order.",
        line=line_of("build_model"),
    )
    return found[0]


def people(seed=0, length=12):
    return np.random.default_rng(seed).normal(200, 50, (3, length, 1)).astype("float32")


def check_shapes(answer):
    """Input and output have the shapes that were asked for."""
    for length, horizon in ((12, 4), (30, 1)):
        model = built(answer, length=length, horizon=horizon)
        shapes = (model.input_shape, model.output_shape)
        require(
            shapes == ((None, length, 1), (None, horizon)),
            expected=f"input (None, {length}, 1) and output (None, {horizon})",
            received=f"input {shapes[0]} and output {shapes[1]}",
            look="Use the parameters length and horizon.",
            line=line_of("build_model"),
        )
    require(
        layer(model, keras.layers.LSTM).units == 16,
        expected="an LSTM with 16 units",
        received=layer(model, keras.layers.LSTM).units,
        look="Keep the layers of the starter.",
        line=line_of("build_model"),
    )


def check_scales_what_comes_in(answer):
    """The LSTM sees (x - mean) / deviation."""
    model, raw = built(answer), people()
    scaled = layer(model, keras.layers.Normalization)(raw)
    told = "people minus the mean, divided by the deviation"
    look = "Normalization divides by the square root of its variance: what is the variance for this deviation?"
    require_close(
        np.asarray(scaled), (raw - 200) / 50, what="the scaled input", look=look, expected=told, tolerance=1e-4
    )


def check_answers_in_people(answer):
    """What the last Dense layer says is turned back into people per hour."""
    model, raw = built(answer), people(1)
    weights = layer(model, keras.layers.Dense)
    weights.set_weights([np.zeros((16, 4)), np.array([0.0, 1.0, -2.0, 0.5])])
    wanted = np.tile([200.0, 250.0, 100.0, 225.0], (3, 1))
    told = "200, 250, 100 and 225 people where the Dense layer says 0, 1, -2 and 0.5 deviations from the mean"
    look = "The way back comes after the last layer with weights: times the deviation, plus the mean."
    require_close(model(raw), wanted, what="the answer", look=look, expected=told, tolerance=1e-3)


def check_ten_times_as_many(answer):
    """A street with ten times as many people gets a forecast ten times as large."""
    raw = people(2)
    small, large = built(answer), built(answer, mean=2000.0, deviation=500.0)
    large.set_weights(small.get_weights())
    wanted = 10 * np.asarray(small(raw))
    look = "Only the two layers at both ends may know the mean and the deviation, and nothing but these two numbers."
    require_close(large(10 * raw), wanted, what="the answer for ten times as many people", look=look, tolerance=1e-3)
    require(
        np.abs(np.asarray(small(raw)) - 200).max() > 0.1,
        expected="an answer that depends on the window",
        received="the mean for every window",
        look="Let the LSTM see the scaled window.",
        line=line_of("build_model"),
    )
