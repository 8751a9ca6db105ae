class Batches:
    def __init__(self, rows, size):
        self.rows = rows
        self.size = size

    def __iter__(self):
        for number in range(len(self.rows) // self.size):
            yield self.rows[number * self.size : (number + 1) * self.size]
