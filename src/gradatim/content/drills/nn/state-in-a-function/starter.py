import tensorflow as tf


class RunningMean:
    """The mean of all values that were added."""

    def __init__(self):
        self.total = 0.0
        self.count = 0.0

    @tf.function
    def add(self, value):
        self.total = self.total + value  # TODO: why does it forget the value of the last call?
        self.count = self.count + 1.0
        return self.total / self.count
