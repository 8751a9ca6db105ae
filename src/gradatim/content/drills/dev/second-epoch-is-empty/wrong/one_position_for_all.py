class Batches:
    def __init__(self, rows, size):
        self.rows = rows
        self.size = size

    def __iter__(self):
        self.start = 0
        return self

    def __next__(self):
        if self.start >= len(self.rows):
            raise StopIteration
        batch = self.rows[self.start : self.start + self.size]
        self.start += self.size
        return batch
