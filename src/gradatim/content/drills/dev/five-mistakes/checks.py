import statistics

from checking import line_of, require, require_close, require_defined

ROWS = ([1, 2], [4.0, 4.5, 9.0], [-3, 0, 8, 8, 2])


def values_of(answer, name, values):
    """Return what a function of the answer makes of a list."""
    function = require_defined(answer, name, look="Which functions does the README name?")
    require(
        callable(function),
        expected=f"{name} to be a function",
        received=function,
        look="Has its `def` line been changed?",
        line=line_of(name),
    )
    return function(list(values))


def check_mean(answer):
    """`mean` returns the arithmetic mean."""
    for values in ROWS:
        require_close(
            values_of(answer, "mean", values),
            statistics.fmean(values),
            what=f"mean({values})",
            look="Nothing was raised, so the mistake is in what is computed: what does each operator do?",
        )


def check_spread(answer):
    """`spread` returns the standard deviation."""
    for values in ROWS:
        require_close(
            values_of(answer, "spread", values),
            statistics.pstdev(values),
            what=f"spread({values})",
            look="It is the square root of the mean squared distance from the mean.",
        )


def check_scaled(answer):
    """`scaled` returns values with mean 0 and standard deviation 1."""
    for values in ROWS:
        centre, width = statistics.fmean(values), statistics.pstdev(values)
        require_close(
            values_of(answer, "scaled", values),
            [(value - centre) / width for value in values],
            what=f"scaled({values})",
            look="Subtract the mean first, then divide by the spread.",
        )
