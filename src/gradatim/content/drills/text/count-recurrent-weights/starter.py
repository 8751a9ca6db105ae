def simple_rnn(features, units):
    """Return the number of weights of SimpleRNN(units)."""
    ...  # TODO


def lstm(features, units):
    """Return the number of weights of LSTM(units)."""
    ...  # TODO


def gru(features, units):
    """Return the number of weights of GRU(units)."""
    ...  # TODO


def bidirectional_gru(features, units):
    """Return the number of weights of Bidirectional(GRU(units))."""
    ...  # TODO
