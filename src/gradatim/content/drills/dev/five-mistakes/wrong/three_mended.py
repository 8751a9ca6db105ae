import math


def mean(values):
    """Return the arithmetic mean."""
    return sum(values) / len(values)


def spread(values):
    """Return the standard deviation."""
    centre = mean(value)
    return math.sqrt(mean([(value - centre) ** 2 for value in values]))


def scaled(values):
    """Return the values with mean 0 and standard deviation 1."""
    centre, width = mean(values), spread(values)
    return [(value - centre) / width for value in values]
