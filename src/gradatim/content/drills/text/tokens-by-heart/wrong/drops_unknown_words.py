vocabulary_size = 7
short = [2, 3, 4, 0, 0]
unknown = [3, 5, 2, 4, 0]
long = [6, 6, 2, 3, 5]
empty = [0, 0, 0, 0, 0]
