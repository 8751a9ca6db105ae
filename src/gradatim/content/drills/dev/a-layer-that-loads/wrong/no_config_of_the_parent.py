import keras
import numpy as np


@keras.saving.register_keras_serializable()
class Standardize(keras.layers.Layer):
    """Scale each feature with the mean and the standard deviation of the training data."""

    def __init__(self, mean, deviation, **kwargs):
        super().__init__(**kwargs)
        self.mean = np.asarray(mean)
        self.deviation = np.asarray(deviation)

    def call(self, inputs):
        return (inputs - self.mean) / self.deviation

    def get_config(self):
        return {"mean": self.mean.tolist(), "deviation": self.deviation.tolist()}
