def simple_rnn(features, units):
    """Return the number of weights of SimpleRNN(units)."""
    return units * (features + 1)


def lstm(features, units):
    """Return the number of weights of LSTM(units)."""
    return 4 * simple_rnn(features, units)


def gru(features, units):
    """Return the number of weights of GRU(units)."""
    return 3 * units * (features + units + 2)


def bidirectional_gru(features, units):
    """Return the number of weights of Bidirectional(GRU(units))."""
    return 2 * gru(features, units)
