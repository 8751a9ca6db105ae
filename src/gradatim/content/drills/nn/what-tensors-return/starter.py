# `np` is numpy, `tf` is tensorflow. Predict first, run afterwards.

# tf.constant([1, 2, 3]).dtype.name
from_python_integers = ...  # TODO: a data type, as a string

# tf.constant(np.array([1.5, 2.5])).dtype.name
from_numpy = ...  # TODO: a data type, as a string

# (tf.ones((3, 1)) + tf.ones((4,))).shape
broadcast_sum = ...  # TODO: a shape, as a tuple

# tf.reduce_mean(tf.ones((2, 5, 3)), axis=1).shape
mean_over_axis_1 = ...  # TODO: a shape

# (tf.ones((8, 4)) @ tf.ones((4, 3))).shape
matrix_product = ...  # TODO: a shape

# tf.expand_dims(tf.ones((28, 28)), axis=0).shape
expanded = ...  # TODO: a shape

# tf.reduce_mean(tf.constant([1, 2])).numpy()
mean_of_integers = ...  # TODO: a number

# float(tf.reduce_sum(tf.cast(tf.constant([0.2, 0.7, 0.9]) > 0.5, tf.float32)))
how_many_above_half = ...  # TODO: a number
