"""Trains each candidate's model once and keeps it below .bench/coach_blind."""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
import shutil
import textwrap
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.coach_blind.candidate import Candidate, Part
from gradatim.bank.reader import load_task
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY

KEPT = Path(".bench/coach_blind")
SPLIT = Split(PRACTICE_SPLIT_KEY.encode())
_SEED = 20_261


@dataclass(frozen=True)
class Made:
    """A trained model.

    Args:
        model: The file.
        history: The course of its training, if it is handed in.
        seconds: Processor time that training took, with what the examination of the model before took meanwhile.
    """

    model: Path
    history: Path | None
    seconds: float


def made(candidate: Candidate) -> Made:
    """Return the candidate's model, trained now unless it was kept."""
    folder = KEPT / candidate.task / candidate.name
    record, model, history = folder / "made.json", folder / "model.keras", folder / "history.csv"
    origin = _origin(candidate)
    if not record.is_file() or json.loads(record.read_text())["origin"] != origin:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        seconds = _train(candidate, model, history)
        record.write_text(json.dumps({"origin": origin, "seconds": round(seconds, 2)}))
    seconds = float(json.loads(record.read_text())["seconds"])
    return Made(model, history if candidate.logged else None, seconds)


def _train(candidate: Candidate, model: Path, history: Path) -> float:
    import keras

    part = part_of(candidate.task, history)
    keras.utils.set_random_seed(_SEED)
    started = time.process_time()
    candidate.make(part).save(model)
    seconds = time.process_time() - started
    keras.backend.clear_session()
    return seconds


def part_of(task_id: str, history: Path) -> Part:
    """Return what a candidate has of a task."""
    task = load_task(task_id)
    folder = KEPT / task_id / "data"
    if not folder.is_dir():
        folder.mkdir(parents=True)
        task.write_candidate_data(SPLIT, folder)
    examples = _training_set(task_id)
    return Part(task, examples.inputs, examples.targets, folder, history)


@lru_cache(maxsize=2)
def _training_set(task_id: str) -> Examples:
    return load_task(task_id).training_set(SPLIT)


def _origin(candidate: Candidate) -> str:
    """Return a digest of what a model comes from: the candidate's function and the helpers of its module."""
    helpers = vars(inspect.getmodule(candidate.make))
    used = [helpers[name] for name in candidate.make.__code__.co_names if name in helpers]
    functions = [candidate.make, *(one for one in used if inspect.isfunction(one))]
    return hashlib.sha256("\n".join([*map(_code, functions), str(_SEED)]).encode()).hexdigest()[:16]


def _code(function: Any) -> str:
    """Return a function's code; what is said of it may change without another training."""
    definition = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(definition, ast.FunctionDef)
    says = ast.get_docstring(definition) is not None
    return definition.name + ast.unparse(ast.Module(definition.body[says:], []))
