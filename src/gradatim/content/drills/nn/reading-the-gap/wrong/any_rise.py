def last_good_epoch(history):
    """Return the epoch, counted from 1, with the lowest validation loss."""
    return history["val_loss"].index(min(history["val_loss"])) + 1


def overfits(history, tolerance=0.05):
    """Return whether the validation loss has risen from its lowest value while the training loss still fell."""
    good = last_good_epoch(history) - 1
    risen = history["val_loss"][-1] - history["val_loss"][good] > 0
    return risen and history["loss"][-1] < history["loss"][good]
