import builtins
from pathlib import Path

import tensorflow as tf
from checking import require

ROWS = [(20.5, 0.31, "ok"), (21.25, 0.5, "ok"), (35.5, 0.875, "fault"), (-3.0, 0.25, "ok"), (40.0, 1.5, "fault")]


def log(name, rows, noise=False):
    """Write a log and return its path."""
    lines = [
        f"2026-03-01T10:{row:02d} {degrees} {current} {state}" for row, (degrees, current, state) in enumerate(rows)
    ]
    if noise:
        lines = ["# pump 7", *lines[:2], "2026-03-01T11:05 -- -- off", "", "# oil changed", *lines[2:], ""]
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


def dataset(answer, path):
    made = answer.readings(path)
    require(isinstance(made, tf.data.Dataset), expected="a tf.data.Dataset", received=made, look="See the last line.")
    return made


def examples(data):
    return [(tuple(round(float(number), 4) for number in x), int(y)) for x, y in data.as_numpy_iterator()]


def wanted(rows):
    return [((degrees, current), int(state == "fault")) for degrees, current, state in rows]


def check_describes_its_examples(answer):
    """The dataset says which shapes and types its examples have."""
    spec = dataset(answer, log("pump.log", ROWS)).element_spec
    right = (tf.TensorSpec((2,), tf.float32), tf.TensorSpec((), tf.int32))
    require(
        spec == right,
        expected="examples of a float32 tensor of shape (2,) and an int32 tensor of shape ()",
        received=str(spec),
        look="`output_signature` is a pair of `tf.TensorSpec`, each with a shape and a type.",
    )


def check_reads_each_line(answer):
    """Each reading becomes an example, in the order of the file."""
    for rows in (ROWS, ROWS[3:]):
        made = examples(dataset(answer, log("pump.log", rows)))
        require(
            made == wanted(rows),
            expected=f"the {len(rows)} readings of the log, the first {wanted(rows)[0]}",
            received=f"{len(made)} examples{f', the first {made[0]}' if made else ''}",
            look="Split a line at its spaces: which word is which?",
        )


def check_leaves_out_what_is_no_reading(answer):
    """Comments, empty lines and hours in which the pump was off are left out."""
    made = examples(dataset(answer, log("noise.log", ROWS, noise=True)))
    require(
        made == wanted(ROWS),
        expected=f"{len(ROWS)} readings: neither comments nor empty lines nor lines with the state off",
        received=f"{len(made)} examples",
        look="`continue` goes on to the next line.",
    )


def check_starts_anew_each_epoch(answer):
    """The second epoch holds the same examples as the first."""
    data = dataset(answer, log("pump.log", ROWS))
    first, second = examples(data), examples(data)
    require(
        first == second,
        expected=f"{len(first)} examples in the second epoch as in the first",
        received=f"{len(second)} examples",
        look="What is opened outside the generator is read to its end once, and then it is empty.",
    )


def check_reads_as_it_goes(answer):
    """The file is read while the dataset is, not when it is made."""
    data = dataset(answer, log("pump.log", ROWS[:2]))
    log("pump.log", ROWS)
    require(
        examples(data) == wanted(ROWS),
        expected="readings that were added after the dataset was made to be in it",
        received="the old ones only",
        look="Open the file within the generator, and yield each line at once.",
    )
    reads = {"lines": 0}

    class Counted:
        def __init__(self, file):
            self.file = file

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def __iter__(self):
            for line in self.file:
                reads["lines"] += 1
                yield line

        def __getattr__(self, name):
            reads["lines"] += 1000
            return getattr(self.file, name)

    log("long.log", ROWS * 200)
    data = dataset(answer, "long.log")
    answer.open = lambda *args, **kwargs: Counted(builtins.open(*args, **kwargs))
    try:
        next(iter(data))
    finally:
        del answer.open
    require(
        reads["lines"] < 100,
        expected="a few lines to be read for the first example of a log with 1000 lines",
        received="the whole file",
        look="Go through the file with `for line in file`; a list of all lines is what should not be made.",
    )
