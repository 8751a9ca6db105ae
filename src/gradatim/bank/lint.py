"""`task lint`: what can be wrong with a task and is found in milliseconds, without training anything."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.findings import FINDINGS
from gradatim.bank.reader import read_task
from gradatim.data.catalogue import Dataset
from gradatim.errors import UserError

STRONGER = "stronger.py"
"""An answer that does more than the reference, to show what the highest band leaves room for."""
_SCRIPTS = ("starter.py", "solution.py", STRONGER, "baselines.py")
_NEEDED = ("README.md", *_SCRIPTS, "data.py", "data.png", "measured.json")
_FEWEST_WEAK = 3
_LARGEST_PICTURE = 150_000


@dataclass(frozen=True)
class Problem:
    """Something that the task's author has to mend."""

    path: Path
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def source_digests(task: ExamTask) -> dict[str, str]:
    """Return a digest of the data, and one of each script: what each measured figure depends on."""
    checksums = "".join(dataset.checksum for dataset in task.datasets)
    data = hashlib.sha256(checksums.encode() + (task.folder / "data.py").read_bytes())
    scripts = (*_SCRIPTS, *(weak.file for weak in task.weak))
    digests = {name: hashlib.sha256((task.folder / name).read_bytes()) for name in scripts}
    return {name: digest.hexdigest()[:16] for name, digest in ({"data": data} | digests).items()}


def content_digest(task: ExamTask) -> str:
    """Return one digest of everything that a proof of this task depends on."""
    parts = sorted(source_digests(task).items())
    return hashlib.sha256(repr(parts).encode() + (task.folder / "task.toml").read_bytes()).hexdigest()[:16]


def lint_task(folder: Path) -> list[Problem]:
    """Return what is wrong with the task in this folder; empty when nothing is."""
    try:
        task = read_task(folder)
        datasets = task.datasets
    except UserError as error:
        return [Problem(folder / "task.toml", str(error))]
    problems = [Problem(folder / name, "Expected this file. Received: none") for name in _missing(task)]
    if problems:
        return problems
    problems += _wrong_scripts(task)
    problems += _wrong_readme(task)
    problems += _wrong_measurement(task)
    if len(task.weak) < _FEWEST_WEAK:
        problems.append(
            Problem(folder / "task.toml", f"Expected at least {_FEWEST_WEAK} weak answers. Received: {len(task.weak)}")
        )
    for weak in task.weak:
        if weak.finding not in FINDINGS:
            message = f"Expected a finding of {weak.file} among {', '.join(FINDINGS)}. Received: {weak.finding!r}"
            problems.append(Problem(folder / "task.toml", message))
    size = (folder / "data.png").stat().st_size
    if size > _LARGEST_PICTURE:
        problems.append(
            Problem(folder / "data.png", f"Expected at most {_LARGEST_PICTURE:,} bytes. Received: {size:,}")
        )
    problems += _wrong_files(datasets)
    return problems


def _wrong_files(datasets: Iterable[Dataset]) -> Iterator[Problem]:
    for dataset in datasets:
        for name in dataset.checksums:
            try:
                dataset.file(name)
            except UserError as error:
                yield Problem(dataset.folder / name, str(error))


def _missing(task: ExamTask) -> Iterator[str]:
    for name in (*_NEEDED, *(weak.file for weak in task.weak)):
        if not (task.folder / name).is_file():
            yield name


def _wrong_scripts(task: ExamTask) -> Iterator[Problem]:
    scripts = dict.fromkeys((*_SCRIPTS, *(weak.file for weak in task.weak)), "solution_model")
    scripts["baselines.py"] = "baselines"
    for name, wanted in scripts.items():
        path = task.folder / name
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            yield Problem(path, f"Expected valid Python. Received: {error.msg} in line {error.lineno}")
            continue
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        if wanted not in names:
            yield Problem(path, f"Expected a function {wanted}(). Received: {', '.join(sorted(names)) or 'none'}")
    listed = {weak.file for weak in task.weak}
    for path in sorted((task.folder / "weak").glob("*.py")):
        if path.relative_to(task.folder).as_posix() not in listed:
            yield Problem(path, "Expected a [[weak]] entry for this file in task.toml. Received: none")


def _wrong_readme(task: ExamTask) -> Iterator[Problem]:
    """The README must not drift from task.toml in anything the candidate relies on."""
    path = task.folder / "README.md"
    text = path.read_text(encoding="utf-8")
    facts = {
        "the title": task.title,
        "the metric": task.rubric.metric.value,
        "the file size limit": f"{task.limits.file_mb} MB",
    }
    facts |= {f"the band of {score}/5": f"{band:g}" for score, band in enumerate(task.rubric.bands, start=1)}
    facts |= {f"the licence of {dataset.id}": dataset.licence for dataset in task.datasets}
    facts |= {f"the class {name!r}": name for name in task.output.classes}
    for what, value in facts.items():
        if value.casefold() not in text.casefold().replace(",", ""):
            yield Problem(path, f"Expected {what} to be stated: {value!r}. Received: no mention")


def _wrong_measurement(task: ExamTask) -> Iterator[Problem]:
    path = task.folder / "measured.json"
    measured = json.loads(path.read_text(encoding="utf-8"))
    wanted = {"sources": source_digests(task), "bands": list(task.rubric.bands)}
    for key, value in wanted.items():
        if measured.get(key) != value:
            yield Problem(
                path,
                f"Expected a measurement of the task's {key} as they are. Received: an older one. "
                f"Next: gradatim task verify {task.id} --seeds 5 --write",
            )
