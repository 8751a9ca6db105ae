import keras


class StopWithoutProgress(keras.callbacks.Callback):
    """Ends training after `patience` epochs without a lower val_loss, and brings the best weights back."""

    def __init__(self, patience):
        super().__init__()
        self.patience = patience

    def on_train_begin(self, logs=None):
        ...  # TODO: nothing is known yet

    def on_epoch_end(self, epoch, logs=None):
        ...  # TODO: an improvement, or one more epoch of waiting?

    def on_train_end(self, logs=None):
        ...  # TODO: bring the best weights back
