import keras
import numpy as np
from checking import line_of, require

LENGTH = 40


def built(answer, length=LENGTH):
    model = answer.build_model(length)
    require(
        isinstance(model, keras.Model),
        expected="build_model to return a Keras model",
        received=model,
        look="Return the model that you build.",
        line=line_of("build_model"),
    )
    return model


def positive(model):
    """Give all kernels positive weights, so that with positive inputs no ReLU hides what an output depends on."""
    rng = np.random.default_rng(0)
    model.set_weights([rng.uniform(0.1, 0.5, weight.shape) for weight in model.get_weights()])
    return model


def moved(model, changed):
    """Return at which steps the output moves when the steps `changed` of the window do."""
    before = np.ones((1, LENGTH, 1), dtype="float32")
    after = before.copy()
    after[0, changed] += 1.0
    difference = np.abs(np.asarray(model(after)) - np.asarray(model(before)))[0, :, 0]
    return np.flatnonzero(difference > 1e-6)


def check_shapes(answer):
    """The model gives one forecast at each step."""
    for length in (LENGTH, 24):
        model = built(answer, length)
        require(
            model.input_shape == (None, length, 1) and model.output_shape == (None, length, 1),
            expected=f"input and output (None, {length}, 1): a forecast at each step",
            received=f"input {model.input_shape}, output {model.output_shape}",
            look="Without padding steps are lost at the ends, and outputs no longer stand beside their step.",
            line=line_of("build_model"),
        )


def check_sees_no_future(answer):
    """No output depends on a step after its own."""
    model = positive(built(answer))
    for step in (10, 25):
        first = min(moved(model, slice(step + 1, None)), default=LENGTH)
        require(
            first > step,
            expected=f"no output up to step {step} to move when only later steps, {step + 1} and on, change",
            received=f"the output of step {first} moved",
            look="Where does the padding stand: on both sides of the window, or in front of it? Look at every layer.",
            line=line_of("build_model"),
        )


def check_sees_fifteen_steps(answer):
    """Each output depends on its own step and the fourteen before it."""
    model = positive(built(answer))
    steps = moved(model, slice(20, 21))
    require(
        np.array_equal(steps, np.arange(20, 35)),
        expected="step 20 to move the outputs of steps 20 to 34: each output sees 15 steps",
        received=f"the outputs of steps {steps.min()} to {steps.max()}, {len(steps)} of them" if len(steps) else "none",
        look="Three filters of 3 with dilations 1, 2 and 4 reach 1 + 2·(1+2+4) steps.",
        line=line_of("build_model"),
    )


def check_layers(answer):
    """Three convolutions with 16 filters and ReLU, then a Dense layer."""
    layers = built(answer).layers
    found = [(type(layer).__name__, getattr(layer, "filters", None) or layer.units) for layer in layers]
    require(
        found == [("Conv1D", 16)] * 3 + [("Dense", 1)],
        expected="three Conv1D layers with 16 filters, then Dense(1)",
        received=found,
        look="Keep the layers of the starter.",
        line=line_of("build_model"),
    )
    wanted = [(3, 1, "relu"), (3, 2, "relu"), (3, 4, "relu")]
    made = [(each.kernel_size[0], each.dilation_rate[0], each.activation.__name__) for each in layers[:3]]
    require(
        made == wanted,
        expected=f"kernel size, dilation and activation {wanted}",
        received=made,
        look="Only the padding is at fault.",
        line=line_of("build_model"),
    )
