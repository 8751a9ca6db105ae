"""Reading the signatures of a SavedModel without TensorFlow.

A minimal descriptor of our own names the few fields that are needed; Protocol Buffers skips everything else. Field
numbers are those of TensorFlow's `saved_model.proto`, `meta_graph.proto`, `tensor_shape.proto` and `types.proto`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from gradatim.grading.preflight.model_file import Shape
from gradatim.grading.preflight.refusal import Refusal, refusal
from gradatim.grading.preflight.zip_archive import ZipArchive, damaged

SERVING = "serving_default"
"""The signature that is run."""
_MAX_GRAPH_BYTES = 64 * 2**20
_UNKNOWN_LENGTH = -1
_DTYPES = {
    1: "float32",
    2: "float64",
    3: "int32",
    4: "uint8",
    5: "int16",
    6: "int8",
    7: "string",
    9: "int64",
    10: "bool",
    14: "bfloat16",
    17: "uint16",
    19: "float16",
    22: "uint32",
    23: "uint64",
}


@dataclass(frozen=True)
class Signature:
    """What the serving signature takes and gives; shapes without the batch axis, None where not declared."""

    input_shapes: tuple[Shape | None, ...]
    input_dtypes: tuple[str | None, ...]
    output_shapes: tuple[Shape | None, ...]


def saved_model_member(names: tuple[str, ...]) -> str | None:
    """Return the name of `saved_model.pb` at the root of an archive or one folder down.

    Args:
        names: All names in the archive.

    Returns:
        The member's name, or None when there is none.

    Example:
        >>> saved_model_member(("export/saved_model.pb", "export/variables/variables.index"))
        'export/saved_model.pb'
    """
    candidates = [name for name in names if name.rsplit("/", 1)[-1] == "saved_model.pb" and name.count("/") <= 1]
    return min(candidates, key=lambda name: name.count("/"), default=None)


def read_saved_model(archive: ZipArchive, member: str) -> Signature:
    """Read the serving signature of a SavedModel.

    Args:
        archive: The zip of the folder.
        member: Name of its `saved_model.pb`.

    Returns:
        The signature.

    Raises:
        Refusal: The file is damaged or has no serving signature.
    """
    from google.protobuf.message import DecodeError

    content = archive.read(member, max_bytes=_MAX_GRAPH_BYTES)
    model = _saved_model_class()()
    try:
        model.ParseFromString(content)
    except DecodeError:
        raise damaged("saved_model.pb is broken") from None
    for graph in model.meta_graphs:
        if SERVING in graph.signature_def:
            signature = graph.signature_def[SERVING]
            inputs = [signature.inputs[name] for name in sorted(signature.inputs)]
            outputs = [signature.outputs[name] for name in sorted(signature.outputs)]
            return Signature(
                input_shapes=tuple(_shape(tensor) for tensor in inputs),
                input_dtypes=tuple(_DTYPES.get(tensor.dtype) for tensor in inputs),
                output_shapes=tuple(_shape(tensor) for tensor in outputs),
            )
    raise _no_signature()


def _no_signature() -> Refusal:
    return refusal(
        "no-signature",
        expected=f"a SavedModel with the signature {SERVING}",
        received="a SavedModel without it",
        next_step='write it with model.export("folder"), or save the model with model.save("model.keras")',
    )


def _shape(tensor: Any) -> Shape | None:
    if not tensor.HasField("tensor_shape") or tensor.tensor_shape.unknown_rank:
        return None
    lengths = [axis.size for axis in tensor.tensor_shape.dim]
    return tuple(None if length == _UNKNOWN_LENGTH else length for length in lengths[1:])


@cache
def _saved_model_class() -> Any:
    """Build the message class from the fields that are read."""
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    field = descriptor_pb2.FieldDescriptorProto
    package = "gradatim.preflight"
    file = descriptor_pb2.FileDescriptorProto(name="gradatim/preflight.proto", package=package, syntax="proto3")

    def message(name: str, *fields: tuple[str, int, int, str]) -> descriptor_pb2.DescriptorProto:
        made = file.message_type.add(name=name)
        for field_name, number, label, kind in fields:
            added = made.field.add(name=field_name, number=number, label=label)
            if kind in _SCALARS:
                added.type = _SCALARS[kind]
            else:
                added.type, added.type_name = field.TYPE_MESSAGE, f".{package}.{kind}"
        return made

    one, many = field.LABEL_OPTIONAL, field.LABEL_REPEATED
    message("Dim", ("size", 1, one, "int64"))
    message("TensorShape", ("dim", 2, many, "Dim"), ("unknown_rank", 3, one, "bool"))
    message("TensorInfo", ("dtype", 2, one, "int32"), ("tensor_shape", 3, one, "TensorShape"))
    signature = message(
        "Signature", ("inputs", 1, many, "Signature.InputsEntry"), ("outputs", 2, many, "Signature.OutputsEntry")
    )
    graph = message("MetaGraph", ("signature_def", 5, many, "MetaGraph.SignatureDefEntry"))
    message("SavedModel", ("meta_graphs", 2, many, "MetaGraph"))
    for owner, entry, kind in (
        (signature, "InputsEntry", "TensorInfo"),
        (signature, "OutputsEntry", "TensorInfo"),
        (graph, "SignatureDefEntry", "Signature"),
    ):
        nested = owner.nested_type.add(name=entry)
        nested.options.map_entry = True
        nested.field.add(name="key", number=1, label=one, type=field.TYPE_STRING)
        nested.field.add(name="value", number=2, label=one, type=field.TYPE_MESSAGE, type_name=f".{package}.{kind}")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{package}.SavedModel"))


_SCALARS = {"int64": 3, "int32": 5, "bool": 8}
