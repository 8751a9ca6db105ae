"""A bank with the benchmark's five models as exam tasks, so that `gradatim grade` grades them like any other."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from benchmarks.grading.workload import ACCURACY, MadeCase
from gradatim.settings import Settings

_DATA = '''"""Rows of the benchmark; all of them are hidden."""

import numpy as np

from gradatim.data.examples import Examples


def hidden(dataset, split):
    with np.load(dataset.file("rows.npz")) as arrays:
        inputs, targets = arrays["inputs"].astype("{dtype}"), arrays["targets"]
    return Examples(inputs=inputs, targets=targets, ids=tuple(map(str, range(len(inputs)))))
'''

_TASK = """title = {title}
revision = 1
category = 1
area = "nn"
skills = ["nn.predict"]
minutes = 1
dataset = {id}

[input]
name = "input"
shape = {shape}
dtype = {dtype}
description = "a row of the benchmark"

[output]
shape = {output_shape}
kind = {kind}
description = "an answer of the benchmark"
classes = {classes}

[score]
metric = {metric}
bands = {bands}

[limits]
file_mb = 100
memory_mb = 2048
seconds = 600
"""

_DATASET = """title = {title}
description = "Random rows."
source = "benchmarks/grading/make_models.py"
source_version = "1"
made_by = "benchmarks/grading/make_models.py"
licence = "Apache-2.0"
attribution = "None"

[[files]]
path = "rows.npz"
sha256 = {sha256}
bytes = {bytes}
"""


def write_bank(folder: Path, workload: Sequence[MadeCase]) -> Path:
    """Write a content folder with one task a case.

    Args:
        folder: Gets the content; the skills and blueprints are those that ship.
        workload: The cases.

    Returns:
        The folder.
    """
    shipped = Settings.model_fields["content"].default
    shutil.copytree(shipped / "blueprints", folder / "blueprints")
    shutil.copy(shipped / "skills.toml", folder)
    for made in workload:
        _write_task(folder / "exam" / "1-bench" / made.case.id, made)
        _write_dataset(folder / "datasets", made)
    return folder


def _write_task(folder: Path, made: MadeCase) -> None:
    case = made.case
    is_classifier = case.metric == ACCURACY
    folder.mkdir(parents=True)
    task = _toml(
        _TASK,
        title=f"Benchmark: {case.title}",
        id=case.id,
        shape=case.shape,
        dtype=case.dtype,
        output_shape=[case.outputs],
        kind="probabilities" if is_classifier else "value",
        classes=[f"class {number}" for number in range(case.outputs)] if is_classifier else [],
        metric=case.metric,
        bands=[0.2, 0.4, 0.6, 0.7, 0.9] if is_classifier else [5.0, 2.0, 1.0, 0.5, 0.1],
    )
    (folder / "task.toml").write_text(task, encoding="utf-8")
    (folder / "data.py").write_text(_DATA.format(dtype=case.dtype), encoding="utf-8")


def _write_dataset(folder: Path, made: MadeCase) -> None:
    files = folder / made.case.id
    files.mkdir(parents=True)
    content = made.rows.read_bytes()
    (files / "rows.npz").write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    entry = _toml(_DATASET, title=f"Benchmark: {made.case.title}", sha256=sha256, bytes=len(content))
    (folder / f"{made.case.id}.toml").write_text(entry, encoding="utf-8")


def _toml(template: str, **values: object) -> str:
    # What JSON writes of text, numbers and lists is TOML.
    return template.format(**{name: json.dumps(value) for name, value in values.items()})
