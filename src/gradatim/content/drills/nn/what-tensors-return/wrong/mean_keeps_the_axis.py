# `np` is numpy, `tf` is tensorflow. Predict first, run afterwards.

# tf.constant([1, 2, 3]).dtype.name
from_python_integers = "int32"

# tf.constant(np.array([1.5, 2.5])).dtype.name
from_numpy = "float64"

# (tf.ones((3, 1)) + tf.ones((4,))).shape
broadcast_sum = (3, 4)

# tf.reduce_mean(tf.ones((2, 5, 3)), axis=1).shape
mean_over_axis_1 = (2, 1, 3)

# (tf.ones((8, 4)) @ tf.ones((4, 3))).shape
matrix_product = (8, 3)

# tf.expand_dims(tf.ones((28, 28)), axis=0).shape
expanded = (1, 28, 28)

# tf.reduce_mean(tf.constant([1, 2])).numpy()
mean_of_integers = 1

# float(tf.reduce_sum(tf.cast(tf.constant([0.2, 0.7, 0.9]) > 0.5, tf.float32)))
how_many_above_half = 2.0
