"""The layers that a file names, against what the grader can load."""

from __future__ import annotations

import sys
from functools import cache
from importlib import metadata

from gradatim.grading.preflight.keras_names import FUNCTIONS, KERAS_2_OPERATIONS, LAYERS
from gradatim.grading.preflight.model_file import Layer, ModelFile
from gradatim.grading.preflight.refusal import make_notice, shown
from gradatim.grading.result import Notice
from gradatim.sandbox.model_format import ModelFormat

_MOST_NAMES = 3
_HARD_SIGMOID = "hard_sigmoid"
_KERAS_2_MODULES = ("tf_keras.", "keras.src.engine.")


def check_layers(
    model: ModelFile,
    *,
    allow_lambda: bool,
    grader_keras: str | None,
    grader_python: tuple[int, int] = sys.version_info[:2],
) -> list[Notice]:
    """Find the layers and functions that cannot be loaded.

    Args:
        model: What the file says.
        allow_lambda: Whether Lambda layers are run.
        grader_keras: The grader's Keras version; None skips the comparison.
        grader_python: The grader's Python. Defaults to this one.

    Returns:
        The reasons to refuse, each naming the layers.
    """
    checks = (
        _newer_keras(model, grader_keras),
        _lambdas_of_another_python(model, grader_python) if allow_lambda else _lambdas(model),
        _keras_2(model),
        _other_in_keras_2(model),
        _custom(model),
        _functions(model),
    )
    return [notice for notice in checks if notice is not None]


@cache
def installed_keras() -> str | None:
    """Return the version of the installed Keras without importing it, or None when there is none."""
    try:
        return metadata.version("keras")
    except metadata.PackageNotFoundError:
        return None


def newer_keras_hint(model: ModelFile) -> str:
    """Return a sentence for a file that does not load and was saved by a newer Keras than ours; otherwise nothing."""
    ours = installed_keras() or ""
    theirs, grader = _minor_version(model.keras_version or ""), _minor_version(ours)
    if theirs is None or grader is None or theirs <= grader:
        return ""
    return f"It was saved with Keras {shown(model.keras_version or '')}; the grader has {ours}."


def _newer_keras(model: ModelFile, grader_keras: str | None) -> Notice | None:
    """Refuse a newer major version only: files of a newer minor version mostly load, and the load will tell."""
    if grader_keras is None or model.keras_version is None:
        return None
    theirs, ours = _minor_version(model.keras_version), _minor_version(grader_keras)
    if theirs is None or ours is None or theirs[0] <= ours[0]:
        return None
    return make_notice(
        "newer-keras",
        expected=f"a model saved with Keras {grader_keras} or older",
        received=f"a model saved with Keras {shown(model.keras_version)}",
        next_step=f'pip install "keras=={ours[0]}.{ours[1]}.*", then build the model and save it again',
    )


def _minor_version(version: str) -> tuple[int, int] | None:
    """Return (major, minor): a later patch of the same minor version writes the same files."""
    parts = version.split(".")
    if len(parts) < 2 or not all(part.isascii() and part.isdecimal() and len(part) < 6 for part in parts[:2]):
        return None
    return int(parts[0]), int(parts[1])


def _lambdas(model: ModelFile) -> Notice | None:
    found = [layer for layer in model.layers if layer.class_name == "Lambda"]
    if not found:
        return None
    return make_notice(
        "lambda-layer",
        expected="a model without Lambda layers: they carry Python code, which is not run here",
        received=_names(found),
        next_step="use Keras' own layers instead, such as Rescaling, Reshape, Multiply or Activation, "
        "or write the step with keras.ops in a functional model, and save it as .keras",
    )


def _lambdas_of_another_python(model: ModelFile, grader_python: tuple[int, int]) -> Notice | None:
    found = [layer for layer in model.layers if layer.pythons is not None and grader_python not in layer.pythons]
    if not found:
        return None
    ours = _version(grader_python)
    theirs = " or ".join(dict.fromkeys(_span(layer.pythons or ()) for layer in found))
    return make_notice(
        "lambda-other-python",
        expected=f"Lambda layers that Python {ours} can run: they are stored as byte code, and each Python has its own",
        received=f"{_names(found)} with byte code of Python {theirs}",
        next_step="use Keras' own layers instead, such as Rescaling, Reshape, Multiply or Activation, or write the "
        f"step with keras.ops in a functional model, and save it as .keras; or save it with Python {ours}",
    )


def _span(versions: tuple[tuple[int, int], ...]) -> str:
    first, last = _version(versions[0]), _version(versions[-1])
    return first if first == last else f"{first} to {last}"


def _version(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


def _keras_2(model: ModelFile) -> Notice | None:
    found = [layer for layer in model.layers if _is_keras_2(layer)]
    if not found:
        return None
    return make_notice(
        "keras2-layer",
        expected="layers that Keras 3 can load",
        received=f"{_names(found)}, which only Keras 2 knows{_saved_with(model)}",
        next_step='build the model with Keras 3 and save it with model.save("model.keras")',
    )


def _other_in_keras_2(model: ModelFile) -> Notice | None:
    """Refuse what Keras 3 loads under the same name and computes otherwise: other answers are worse than none."""
    found = [layer for layer in model.layers if _HARD_SIGMOID in layer.activations]
    if not found or not (model.keras_version or "").startswith("2."):
        return None
    return make_notice(
        "keras2-activation",
        expected="activations that Keras 3 computes as Keras 2 did",
        received=f"{_names(found)} with {_HARD_SIGMOID}, another function in Keras 3{_saved_with(model)}",
        next_step='build and train the model with Keras 3, or with "sigmoid" instead, and save it again',
    )


def _saved_with(model: ModelFile) -> str:
    return f"; the file is of Keras {shown(model.keras_version)}" if model.keras_version else ""


def _custom(model: ModelFile) -> Notice | None:
    known = _in_hdf5 if model.format is ModelFormat.HDF5 else _in_keras_archive
    found = [layer for layer in model.layers if not known(layer) and not _is_keras_2(layer)]
    if not found:
        return None
    next_step = 'build the same with keras.layers, or model.export("folder") and submit the zipped folder'
    if model.format is ModelFormat.HDF5:
        next_step += '; a step of keras.ops needs model.save("model.keras"), an .h5 cannot hold it'
    return make_notice(
        "custom-layer",
        expected="only layers and models of Keras itself: a class of your own is not in the file",
        received=_names(found),
        next_step=next_step,
    )


def _functions(model: ModelFile) -> Notice | None:
    found = [name for name in dict.fromkeys(model.functions) if name not in FUNCTIONS]
    if not found:
        return None
    return make_notice(
        "custom-function",
        expected="only functions of Keras itself: a function of your own is not in the file",
        received=_joined([shown(name) for name in found]),
        next_step="use a function of keras.activations by its name, or a layer of keras.layers, and save it again",
    )


def _is_keras_2(layer: Layer) -> bool:
    return layer.class_name in KERAS_2_OPERATIONS or (layer.module or "").startswith(_KERAS_2_MODULES)


def _in_hdf5(layer: Layer) -> bool:
    return layer.class_name in LAYERS


def _in_keras_archive(layer: Layer) -> bool:
    return layer.module == "keras" or (layer.module or "").startswith("keras.")


def _names(layers: list[Layer]) -> str:
    described = [
        f"{shown(layer.name)} ({shown(layer.class_name)})" if layer.name else shown(layer.class_name)
        for layer in layers
    ]
    return _joined(list(dict.fromkeys(described)))


def _joined(names: list[str]) -> str:
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")
