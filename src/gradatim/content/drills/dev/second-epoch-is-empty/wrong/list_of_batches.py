class Batches:
    def __init__(self, rows, size):
        self.batches = [rows[start : start + size] for start in range(0, len(rows), size)]

    def __iter__(self):
        return iter(self.batches)
