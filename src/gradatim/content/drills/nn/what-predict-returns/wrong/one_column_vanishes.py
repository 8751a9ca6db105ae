# `np` is numpy. The models are described in the README. Predict first, run afterwards.

# three_classes.predict(np.zeros((8, 4))).shape
one_row_each = (8, 3)

# yes_or_no.predict(np.zeros((8, 4))).shape
one_unit = (8,)

# three_classes.predict(np.zeros((100, 4)), batch_size=32).shape
many_rows = (100, 3)

# three_classes.predict(np.zeros((8, 4))).argmax(axis=-1).shape
classes_of_rows = (8,)

# float(three_classes.predict(np.zeros((8, 4))).sum()), rounded
sum_of_all = 8.0

# np.array([[0.1, 0.7, 0.2], [0.5, 0.3, 0.2]]).argmax(axis=-1).tolist()
argmax_of_rows = [1, 0]

# np.array([[0.97], [0.20]]).argmax(axis=-1).tolist()
argmax_of_one_column = [0, 0]

# (np.array([[0.97], [0.20]])[:, 0] > 0.5).astype(int).tolist()
above_a_half = [1, 0]
