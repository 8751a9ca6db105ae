"""A conversation with a model that runs in a process of its own."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.sandbox.conversation import Conversation, open_conversation
from gradatim.sandbox.failure import ModelFailure, Reason, Stage
from gradatim.sandbox.hostile_text import clean
from gradatim.sandbox.launcher import Launcher
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.npy import npy_parts
from gradatim.sandbox.replies import Loaded, Predicted, Reply, Weights
from gradatim.sandbox.verdict import malformed


@dataclass(frozen=True)
class LoadedModel:
    """What a model says about itself. None where it cannot say.

    Args:
        input_shapes: Shape of each input, batch axis first; None is an axis of any length.
        output_shapes: Shape of each output, likewise.
        parameters: Number of weights.
        layers: Number of layers at the top level.
    """

    input_shapes: tuple[tuple[int | None, ...], ...] | None
    output_shapes: tuple[tuple[int | None, ...], ...] | None
    parameters: int | None
    layers: int | None


@dataclass(frozen=True)
class WeightFacts:
    """What one variable of a model looks like, without its numbers. The model says so, so it may be untrue.

    Args:
        path: Its name, such as `dense/kernel`; untrusted text.
        shape: Its shape.
        mean: Mean of its numbers.
        std: Their standard deviation.
        low: The smallest.
        high: The largest.
    """

    path: str
    shape: tuple[int, ...]
    mean: float
    std: float
    low: float
    high: float


class ModelSession:
    """Asks one model, in its own process: load once, then predict as often as needed. Made by `open_model`.

    After a failure that ended the process, every further call raises the same failure. After any other the
    conversation can go on.
    """

    def __init__(self, conversation: Conversation, load_request: dict[str, object]) -> None:
        self._conversation = conversation
        self._load_request = load_request
        self._loaded: LoadedModel | None = None
        self.start_ms = conversation.start_ms
        self.load_ms = 0.0
        self.predict_ms = 0.0

    @property
    def mode(self) -> SandboxMode:
        """How strictly the model is confined."""
        return self._conversation.mode

    @property
    def pid(self) -> int:
        """Id of the model's process."""
        return self._conversation.pid

    def load(self) -> LoadedModel:
        """Load the model; the second time, return what the first established.

        Returns:
            What the model says about itself.

        Raises:
            ModelFailure: It does not load within its limits.
        """
        if self._loaded is not None:
            return self._loaded
        started = time.perf_counter()
        try:
            reply = self._conversation.ask(Stage.LOAD, self._load_request).reply
        finally:
            self.load_ms += (time.perf_counter() - started) * 1000
        if not isinstance(reply, Loaded):
            raise self._conversation.refuse(Stage.LOAD, reply, expected="a model that loads")
        self._loaded = LoadedModel(reply.input_shapes, reply.output_shapes, reply.parameters, reply.layers)
        return self._loaded

    def weights(self) -> tuple[WeightFacts, ...]:
        """Return what the model's last 32 trainable variables look like; nothing for a SavedModel.

        Raises:
            ModelFailure: It does not answer within its limits.
        """
        reply = self._conversation.ask(Stage.LOAD, {"op": "weights"}).reply
        if not isinstance(reply, Weights):
            raise self._conversation.refuse(Stage.LOAD, reply, expected="what the weights look like")
        return tuple(WeightFacts(clean(w.path), w.shape, w.mean, w.std, w.low, w.high) for w in reply.weights)

    def predict(
        self, inputs: npt.NDArray[np.generic], *, output_shape: tuple[int, ...], as_called: bool = False
    ) -> npt.NDArray[np.float32]:
        """Return the model's answer to each row.

        The same rows get the same answer each time: the model's random state is reset before every call.

        Args:
            inputs: Rows first; integers, floating-point numbers or byte strings of a fixed width.
            output_shape: Shape of one answer. Nothing is reshaped to fit it.
            as_called: Whether to answer as `model(inputs)` does, where `training=True` in the call of a layer counts.
                Defaults to False: as `model.predict(inputs)`, which overrules it.

        Returns:
            Finite numbers of shape `(rows, *output_shape)`.

        Raises:
            ModelFailure: It gives no such answer within its limits.
            RuntimeError: The model was not loaded.
            TypeError: The inputs are of another kind.
            ValueError: There are no rows.
        """
        if self._loaded is None:
            raise RuntimeError("Expected a call of load() before predict(). Received: predict() first")
        payload = npy_parts(inputs)
        rows = len(inputs)
        size = 4 * rows * math.prod(output_shape)
        request: dict[str, object] = {"op": "predict", "output_shape": list(output_shape), "as_called": as_called}
        started = time.perf_counter()
        try:
            answer = self._conversation.ask(Stage.PREDICT, request, payload, reply_bytes=size)
        finally:
            self.predict_ms += (time.perf_counter() - started) * 1000
        reply, frame = answer.reply, answer.frame
        if not isinstance(reply, Predicted):
            raise self._conversation.refuse(Stage.PREDICT, reply, expected=_expected(reply, output_shape))
        if len(frame.payload) != size:
            raise self._conversation.end(malformed(Stage.PREDICT, f"{len(frame.payload)} bytes of predictions"))
        predictions: npt.NDArray[np.float32] = np.frombuffer(frame.payload, "<f4").reshape(rows, *output_shape)
        _require_finite(predictions)
        return predictions


@contextmanager
def open_model(
    model: Path, model_format: ModelFormat, limits: RunLimits, *, allow_lambda: bool, launcher: Launcher | None = None
) -> Iterator[ModelSession]:
    """Start a process for one model; leaving the context ends it.

    Args:
        model: The saved model. It is copied first, so it may change meanwhile.
        model_format: How it was saved.
        limits: What it may use.
        allow_lambda: Whether layers that carry Python code may be loaded.
        launcher: How the process comes to life. Defaults to what `default_launcher` chooses.

    Yields:
        The conversation. Nothing of the model was touched yet.

    Raises:
        SandboxUnavailable: The process could not be started, or has no TensorFlow; `ConfinementRefused` if this
            machine cannot confine it as the settings demand.

    Example:
        >>> def answer(model: Path, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        ...     with open_model(model, ModelFormat.KERAS, RunLimits(), allow_lambda=False) as session:
        ...         session.load()
        ...         return session.predict(rows, output_shape=(10,))
    """
    load_request: dict[str, object] = {
        "op": "load",
        "format": model_format.value,
        "allow_lambda": allow_lambda,
        "memory_mb": limits.memory_mb,
    }
    with open_conversation(model, limits, launcher) as conversation:
        yield ModelSession(conversation, load_request)


def _expected(reply: Reply, output_shape: tuple[int, ...]) -> str:
    reason = getattr(reply, "reason", "")
    if reason == Reason.OUTPUT_COUNT:
        return "1 output"
    if reason == Reason.OUTPUT_DTYPE:
        return "real numbers"
    shape = "(" + ", ".join(["rows", *map(str, output_shape)]) + ("" if output_shape else ",") + ")"
    return shape if reason == Reason.OUTPUT_SHAPE else f"predictions of shape {shape}"


def _require_finite(answer: npt.NDArray[np.float32]) -> None:
    strange = int(np.count_nonzero(~np.isfinite(answer)))
    if strange:
        raise ModelFailure(
            Stage.PREDICT,
            Reason.NOT_FINITE,
            expected="finite numbers",
            received=f"NaN or infinity in {strange:,} of {answer.size:,} numbers",
        )
