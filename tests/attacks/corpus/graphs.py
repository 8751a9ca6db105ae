"""SavedModel: a graph is a program too, and there is no safe mode for it."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from gradatim.sandbox.failure import Reason
from tests.attacks.building import Make
from tests.attacks.sample import Answers, Expected, Family, Sample, Surroundings, on_predict

_GRAPH = partial(Sample, allow_lambda=False)


def graph(name: str) -> Make:
    """Return what copies a SavedModel of the bases."""

    def make(around: Surroundings) -> Path:
        return Path(shutil.copy(around.bases / f"{name}.zip", around.folder / "model.zip"))

    return make


_NO_FILE = on_predict(Reason.ERROR)
_FILE_OPERATIONS: dict[str, Expected] = {
    "ReadFile": _NO_FILE,
    "MatchingFiles": Answers(),
    "TextLineDataset": _NO_FILE,
    "TFRecordDataset": _NO_FILE,
    "FixedLengthRecordDataset": _NO_FILE,
    "RestoreV2": _NO_FILE,
    "WriteFile": _NO_FILE,
    "PrintV2": on_predict(Reason.ERROR),
    "SaveV2": _NO_FILE,
    "MergeV2Checkpoints": _NO_FILE,
}

SAMPLES = (
    *(_GRAPH(name, Family.SAVED_MODEL, graph(name), expected) for name, expected in _FILE_OPERATIONS.items()),
    _GRAPH(
        "a connection of tf.data",
        Family.SOCKET,
        graph("data service"),
        on_predict(Reason.ERROR, Reason.TIMEOUT, Reason.CRASHED),
        seconds=3,
    ),
    _GRAPH("in a graph", Family.LOOP, graph("while_loop"), on_predict(Reason.TIMEOUT), seconds=2),
    _GRAPH("in a graph", Family.MEMORY, graph("tensor bomb"), on_predict(Reason.MEMORY)),
    _GRAPH("in a graph", Family.FLOOD, graph("flood"), on_predict(Reason.PROTOCOL, Reason.TIMEOUT), seconds=5),
)
