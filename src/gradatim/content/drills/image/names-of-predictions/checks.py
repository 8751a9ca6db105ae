import numpy as np
from checking import require


def given_for(answer, class_indices, probabilities):
    given = answer.named(dict(class_indices), np.array(probabilities))
    require(
        isinstance(given, list) and all(isinstance(name, str) for name in given),
        expected="a list of names",
        received=given,
        look="Return the names, not the numbers.",
    )
    return given


def check_every_row_has_a_name(answer):
    """There is one name for each row, however sure the model is."""
    rows = [[0.1, 0.2, 0.7], [0.4, 0.3, 0.3], [0.2, 0.45, 0.35], [0.34, 0.33, 0.33]]
    given = given_for(answer, {"desert": 0, "forest": 1, "snow": 2}, rows)
    require(
        len(given) == 4,
        expected="4 names for 4 rows",
        received=given,
        look="Each row has a largest number, even if it is small.",
    )
    require(
        given == ["snow", "desert", "forest", "desert"],
        expected="the name of the largest number of each row, with desert, forest and snow as columns 0, 1 and 2",
        received=given,
        look="Find the largest number within each row: along which axis?",
    )


def check_numbers_count(answer):
    """The number of a class is its column, in whatever order the dictionary stands."""
    class_indices = {"snow": 2, "coast": 3, "desert": 0, "forest": 1}
    given = given_for(answer, class_indices, np.eye(4))
    require(
        given == ["desert", "forest", "snow", "coast"],
        expected="column 0 to be the class with the number 0, and so on",
        received=f"{given} for {class_indices}",
        look="Does the order of the entries decide in your code, or their numbers?",
    )


def check_no_picture(answer):
    """No row gives an empty list."""
    given = given_for(answer, {"a": 0, "b": 1}, np.zeros((0, 2)))
    require(
        given == [], expected="an empty list for no row at all", received=given, look="Go through the rows one by one."
    )
