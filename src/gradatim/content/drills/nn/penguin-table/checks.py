import csv

import numpy as np
from checking import line_of, require, require_close

MEASUREMENTS = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
HEADER = "row,ring,species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g,sex,year\n"


def birds(path="penguins.csv"):
    """Return the rows of the table that have all four measurements."""
    with open(path, encoding="utf-8") as file:
        return [bird for bird in csv.DictReader(file) if all(bird[name] for name in MEASUREMENTS)]


def read(answer, path="penguins.csv"):
    """Return features and labels of the answer, if it is a pair of arrays."""
    result = answer.features_and_labels(path)
    require(
        isinstance(result, tuple) and len(result) == 2 and all(isinstance(part, np.ndarray) for part in result),
        expected="a pair of arrays: features and labels",
        received=result,
        look="Return both, as NumPy arrays.",
        line=line_of("features_and_labels"),
    )
    return result


def check_rows(answer):
    """Every bird with all four measurements is there, and no other."""
    features, labels = read(answer)
    count = len(birds())
    require(
        features.shape == (count, 7),
        expected=f"features of shape ({count}, 7)",
        received=features.shape,
        look="Which columns must not be empty, and how many columns does a name of three islands need?",
    )
    require(
        labels.shape == (count,),
        expected=f"labels of shape ({count},)",
        received=labels.shape,
        look="Features and labels must come from the same rows.",
    )
    require(
        features.dtype == np.float32 and labels.dtype == np.int32,
        expected="features of type float32 and labels of type int32",
        received=f"{features.dtype} and {labels.dtype}",
        look="Choose the types when you make the arrays.",
    )


def check_measurements(answer):
    """The first four columns are the measurements, in the order of the README."""
    features, _ = read(answer)
    wanted = np.array([[float(bird[name]) for name in MEASUREMENTS] for bird in birds()])
    require_close(
        features[:, :4],
        wanted,
        what="the first four columns",
        expected="the four measurements, bird by bird in the order of the table",
        look="Check order and content of the columns; nothing is scaled yet.",
    )


def check_islands(answer):
    """The last three columns say on which island the bird lives."""
    features, _ = read(answer)
    wanted = np.array([[bird["island"] == island for island in ("Biscoe", "Dream", "Torgersen")] for bird in birds()])
    require_close(
        features[:, 4:],
        wanted.astype(float),
        what="the last three columns",
        expected="1 on the bird's island and 0 on the others, in the order of ISLANDS",
        look="Count the ones in each row: there is exactly one.",
    )


def check_labels(answer):
    """The labels are positions in SPECIES."""
    _, labels = read(answer)
    wanted = np.array([("Adelie", "Chinstrap", "Gentoo").index(bird["species"]) for bird in birds()])
    require_close(
        labels,
        wanted,
        what="the labels",
        expected="0 for Adelie, 1 for Chinstrap, 2 for Gentoo",
        look="Every species has its place in SPECIES.",
    )


def check_islands_of_other_tables(answer):
    """A table with birds of one island only has the same columns."""
    with open("other.csv", "w", encoding="utf-8") as file:
        file.write(HEADER)
        file.write("a,N1,Gentoo,Dream,46.1,13.2,211,4500,female,2009\n")
        file.write("b,N2,Chinstrap,Dream,,17.9,192,3500,male,2009\n")
        file.write("c,N3,Chinstrap,Dream,46.5,17.9,192,3500,,2009\n")
    features, labels = read(answer, "other.csv")
    require(
        features.shape == (2, 7),
        expected="7 columns, also for a table with birds of Dream only, one of them without bill length",
        received=features.shape,
        look="Do your columns come from ISLANDS, or from the islands that happen to occur?",
    )
    require_close(
        features,
        np.array([[46.1, 13.2, 211, 4500, 0, 1, 0], [46.5, 17.9, 192, 3500, 0, 1, 0]]),
        what="the features of two birds of Dream",
        look="Each island has its own place, whichever islands occur.",
    )
    require_close(
        labels,
        np.array([2, 1]),
        what="the labels of a Gentoo and a Chinstrap penguin",
        look="Each species has its own number, whichever species occur.",
    )
