"""SavedModel folders, handed in as a zip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import tensorflow as tf

from gradatim.sandbox.child.random_state import RandomState
from gradatim.sandbox.child.runnable import Facts, Weight, shapes_of
from gradatim.sandbox.child.unpack import MARK, unpack

ENDPOINTS = ("serving_default", "serve")


class SavedModel:
    """The serving endpoint of a SavedModel.

    Args:
        loaded: What `tf.saved_model.load` returned; it owns the variables.
    """

    def __init__(self, loaded: Any) -> None:
        self._loaded = loaded
        self.has_answered = False
        endpoint = _endpoint(loaded)
        self._random_state = RandomState()
        self._random_state.watch(endpoint.graph)
        positional, named = endpoint.structured_input_signature
        specs = [*positional, *named.values()]
        if len(specs) != 1:
            raise ValueError(f"Expected an endpoint with 1 input. Received: {len(specs)} inputs")
        self._dtype = specs[0].dtype
        self._call: Callable[[Any], Any] = endpoint
        if named:
            name = next(iter(named))
            self._call = lambda batch: endpoint(**{name: batch})
        outputs = tf.nest.flatten(endpoint.structured_outputs)
        variables = getattr(loaded, "variables", None)
        self.facts = Facts(
            input_shapes=shapes_of(specs),
            output_shapes=shapes_of(outputs),
            parameters=None if variables is None else sum(v.shape.num_elements() or 0 for v in variables),
            layers=None,
        )
        self.fixed_batch = specs[0].shape[0] if specs[0].shape.rank else None

    def eager(self, batch: Any) -> Any:
        """Return the outputs for one batch; numbers are cast to the declared type, as Keras does."""
        if batch.dtype != self._dtype and tf.string not in (batch.dtype, self._dtype):
            batch = tf.cast(batch, self._dtype)
        return self._call(batch)

    # An endpoint is a graph already, and there is one way to call it.
    traced = called = eager

    def weights(self) -> list[Weight]:
        """Return nothing: an endpoint does not say what its variables are for."""
        return []

    def reset(self, *, for_graph: bool = False) -> None:
        """Bring the random state of operations back; variables inside the graph are out of reach."""
        self._random_state.bring_back(for_graph=for_graph)


def load_saved_model(archive: BinaryIO) -> SavedModel:
    """Unpack and load a zip of a SavedModel folder.

    Args:
        archive: The zip.

    Returns:
        The model.

    Raises:
        MemoryError: Its graph alone needs more memory than there is.
    """
    with archive:
        folder = unpack(archive, Path("saved_model"))
    # TensorFlow holds this file twice while it reads it, and ends by SIGSEGV where there is no room for that.
    bytearray(2 * (folder / MARK).stat().st_size)
    return SavedModel(tf.saved_model.load(str(folder)))


def _endpoint(loaded: Any) -> Any:
    signatures = getattr(loaded, "signatures", {})
    for name in ENDPOINTS:
        if name in signatures:
            return signatures[name]
    raise ValueError(f"Expected an endpoint {' or '.join(ENDPOINTS)}. Received: {sorted(signatures) or 'none'}")
