vocabulary_size = 7
short = [2, 3, 4, 0, 0]
unknown = [1, 3, 5, 2, 1]
long = [6, 6, 2, 3, 5]
empty = [0, 0, 0, 0, 0]
