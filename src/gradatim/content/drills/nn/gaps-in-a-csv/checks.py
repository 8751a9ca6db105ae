from pathlib import Path

import numpy as np
from checking import require, require_close

HEAD = "day;temperature;humidity;wind;rain;remark"
ROWS = [
    ("2026-03-01;7,5;81;3,2;0;", (7.5, 81, 3.2, 0)),
    ("2026-03-02;-999;79;4,5;1;fog", None),
    ("2026-03-03;6,1;88;2,75;1;--", (6.1, 88, 2.75, 1)),
    ("2026-03-04;-2,25;70;--;0;frost", None),
    ("2026-03-05;-4,0;65;0,5;0;frost", (-4.0, 65, 0.5, 0)),
    ("2026-03-06;3,5;-999;1,5;1;", None),
    ("2026-03-07;9,75;92;6,0;1;storm", (9.75, 92, 6.0, 1)),
    ("2026-03-08;9,0;90;6,0;--;", None),
]
COMPLETE = [row for row in ROWS if row[1] is not None]


def read(answer, rows, columns=None):
    """Write a file, with its columns in another order if asked, and return what the answer reads."""
    lines = [HEAD, *(line for line, _ in rows)]
    if columns:
        lines = [";".join(line.split(";")[column] for column in columns) for line in lines]
    Path("weather.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = answer.read_weather("weather.csv")
    pair = isinstance(made, tuple) and len(made) == 2 and all(isinstance(array, np.ndarray) for array in made)
    require(pair, expected="a pair of NumPy arrays: features and labels", received=made, look="See `to_numpy`.")
    return made


def truth(rows):
    kept = np.array([numbers for _, numbers in rows if numbers])
    return kept[:, :3], kept[:, 3]


def check_gives_both_arrays(answer):
    """A file without gaps becomes two arrays, with decimals."""
    features, labels = read(answer, COMPLETE[2:])
    wanted, wanted_labels = truth(COMPLETE[2:])
    look = "Open the file in an editor: what stands between two fields, and what before the decimals?"
    require_close(features, wanted, what="temperature, humidity and wind", look=look)
    require_close(labels, wanted_labels, what="the labels", look=look)
    require(
        features.dtype == np.float32 and labels.dtype == np.int32,
        expected="features of type float32 and labels of type int32",
        received=f"{features.dtype} and {labels.dtype}",
        look="`to_numpy` takes a type.",
    )


def check_keeps_complete_rows(answer):
    """A gap in a column that is not used leaves the row in."""
    features, _ = read(answer, COMPLETE)
    require(
        len(features) == len(COMPLETE),
        expected=f"all {len(COMPLETE)} rows: a gap in `remark` does not count, as that column is not used",
        received=f"{len(features)} rows",
        look="Tell `dropna` which columns matter.",
    )


def check_leaves_out_gaps(answer):
    """Rows with a gap in a feature or in the label are left out, the others keep their order."""
    for rows in (ROWS[:2], ROWS[2:4], ROWS[4:7], ROWS[6:], ROWS):
        features, labels = read(answer, rows)
        wanted, wanted_labels = truth(rows)
        require(
            len(features) == len(wanted) and len(labels) == len(wanted) and not np.isnan(features).any(),
            expected=f"{len(wanted)} of these {len(rows)} rows: -- and -999 mark gaps",
            received=features,
            look="pandas knows a list of words for a gap; the codes of your own file you must name.",
        )
        require_close(features, wanted, what="the rows without gaps", look="Does each row keep its place?")
        require_close(labels, wanted_labels, what="the labels of these rows", look="Leave out rows of both at once.")


def check_picks_columns_by_name(answer):
    """The order of the columns in the file does not matter."""
    features, labels = read(answer, ROWS, columns=[4, 3, 0, 2, 5, 1])
    wanted, wanted_labels = truth(ROWS)
    look = "Another export may have its columns in another order: pick them by name."
    require_close(features, wanted, what="temperature, humidity and wind", look=look)
    require_close(labels, wanted_labels, what="the labels", look=look)
