import inspect
from inspect import Parameter

KNOWN = {"batch_size": 32, "activation": None, "unit": "BYTE", "method": "bilinear", "patience": 0}


def default_of(function, parameter):
    if parameter not in KNOWN:
        raise ValueError(parameter)
    return KNOWN[parameter]


def required(function):
    """Return the names of the parameters that must be given, in order."""
    return [
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is Parameter.empty
        and parameter.kind not in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
    ]
