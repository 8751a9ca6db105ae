from itertools import islice

from checking import line_of, require

CASES = (([1, 2, 3, 4, 5], 2), ([1, 2, 3, 4], 4), ([7, 8, 9], 5), ([], 3))


class Recorder:
    """Rows that note how often they were cut."""

    def __init__(self, rows):
        self.rows = rows
        self.cuts = 0

    def __len__(self):
        return len(self.rows)

    def __getitem__(self, key):
        self.cuts += 1
        return self.rows[key]


def cut(rows, size):
    """Return the batches that are expected."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def first_batches(batches, limit=50):
    """Return the batches of one loop, at most so many."""
    return list(islice(batches, limit))


def check_first_epoch(answer):
    """The first loop gives all rows in order, the last batch included."""
    for rows, size in CASES:
        received = first_batches(answer.Batches(rows, size))
        require(
            received == cut(rows, size),
            expected=f"the batches {cut(rows, size)} of the rows {rows} with size {size}",
            received=received,
            look="Where does each slice begin and end? The last one may be shorter.",
            line=line_of("Batches"),
        )


def check_second_epoch(answer):
    """Every further loop gives the same batches."""
    for rows, size in CASES:
        batches = answer.Batches(rows, size)
        for epoch in range(3):
            received = first_batches(batches)
            require(
                received == cut(rows, size),
                expected=f"loop {epoch + 1} over the same object to give {cut(rows, size)}",
                received=received,
                look="A generator can be gone through once; when is yours made?",
                line=line_of("__iter__"),
            )


def check_two_loops_do_not_disturb_each_other(answer):
    """Two loops at the same time give the same batches."""
    batches = answer.Batches(list(range(6)), 2)
    received = list(islice(zip(batches, batches), 50))
    require(
        received == [([0, 1], [0, 1]), ([2, 3], [2, 3]), ([4, 5], [4, 5])],
        expected="two loops at the same time to give the same batches, side by side",
        received=received,
        look="Where is the position of a loop kept: in the object, which both share, or in each loop?",
        line=line_of("__iter__"),
    )


def check_cuts_a_batch_when_it_is_asked_for(answer):
    """A batch is cut out when a loop asks for it."""
    rows = Recorder(list(range(100)))
    loop = iter(answer.Batches(rows, 10))
    require(
        rows.cuts == 0,
        expected="no slice before any batch was asked for",
        received=f"{rows.cuts} slices of 100 rows in batches of 10",
        look="Which line cuts the rows, and when does it run?",
        line=line_of("__init__"),
    )
    next(loop)
    require(
        rows.cuts == 1,
        expected="one slice after one batch was asked for",
        received=f"{rows.cuts} slices",
        look="`yield` hands out one batch and waits; a list is filled at once.",
        line=line_of("__iter__"),
    )
