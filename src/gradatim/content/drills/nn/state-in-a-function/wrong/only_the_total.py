import tensorflow as tf


class RunningMean:
    """The mean of all values that were added."""

    def __init__(self):
        self.total = tf.Variable(0.0)
        self.count = 0.0

    @tf.function
    def add(self, value):
        self.total.assign_add(value)
        self.count = self.count + 1.0
        return self.total / self.count
