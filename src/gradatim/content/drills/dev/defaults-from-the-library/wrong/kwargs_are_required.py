import inspect
from inspect import Parameter


def default_of(function, parameter):
    """Return the default value of a parameter.

    Raises:
        ValueError: There is no such parameter, or it has no default.
    """
    found = inspect.signature(function).parameters.get(parameter)
    if found is None or found.default is Parameter.empty:
        raise ValueError(f"Expected a parameter with a default. Received: {parameter}")
    return found.default


def required(function):
    parameters = inspect.signature(function).parameters
    return [name for name, parameter in parameters.items() if parameter.default is Parameter.empty]
