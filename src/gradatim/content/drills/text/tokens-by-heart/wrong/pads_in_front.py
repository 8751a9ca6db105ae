vocabulary_size = 7
short = [0, 0, 2, 3, 4]
unknown = [3, 5, 2, 1, 4]
long = [3, 5, 2, 3, 4]
empty = [0, 0, 0, 0, 0]
