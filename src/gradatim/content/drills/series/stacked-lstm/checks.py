import keras
from checking import line_of, require


def built(answer, length=12, features=2):
    model = answer.build_model(length, features)
    require(
        isinstance(model, keras.Model),
        expected="build_model to return a Keras model",
        received=model,
        look="Return the model that you build.",
        line=line_of("build_model"),
    )
    return model


def check_one_forecast_a_window(answer):
    """The model takes windows and gives one forecast for each."""
    for length, features in ((12, 2), (30, 1)):
        model = built(answer, length, features)
        require(
            model.input_shape == (None, length, features) and model.output_shape == (None, 1),
            expected=f"input (None, {length}, {features}) and output (None, 1), one forecast for each window",
            received=f"input {model.input_shape} and output {model.output_shape}",
            look="Which layers should give one output a step, and which only their last one?",
            line=line_of("build_model"),
        )


def check_both_layers(answer):
    """Two LSTM layers with 32 and 16 units, the second reading every step of the first."""
    model = built(answer)
    layers = [layer for layer in model.layers if isinstance(layer, keras.layers.LSTM)]
    require(
        [layer.units for layer in layers] == [32, 16],
        expected="two LSTM layers with 32 and 16 units",
        received=f"LSTM layers with {[layer.units for layer in layers]} units",
        look="Keep both layers; only what the first one hands on has to change.",
        line=line_of("build_model"),
    )
    first, second = layers
    require(
        first.return_sequences and not second.return_sequences and first.output is second.input,
        expected="the second LSTM to read the first one's output of every step, and to give only its last one",
        received=f"return_sequences {first.return_sequences} and {second.return_sequences}, "
        f"layers {[type(layer).__name__ for layer in model.layers]}",
        look="A recurrent layer has an argument that makes it return its outputs of all steps.",
        line=line_of("build_model"),
    )


def check_nothing_else(answer):
    """The model has the weights of these three layers, and no others."""
    model = built(answer, length=12, features=2)
    wanted = 4 * 32 * (2 + 32 + 1) + 4 * 16 * (32 + 16 + 1) + 16 + 1
    require(
        model.count_params() == wanted,
        expected=f"{wanted} weights: those of LSTM 32, LSTM 16 and Dense 1",
        received=f"{model.count_params()} weights",
        look="Keep all other arguments of the layers at their defaults.",
        line=line_of("build_model"),
    )
