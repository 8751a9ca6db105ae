# `np` is numpy. The models are described in the README. Predict first, run afterwards.

# three_classes.predict(np.zeros((8, 4))).shape
one_row_each = ...  # TODO: a shape

# yes_or_no.predict(np.zeros((8, 4))).shape
one_unit = ...  # TODO: a shape

# three_classes.predict(np.zeros((100, 4)), batch_size=32).shape
many_rows = ...  # TODO: a shape

# three_classes.predict(np.zeros((8, 4))).argmax(axis=-1).shape
classes_of_rows = ...  # TODO: a shape

# float(three_classes.predict(np.zeros((8, 4))).sum()), rounded
sum_of_all = ...  # TODO: a number

# np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]).argmax(axis=-1).tolist()
argmax_of_rows = ...  # TODO: a list of whole numbers

# np.array([[0.97], [0.20]]).argmax(axis=-1).tolist()
argmax_of_one_column = ...  # TODO: a list of whole numbers

# (np.array([[0.97], [0.20]])[:, 0] > 0.5).astype(int).tolist()
above_a_half = ...  # TODO: a list of whole numbers
