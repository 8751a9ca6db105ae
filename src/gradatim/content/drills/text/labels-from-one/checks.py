import numpy as np
from checking import require, shown

DEPARTMENTS = ["orders", "repairs", "invoices", "complaints"]


def labels(answer, names):
    """Return the answer's labels as an array of integers."""
    result = answer.labels_of(list(names))
    array = np.asarray(result)
    require(
        array.shape == (len(names),) and np.issubdtype(array.dtype, np.integer),
        expected=f"labels_of to return integers of shape ({len(names)},)",
        received=result,
        look="One integer for each name, in a NumPy array.",
    )
    return array


def check_labels(answer):
    """Four departments have the labels 0, 1, 2 and 3."""
    received = labels(answer, DEPARTMENTS)
    require(
        received.tolist() == [0, 1, 2, 3],
        expected="the labels 0, 1, 2, 3 for the four departments in their order",
        received=shown(received),
        look="The loss looks the probability up in column `label`: which columns does an output of four numbers have?",
    )
    require(
        received.dtype == np.int32,
        expected="labels of type int32",
        received=str(received.dtype),
        look="np.array takes a dtype.",
    )


def check_order(answer):
    """A label does not depend on which other names occur."""
    for names in (["repairs", "complaints", "repairs"], ["invoices"], ["invoices", "complaints"]):
        require(
            labels(answer, names).tolist() == [DEPARTMENTS.index(name) for name in names],
            expected=f"the places in DEPARTMENTS for {names}, whatever other names occur",
            received=shown(labels(answer, names)),
            look="Where does your order of the classes come from: from the fixed list, or from the data?",
        )


def check_unknown_name(answer):
    """A name that is no department raises ValueError."""
    try:
        received = answer.labels_of(["orders", "refunds"])
    except ValueError:
        return
    except KeyError as error:
        received = f"KeyError: {error}"
    require(
        False,
        expected="ValueError for 'refunds', which is no department",
        received=received,
        look="A silent label for an unknown name teaches something false; which method of a list raises ValueError?",
    )


def check_names(answer):
    """The name of a row is that of its greatest probability."""
    probabilities = np.array([[0.1, 0.2, 0.6, 0.1], [0.7, 0.1, 0.1, 0.1], [0.2, 0.3, 0.1, 0.4], [0.1, 0.5, 0.3, 0.1]])
    wanted = ["invoices", "orders", "complaints", "repairs"]
    received = answer.names_of(probabilities)
    require(
        isinstance(received, list | tuple | np.ndarray) and list(received) == wanted,
        expected=f"{wanted}: for each row the name of its greatest probability",
        received=received,
        look="Column 0 belongs to the label 0, and that label to the first name of DEPARTMENTS.",
    )
