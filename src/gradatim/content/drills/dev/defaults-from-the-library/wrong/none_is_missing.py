import inspect
from inspect import Parameter


def default_of(function, parameter):
    found = inspect.signature(function).parameters.get(parameter)
    if found is None or found.default is None or found.default is Parameter.empty:
        raise ValueError(parameter)
    return found.default


def required(function):
    """Return the names of the parameters that must be given, in order."""
    return [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is Parameter.empty
        and parameter.kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
    ]
