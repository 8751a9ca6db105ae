class Batches:
    """The rows in slices of `size`, in order; can be gone through many times.

    TODO: the second time there is nothing.
    """

    def __init__(self, rows, size):
        self.batches = (rows[start : start + size] for start in range(0, len(rows), size))

    def __iter__(self):
        return self.batches
