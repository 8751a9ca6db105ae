import numpy as np
import pandas as pd
from checking import require, require_close

MEASURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


def penguins():
    return pd.read_csv("penguins.csv").dropna(subset=MEASURES).sample(frac=1.0, random_state=4).reset_index(drop=True)


def truth(train, table):
    """Return what the model should get, computed column by column."""
    columns = [(table[name] - train[name].mean()) / train[name].std() for name in MEASURES]
    columns += [table["island"] == island for island in sorted(set(train["island"]))]
    return np.stack([np.asarray(column, "float32") for column in columns], axis=1)


def prepared(answer, train, table):
    preparation = answer.Preparation().fit(train)
    require(
        preparation is not None,
        expected="`fit` to return self",
        received="None",
        look="`Preparation().fit(table)` is used in one line: the last line of `fit` hands the object back.",
    )
    made = preparation.transform(table)
    require(isinstance(made, np.ndarray), expected="a NumPy array", received=made, look="See `to_numpy`.")
    return made


def require_same(answer, train, table, *, expected, look):
    made = prepared(answer, train, table)
    require_close(made, truth(train, table), what="the inputs", expected=expected, look=look, tolerance=1e-4)


def check_prepares_the_training_table(answer):
    """The training table becomes scaled measurements and a column for each island."""
    train = penguins().head(250)
    made = prepared(answer, train, train)
    require(made.shape == (250, 7), expected="shape (250, 7): 4 measures, 3 islands", received=made, look="Print it.")
    require(made.dtype == np.float32, expected="numbers of type float32", received=made, look="See `to_numpy`.")


def check_has_the_columns_of_training(answer):
    """A table with one island, and one with a single bird, get all columns of the training table."""
    train, test = penguins().head(250), penguins().tail(60)
    for table in (test[test["island"] == "Dream"], test.head(1)):
        made = prepared(answer, train, table)
        require(
            made.shape == (len(table), 7),
            expected=f"shape {(len(table), 7)} for {len(table)} birds",
            received=made,
            look="Which columns does `pd.get_dummies` make, and which did it make for the training table?",
        )


def check_missing_categories_are_zero(answer):
    """An island that is not in the table has zeros in its column."""
    train, test = penguins().head(250), penguins().tail(60)
    made = prepared(answer, train, test[test["island"] == "Torgersen"])[:, 4:]
    require(
        (made == [0, 0, 1]).all(),
        expected="the island columns 0, 0, 1 for birds from Torgersen, without any nan",
        received=made,
        look="What does a column hold that was added because training had it?",
    )


def check_scales_by_the_training_table(answer):
    """Measurements are scaled with the mean and the deviation of the training table."""
    light, heavy = (part for _, part in penguins().groupby(penguins()["body_mass_g"] > 4500))
    require_same(
        answer,
        light,
        heavy,
        expected="the heavy birds scaled with mean and deviation of the training table, which holds the light ones",
        look="What does `mean()` describe inside `transform`: the training table, or the table that was just given?",
    )


def check_puts_columns_in_training_order(answer):
    """Columns in another order and further columns change nothing."""
    train, test = penguins().head(250), penguins().tail(60)
    shuffled = test[sorted(test.columns, reverse=True)].assign(observer="KG")
    require_same(
        answer,
        train,
        shuffled,
        expected="the same numbers when the table's columns come in another order, with one more among them",
        look="Pick columns by name, never by position.",
    )


def check_accepts_an_island_that_is_new(answer):
    """A bird of an island that training never saw has zeros in all island columns."""
    birds = penguins()
    train, test = birds[birds["island"] != "Biscoe"], birds[birds["island"] != "Dream"].head(40)
    require_same(
        answer,
        train,
        test,
        expected="6 columns, and zeros in both island columns for a bird of Biscoe, which training never saw",
        look="The training table decides on the columns; what the test table has beyond them is left out.",
    )


def check_leaves_the_table_alone(answer):
    """The table that was given is not changed."""
    train, test = penguins().head(250), penguins().tail(60)
    before = test.copy()
    preparation = answer.Preparation().fit(train)
    first, second = preparation.transform(test), preparation.transform(test)
    require(
        before.equals(test) and np.array_equal(first, second),
        expected="the same table and the same numbers after `transform` was called twice",
        received="a table or numbers that changed",
        look="Change a copy of the table, not the table of the caller.",
    )
