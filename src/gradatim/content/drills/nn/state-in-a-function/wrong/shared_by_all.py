import tensorflow as tf


class RunningMean:
    """The mean of all values that were added."""

    total = tf.Variable(0.0)
    count = tf.Variable(0.0)

    @tf.function
    def add(self, value):
        self.total.assign_add(value)
        self.count.assign_add(1.0)
        return self.total / self.count
