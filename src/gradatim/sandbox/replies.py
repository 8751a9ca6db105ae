"""What the model's process may answer, checked before anything of it is used."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from gradatim.sandbox.wire import MAX_VERDICT_BYTES, FrameError

_Count = Annotated[int, Field(ge=0, lt=2**63)]
_Shape = tuple[_Count | None, ...]


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ready(_Reply):
    """TensorFlow is imported and the limits are set; nothing of the model was touched yet."""

    status: Literal["ready"]


class Unavailable(_Reply):
    """TensorFlow could not be imported, or a limit could not be set."""

    status: Literal["unavailable"]
    message: str


class Loaded(_Reply):
    """The model is loaded."""

    status: Literal["loaded"]
    input_shapes: tuple[_Shape, ...] | None
    output_shapes: tuple[_Shape, ...] | None
    parameters: _Count | None
    layers: _Count | None


class _Weight(_Reply):
    path: Annotated[str, Field(max_length=60)]
    shape: Annotated[tuple[_Count, ...], Field(max_length=16)]
    mean: Annotated[float, Field(allow_inf_nan=False)]
    std: Annotated[float, Field(allow_inf_nan=False)]
    low: Annotated[float, Field(allow_inf_nan=False)]
    high: Annotated[float, Field(allow_inf_nan=False)]


class Weights(_Reply):
    """What the model's last trainable variables look like."""

    status: Literal["weights"]
    weights: Annotated[tuple[_Weight, ...], Field(max_length=32)]


class Predicted(_Reply):
    """The payload holds the predictions."""

    status: Literal["predicted"]


class Ran(_Reply):
    """The script came to its end; its verdict has that many bytes of JSON."""

    status: Literal["ran"]
    verdict_bytes: Annotated[int, Field(ge=0, le=MAX_VERDICT_BYTES)]


class Verdict(_Reply):
    """The payload holds the script's verdict."""

    status: Literal["verdict"]


class Failed(_Reply):
    """The model gave no usable answer. Whatever it says here harms only its own score."""

    status: Literal["failed"]
    reason: Literal["error", "memory", "output_count", "output_dtype", "output_shape"]
    error_type: str
    message: str
    received: str


Reply = Ready | Unavailable | Loaded | Weights | Predicted | Ran | Verdict | Failed
_REPLY: TypeAdapter[Reply] = TypeAdapter(Annotated[Reply, Field(discriminator="status")])


def parse_reply(header: dict[str, object]) -> Reply:
    """Return a frame's header as a reply.

    Args:
        header: The JSON object of a frame.

    Returns:
        The checked reply; whether it may come at this point is the caller's question.

    Raises:
        FrameError: It is no reply.
    """
    try:
        return _REPLY.validate_python(header)
    except ValidationError as error:
        raise FrameError(
            f"Expected a reply of the agreed form. Received: {error.error_count()} mistakes in it"
        ) from None
