import math

import keras


class StopWithoutProgress(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience = patience

    def on_train_begin(self, logs=None):
        self.best = math.inf
        self.waited = 0

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best = logs["val_loss"]
            self.waited = 0
        else:
            self.waited += 1
            self.model.stop_training = self.waited >= self.patience
