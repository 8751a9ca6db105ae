"""Configurations that name what no layer should be, and layers that read files."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from gradatim.sandbox.failure import Reason
from tests.attacks.building import Config, Make, edited, layer_named, rewritten, runs
from tests.attacks.payloads import processes
from tests.attacks.sample import Answers, Expected, Family, Sample, Surroundings, on_load

_CONFIG = partial(Sample, family=Family.CONFIG)
_FILE_LAYER = partial(Sample, family=Family.FILE_LAYER)
_REFUSED = on_load(Reason.ERROR)


def named(module: str, name: str, kind: str = "function") -> Config:
    """Return what Keras writes for an object that it finds by its name."""
    return {"module": module, "class_name": kind, "config": name, "registered_name": name}


def function(module: str, name: str, /, **arguments: object) -> Callable[[Surroundings], Make]:
    """Return what makes a Lambda layer call a function that is not its own."""

    def edit(config: Config) -> None:
        layer = layer_named(config, "attack")
        layer["function"], layer["arguments"] = named(module, name), arguments

    return lambda _: edited("lambda.keras", edit)


def layer(module: str, name: str, /, **config: object) -> Callable[[Surroundings], Make]:
    """Return what puts an object of any class where a layer was."""

    def edit(whole: Config) -> None:
        place = next(found for found in whole["config"]["layers"] if found["config"].get("name") == "attack")
        place |= {"module": module, "class_name": name, "registered_name": None, "config": {"name": "attack", **config}}

    return lambda _: edited("lambda.keras", edit)


def initializer(module: str, name: str, /, **config: object) -> Callable[[Surroundings], Make]:
    """Return what puts an object of any class where a layer's own parts are looked for."""

    def edit(whole: Config) -> None:
        layer_named(whole, "dense")["kernel_initializer"] = {
            "module": module,
            "class_name": name,
            "registered_name": None,
            "config": config,
        }

    return lambda _: edited("dense.keras", edit)


def lookup(name: str, **config: object) -> Callable[[Surroundings], Make]:
    """Return what makes a layer look its words up in the secret file."""

    def build(around: Surroundings) -> Make:
        def edit(whole: Config) -> None:
            place = next(found for found in whole["config"]["layers"] if found["config"].get("name") == "attack")
            place |= {
                "class_name": name,
                "config": {"name": "attack", "vocabulary": str(around.secret), **config},
                "build_config": None,
            }

        return edited("lookup.keras", edit)

    return build


def saved_model_layer(around: Surroundings) -> Make:
    """Make a layer load a SavedModel from a folder outside."""
    return layer("keras.layers", "TFSMLayer", filepath=str(around.secret.parent), call_endpoint="serve")(around)


def downloaded(around: Surroundings) -> Make:
    """Make a layer fetch a file from outside."""
    origin = f"file://{around.secret}"
    return function("keras.utils", "get_file", origin=origin, fname="stolen")(around)


def any_name(text: str, by: str) -> Callable[[Surroundings], Make]:
    """Return what replaces a text in the honest configuration."""
    return lambda _: rewritten("dense.keras", lambda config: config.replace(text, by))


def without_structure(_: Surroundings) -> Make:
    """Make a configuration that is JSON, and no model."""
    return rewritten("dense.keras", lambda _: json.dumps([[[]]]))


def _made(build: Callable[[Surroundings], Make]) -> Make:
    return lambda around: build(around)(around)


_INJECTED: dict[str, tuple[Callable[[Surroundings], Make], Expected]] = {
    "os.system": (function("os", "system"), _REFUSED),
    "os.mkdir by its builtin module": (function("posix", "mkdir"), _REFUSED),
    "builtins.exec": (function("builtins", "exec"), _REFUSED),
    "importlib": (function("importlib", "import_module"), _REFUSED),
    "subprocess.Popen": (layer("subprocess", "Popen", args=["true"]), _REFUSED),
    "pickle.loads": (function("pickle", "loads"), _REFUSED),
    "numpy.load with pickles": (function("numpy", "load", allow_pickle=True), _REFUSED),
    "keras.utils.get_file": (downloaded, on_load(Reason.ERROR)),
    "keras.models.load_model": (function("keras.models", "load_model"), on_load(Reason.ERROR)),
    "switching the safe mode off": (function("keras.config", "enable_unsafe_deserialization"), on_load(Reason.ERROR)),
    "PyTorch's pickles": (layer("keras.layers", "TorchModuleWrapper", module="gASVAAAAAA=="), _REFUSED),
    "an initializer that is a process": (initializer("subprocess", "Popen", args=["true"]), _REFUSED),
    "a class of the grader": (layer("gradatim.sandbox.warm_launcher", "WarmLauncher"), _REFUSED),
    "a layer that does not exist": (any_name('"Dense"', '"Dens"'), _REFUSED),
    "no structure": (without_structure, _REFUSED),
}
_READING: dict[str, Callable[[Surroundings], Make]] = {
    "StringLookup": lookup("StringLookup"),
    "TextVectorization": lookup("TextVectorization"),
    "IntegerLookup": lookup("IntegerLookup", dtype="int64"),
    "TFSMLayer": saved_model_layer,
}

SAMPLES = (
    *(_CONFIG(name, make=_made(build), expected=expected) for name, (build, expected) in _INJECTED.items()),
    *(_FILE_LAYER(name, make=_made(build), expected=_REFUSED) for name, build in _READING.items()),
    *(
        _FILE_LAYER(f"{name} where Python is not allowed", make=_made(build), expected=_REFUSED, allow_lambda=False)
        for name, build in _READING.items()
    ),
    _CONFIG("code in the config of a .h5 file", make=runs(processes.fork_raw, suffix=".h5"), expected=Answers()),
)
