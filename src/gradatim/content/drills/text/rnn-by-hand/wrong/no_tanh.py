import numpy as np


def simple_rnn(x, kernel, recurrent_kernel, bias, mask=None):
    """Return the outputs of all steps (batch, steps, units) of a simple recurrent layer that starts with zeros."""
    state = np.zeros((x.shape[0], bias.shape[0]))
    outputs = []
    for step in range(x.shape[1]):
        new = x[:, step] @ kernel + state @ recurrent_kernel + bias
        state = new if mask is None else np.where(mask[:, step, None], new, state)
        outputs.append(state)
    return np.stack(outputs, axis=1)
