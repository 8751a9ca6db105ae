import numpy as np
from checking import line_of, require, require_close


def rows(count, seed):
    """Return rows in millimetres, grams and years."""
    generator = np.random.default_rng(seed)
    return generator.normal((200.0, 4200.0, 2008.0), (14.0, 800.0, 0.8), size=(count, 3))


def standardised(answer, train, test):
    """Return what the answer makes of the rows, if it is a pair of arrays."""
    result = answer.standardise(train.copy(), test.copy())
    require(
        isinstance(result, tuple | list) and len(result) == 2,
        expected="a pair: the training rows and the test rows",
        received=result,
        look="Return both arrays.",
        line=line_of("standardise"),
    )
    for part, given in zip(result, (train, test), strict=True):
        require(
            isinstance(part, np.ndarray) and part.shape == given.shape,
            expected=f"an array of shape {given.shape}",
            received=part,
            look="Standardising changes values, never the shape.",
        )
    return result


def check_training_columns(answer):
    """Each column of the training rows has mean 0 and standard deviation 1."""
    train, _ = standardised(answer, rows(80, seed=1), rows(20, seed=2) + 30.0)
    for name, received, wanted in (("mean", train.mean(axis=0), 0.0), ("standard deviation", train.std(axis=0), 1.0)):
        require(
            np.allclose(received, wanted, atol=1e-3),
            expected=f"the {name} {wanted:.0f} in every column of the training rows",
            received=received,
            look="Which rows, and which axis, do your statistics come from?",
        )


def check_test_rows_use_training_statistics(answer):
    """The test rows are standardised with the statistics of the training rows."""
    train, test = rows(80, seed=1), rows(5, seed=2) + 30.0
    _, received = standardised(answer, train, test)
    require_close(
        received,
        (test - train.mean(axis=0)) / train.std(axis=0),
        what="the test rows",
        tolerance=1e-3,
        expected="the test rows less the mean of the training rows, divided by the training rows' standard deviation",
        look="A single test row could not be standardised by itself. Whose mean do you subtract from it?",
    )


def check_constant_column(answer):
    """A column that never changes does no harm."""
    train, test = np.array([[1.0, 7.0], [3.0, 7.0]]), np.array([[5.0, 9.0]])
    with np.errstate(all="ignore"):
        result = standardised(answer, train, test)
    for part, wanted, name in zip(result, ([[-1, 0], [1, 0]], [[3, 2]]), ("training", "test"), strict=True):
        require_close(
            part,
            np.array(wanted, "float32"),
            what=f"the {name} rows with a second column that is always 7 in training",
            look="0 divided by 0 is nan. What should such a column be divided by?",
        )


def check_types(answer):
    """Both arrays are float32, and the given ones unchanged."""
    train, test = rows(6, seed=1), rows(2, seed=2)
    before = train.copy(), test.copy()
    result = answer.standardise(train, test)
    for part in result:
        require(
            part.dtype == np.float32,
            expected="arrays of type float32",
            received=str(part.dtype),
            look="NumPy computes in float64 unless told otherwise; Keras computes in float32.",
        )
    require(
        np.array_equal(before[0], train) and np.array_equal(before[1], test),
        expected="the arrays that were handed over to stay as they are",
        received="changed values",
        look="`-=` and `/=` change an array in place.",
    )
