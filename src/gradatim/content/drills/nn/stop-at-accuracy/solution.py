import keras


class StopAtAccuracy(keras.callbacks.Callback):
    """Ends training after the first epoch whose accuracy is at least the target."""

    def __init__(self, target):
        super().__init__()
        self.target = target

    def on_epoch_end(self, epoch, logs=None):
        if logs["accuracy"] >= self.target:
            self.model.stop_training = True
