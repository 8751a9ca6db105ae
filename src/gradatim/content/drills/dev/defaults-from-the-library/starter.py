import inspect


def default_of(function, parameter):
    """Return the default value of a parameter.

    Raises:
        ValueError: There is no such parameter, or it has no default.
    """
    ...  # TODO: read it from the signature


def required(function):
    """Return the names of the parameters that must be given, in order."""
    ...  # TODO
