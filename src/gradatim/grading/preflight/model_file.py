"""What a model's file says about itself."""

from __future__ import annotations

from dataclasses import dataclass

from gradatim.sandbox.model_format import ModelFormat

Shape = tuple[int | None, ...]
"""A shape without the batch axis; None is an axis of any length."""


@dataclass(frozen=True)
class Layer:
    """One layer, or one nested model, that the file names.

    Args:
        class_name: Its class, such as `Dense`.
        name: Its own name, such as `dense_3`; empty when the file gives none.
        module: Where the class comes from, such as `keras.layers`. None when the file does not say (every `.h5`, and
            classes that were registered by their author).
        registered_name: The name it was registered under, such as `Package>Name`. None for most of Keras' own.
        pythons: Of a Lambda layer, the Python versions that can run its code. None for all others, and where it is
            not told.
        activations: Names of the activations that its configuration gives as text.
        called_in_training: Whether `training=True` is written into a call of it.
    """

    class_name: str
    name: str
    module: str | None = None
    registered_name: str | None = None
    pythons: tuple[tuple[int, int], ...] | None = None
    activations: tuple[str, ...] = ()
    called_in_training: bool = False


@dataclass(frozen=True)
class ModelFile:
    """A model's file as it was read, without loading the model.

    Args:
        format: What kind of file it is, by its content and not by its name.
        bytes: Size of the file.
        keras_version: The Keras that wrote it; None when the file does not say.
        layers: All layers, nested ones included, in the order of the file; empty for a SavedModel.
        input_shapes: One shape per input, None for a shape that is not declared; None when nothing is declared.
        output_shapes: One shape per output, in the same way.
        input_dtypes: One dtype name per input, None for one that is not declared; None when nothing is declared.
        functions: Names of the author's own functions that layers refer to, such as a custom activation.
    """

    format: ModelFormat
    bytes: int
    keras_version: str | None
    layers: tuple[Layer, ...]
    input_shapes: tuple[Shape | None, ...] | None
    output_shapes: tuple[Shape | None, ...] | None
    input_dtypes: tuple[str | None, ...] | None
    functions: tuple[str, ...] = ()
