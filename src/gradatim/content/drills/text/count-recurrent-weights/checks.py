import keras
from checking import calls, require

SIZES = ((4, 8), (1, 1), (10, 3), (32, 64), (7, 16))


def compare(answer, name, layer_of, look):
    """Hold a formula against layers of several sizes."""
    for features, units in SIZES:
        layer = layer_of(units)
        layer.build((None, 5, features))
        received = getattr(answer, name)(features, units)
        require(
            isinstance(received, int) and received == layer.count_params(),
            expected=f"{layer.count_params()}, what Keras counts for {features} features and {units} units",
            received="nothing: the function has no return yet" if received is None else received,
            look=look,
        )


def check_simple_rnn(answer):
    """The SimpleRNN is counted rightly."""
    compare(
        answer,
        "simple_rnn",
        keras.layers.SimpleRNN,
        "Each unit has a weight for every feature, one for every unit's own last output, and a bias.",
    )


def check_lstm(answer):
    """The LSTM is counted rightly."""
    compare(
        answer, "lstm", keras.layers.LSTM, "Three gates and the candidate for the memory: each is a set of its own."
    )


def check_gru(answer):
    """The GRU is counted rightly."""
    compare(
        answer, "gru", keras.layers.GRU, "Two gates and a candidate, and in Keras each of them has two biases a unit."
    )


def check_bidirectional_gru(answer):
    """The bidirectional GRU is counted rightly."""
    compare(
        answer,
        "bidirectional_gru",
        lambda units: keras.layers.Bidirectional(keras.layers.GRU(units)),
        "One layer reads forward, another one backward, and they share nothing.",
    )


def check_by_formula(answer):
    """The numbers come from formulas, without building a layer."""
    built = calls("count_params")
    require(
        not built,
        expected="formulas of features and units",
        received="a call of count_params",
        look="Let Keras count afterwards, to compare; the drill is to know it before.",
        line=built[0].lineno if built else None,
    )
