class Batches:
    """The rows in slices of `size`, in order; can be gone through many times."""

    def __init__(self, rows, size):
        self.rows = rows
        self.size = size

    def __iter__(self):
        for start in range(0, len(self.rows), self.size):
            yield self.rows[start : start + self.size]
