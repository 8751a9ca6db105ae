vocabulary_size = 6
short = [1, 2, 3, 0, 0]
unknown = [6, 2, 4, 1, 6]
long = [5, 5, 1, 2, 4]
empty = [0, 0, 0, 0, 0]
