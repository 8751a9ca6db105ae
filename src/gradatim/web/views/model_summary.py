"""What a submitted file says about itself, read without TensorFlow and without loading the model."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from gradatim.errors import UserError
from gradatim.exams.report import printable
from gradatim.grading.preflight import Parameters, Refusal, count_parameters, inspect_model
from gradatim.grading.preflight.model_file import ModelFile, Shape
from gradatim.store.blobs import BlobStore
from gradatim.web.views.view import View

_MOST_LAYERS = 200
_LONGEST_NAME = 80


class LayerLine(View):
    """One layer, as the file names it."""

    kind: str = Field(description="Its class, such as `Dense`.")
    name: str = Field(description="Its own name; empty when the file gives none.")
    parameters: int | None = Field(description="Its weights; null where the file does not tell them by layer.")


class LayerCount(View):
    """How many layers of one class there are."""

    kind: str
    number: int


class ModelSummary(View):
    """What the file declares. What it does not say is empty."""

    format: str = Field(description="`keras`, `h5` or `saved_model`.")
    keras_version: str | None
    inputs: list[str] = Field(description="Shape and type of each input, without the batch axis.")
    outputs: list[str] = Field(description="Shape of each output.")
    layers: list[LayerLine] = Field(description="At most 200, in the order of the file; nested ones included.")
    layers_in_all: int
    kinds: list[LayerCount] = Field(description="Layers by class, the commonest first.")
    parameters: int | None = Field(description="All weights of the model; null where the file does not tell them.")
    functions: list[str] = Field(description="Names of the author's own functions that layers refer to.")


def model_summary(blobs: BlobStore, sha256: str, max_bytes: int) -> ModelSummary | None:
    """Return what a stored model says about itself; None when the file cannot be read.

    Args:
        blobs: Where models are kept.
        sha256: Which model.
        max_bytes: The task's limit.
    """
    try:
        path = blobs.get(sha256)
    except UserError:
        return None
    return _summary(path, max_bytes)


@lru_cache(maxsize=256)
def _summary(path: Path, max_bytes: int) -> ModelSummary | None:
    # The path is the hash of the content, so what was read once stays true.
    try:
        found = inspect_model(path, max_bytes=max_bytes, watch_seconds=0)
    except Refusal:
        return None
    return _of_file(found, count_parameters(path, max_bytes=max_bytes))


def _of_file(found: ModelFile, weights: Parameters | None) -> ModelSummary:
    by_layer = weights.by_layer({layer.name for layer in found.layers}) if weights else {}
    times = Counter(layer.name for layer in found.layers)
    dtypes = found.input_dtypes or ()
    inputs = [
        f"{_shape(shape)} {dtypes[place] or ''}".strip() if place < len(dtypes) else _shape(shape)
        for place, shape in enumerate(found.input_shapes or ())
    ]
    counts = Counter(_short(layer.class_name) for layer in found.layers)
    return ModelSummary(
        format=found.format.value,
        keras_version=None if found.keras_version is None else _short(found.keras_version),
        inputs=[_short(one) for one in inputs[:_MOST_LAYERS]],
        outputs=[_shape(shape) for shape in (found.output_shapes or ())[:_MOST_LAYERS]],
        layers=[
            LayerLine(
                kind=_short(layer.class_name),
                name=_short(layer.name),
                # Two models inside the model may each have a layer of this name.
                parameters=by_layer.get(layer.name) if times[layer.name] == 1 else None,
            )
            for layer in found.layers[:_MOST_LAYERS]
        ],
        layers_in_all=len(found.layers),
        kinds=[LayerCount(kind=kind, number=number) for kind, number in counts.most_common(_MOST_LAYERS)],
        parameters=weights.total if weights else None,
        functions=[_short(name) for name in found.functions[:_MOST_LAYERS]],
    )


def _shape(shape: Shape | None) -> str:
    if shape is None:
        return "not declared"
    return f"({', '.join('any' if axis is None else str(axis) for axis in shape)})"


def _short(text: str) -> str:
    """Return a name out of the file, which its author chose: printable, and not endless."""
    shown = printable(text[: 2 * _LONGEST_NAME])
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"
