def last_good_epoch(history):
    """Return the epoch, counted from 1, with the lowest validation loss."""
    ...  # TODO


def overfits(history, tolerance=0.05):
    """Return whether the validation loss has risen from its lowest value while the training loss still fell."""
    ...  # TODO
