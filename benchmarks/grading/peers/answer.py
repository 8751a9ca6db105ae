"""What the peers run, in the same words for all three: load the model, predict the hidden rows, measure."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.grading.workload import ACCURACY, MadeCase

METRIC_FILE = "metric.json"
"""Where a peer leaves the metric that it found, so that the benchmark can compare; beside its other files."""

LOAD = """import keras

model = keras.models.load_model("model.keras", compile=False)
"""
"""The candidate's part. Not compiling and large batches are more than most people's files do: they favour the peer."""

_MEASURE = {
    ACCURACY: "float((answers.argmax(axis=1) == targets).mean())",
    "mean absolute error": 'float(abs(answers.astype("float64") - targets).mean())',
}


def measure(made: MadeCase, metric_file: Path) -> str:
    """Return the grader's part, in Python: sets `metric`, writes it to a file.

    Args:
        made: The case; `rows.npz` is looked for in the working folder.
        metric_file: Gets the metric as JSON.
    """
    return f"""import json
import pathlib

import numpy as np

with np.load("rows.npz") as rows:
    inputs, targets = rows["inputs"].astype("{made.case.dtype}"), rows["targets"]
answers = model.predict(inputs, batch_size=256, verbose=0)
metric = {_MEASURE[made.case.metric]}
written = pathlib.Path({str(metric_file)!r}).write_text(json.dumps(metric))
"""


def passes(made: MadeCase) -> str:
    """Return the condition that the grader's test states."""
    return f"abs(metric - {made.expected!r}) <= {made.tolerance!r}"


def read_metric(metric_file: Path) -> float:
    """Return the metric that a peer left, and remove the file so that the next one cannot leave an old one.

    Raises:
        FileNotFoundError: It left none.
    """
    metric: float = json.loads(metric_file.read_text(encoding="utf-8"))
    metric_file.unlink()
    return metric


def notebook(cells: list[dict[str, object]]) -> str:
    """Return a Jupyter notebook with these cells."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


def code_cell(name: str, source: str, metadata: dict[str, object] | None = None) -> dict[str, object]:
    """Return a code cell of a notebook that has not been run."""
    return {
        "cell_type": "code",
        "id": name,
        "source": source,
        "metadata": metadata or {},
        "outputs": [],
        "execution_count": None,
    }
