"""`task verify`: proves a task by training it. The starter fails, the reference reaches 5, each mistake gets its score.

Lives beside the grader rather than in `bank/` because it grades, and imports run downstairs only.
"""

from __future__ import annotations

import hashlib
import os
import platform
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from gradatim.bank.answers import AnswerRun, Epoch, run_answer
from gradatim.bank.category_folder import ANSWER_FILE, DATA_FOLDER, lay_out
from gradatim.bank.contamination import shared
from gradatim.bank.exam_task import ExamTask, WeakAnswer
from gradatim.bank.lint import STRONGER, source_digests
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.grading.bands import score_for
from gradatim.grading.grade import Coach, grade
from gradatim.grading.metrics import measure
from gradatim.grading.result import GRADER_VERSION, GradeResult, Outcome
from gradatim.grading.trained_answers import AnswerPlace, TrainedAnswers

_STARTER_AT_MOST = 1
_NAIVE_AT_MOST = 1
_REFERENCE = 5
_FEWEST_BLOCKS = 30
"""With fewer, intervals from resampled blocks cover too little; docs/scoring.md has the figures."""
_WEAK_SEEDS = 2
"""A mistake has to get its score twice; the margin over many seeds is the reference's."""

Progress = Callable[[str, Epoch | None], None]
Run = dict[str, Any]
"""One trained and graded answer, as `measured.json` holds it."""


@dataclass(frozen=True)
class Check:
    """One thing that was proven, or not."""

    name: str
    passed: bool
    detail: str


@dataclass
class Verification:
    """Everything that verifying one task established; `measured` is what `measured.json` holds."""

    task: str
    checks: list[Check] = field(default_factory=list)
    measured: dict[str, object] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)


def verify_task(
    task: ExamTask,
    split: Split,
    *,
    seeds: int = 1,
    known: Mapping[str, Any] | None = None,
    trained: TrainedAnswers | None = None,
    coach: Coach | None = None,
    on_progress: Progress = lambda _what, _epoch: None,
) -> Verification:
    """Verify one task in a temporary folder.

    Args:
        task: The task.
        split: Decides what is hidden.
        seeds: The reference is trained with seeds 0 … `seeds` - 1, weak answers with the first two. Defaults to 1.
        known: An earlier measurement. A run of it is kept if neither its script nor the data changed; only its score is
            computed anew. Defaults to None: everything is trained.
        trained: Where trained models are kept and looked for; they are graded anew. Defaults to None: nowhere.
        coach: Has to find what each mistake was made for, first of all. Defaults to None: nobody is asked.
        on_progress: Called with what is being done, and the epoch while training.
    """
    with tempfile.TemporaryDirectory(prefix="gradatim-verify-") as temporary:
        verifier = _Verifier(task, split, Path(temporary), on_progress, known or {}, coach=coach, trained=trained)
        return verifier.verify(range(seeds))


@dataclass
class _Verifier:
    task: ExamTask
    split: Split
    temporary: Path
    on_progress: Progress
    known: Mapping[str, Any]
    coach: Coach | None = None
    trained: TrainedAnswers | None = None
    checks: list[Check] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.temporary / f"category{self.task.category}"

    def verify(self, seeds: range) -> Verification:
        self.on_progress("data", None)
        lay_out(self.task, self.split, self.folder)
        self.checks += self.check_data()
        measured: dict[str, object] = {
            "sources": source_digests(self.task),
            "bands": list(self.task.rubric.bands),
            "grader_version": GRADER_VERSION,
            "machine": _machine(),
            "baselines": self.verify_baselines(),
            "starter": self.verify_starter(),
            "reference": [self.verify_reference(seed) for seed in seeds],
            "weak": {
                weak.file: [self.verify_weak(weak, seed) for seed in seeds[:_WEAK_SEEDS]] for weak in self.task.weak
            },
            "stronger": self.verify_stronger(),
        }
        return Verification(self.task.id, self.checks, measured)

    def check_data(self) -> Iterator[Check]:
        again = self.temporary / "again"
        self.task.write_candidate_data(self.split, again)
        same = _folder_digest(self.folder / DATA_FOLDER) == _folder_digest(again)
        yield Check("the candidate's data is the same each time", same, "two runs compared byte by byte")
        first, second = self.task.hidden_set(self.split), self.task.hidden_set(self.split)
        same = np.array_equal(first.inputs, second.inputs) and np.array_equal(first.targets, second.targets)
        yield Check("the hidden data is the same each time", same, f"{len(first.inputs):,} rows")
        if first.blocks is not None:
            blocks = len(np.unique(first.blocks))
            yield Check(f"at least {_FEWEST_BLOCKS} blocks carry the interval", blocks >= _FEWEST_BLOCKS, f"{blocks}")
        both = shared(self.task.guard, self.task.training_set(self.split), first)
        yield Check(
            "nothing hidden is in the candidate's part", not both, "; ".join(both[:3]) or self.task.guard.method
        )
        other = self.task.hidden_set(Split(b"another key of task verify"))
        moved = set(first.ids) != set(other.ids)
        yield Check("another key hides other examples", moved, f"{len(set(first.ids) & set(other.ids)):,} in common")

    def verify_baselines(self) -> dict[str, object]:
        hidden = self.task.hidden_set(self.split)
        measured: dict[str, object] = {}
        for name, predictions in self.task.baselines(self.split).items():
            metric = measure(self.task.rubric.metric, predictions, hidden, self.task.output)
            score = score_for(metric.value, self.task.rubric)
            measured[name] = {"metric": round(metric.value, 6), "score": score}
            if name.startswith("naive"):
                verdict = f"{metric.name} {metric.value:.4g}: {score}/5"
                self.checks.append(Check(f"{name} scores 0-{_NAIVE_AT_MOST}", score <= _NAIVE_AT_MOST, verdict))
        return measured

    def verify_starter(self) -> Run:
        try:
            run, verdict = self.train_and_grade("starter.py", 0)
        except UserError as error:
            self.checks.append(Check("the starter runs as it is", False, error.received))
            return {}
        low = run["outcome"] == Outcome.REFUSED or (run["score"] is not None and run["score"] <= _STARTER_AT_MOST)
        self.checks.append(Check(f"the starter is refused or scores 0-{_STARTER_AT_MOST}", low, verdict))
        return run

    def verify_reference(self, seed: int) -> Run:
        run, verdict = self.train_and_grade("solution.py", seed)
        self.checks.append(
            Check(f"the reference, seed {seed}, reaches {_REFERENCE}", run["score"] == _REFERENCE, verdict)
        )
        if found := run.get("findings"):
            self.checks.append(Check(f"the coach finds nothing in it, seed {seed}", False, ", ".join(found)))
        return run

    def verify_stronger(self) -> Run:
        run, verdict = self.train_and_grade(STRONGER, 0)
        self.checks.append(Check(f"a stronger answer reaches {_REFERENCE}", run["score"] == _REFERENCE, verdict))
        return run

    def verify_weak(self, weak: WeakAnswer, seed: int) -> Run:
        run, verdict = self.train_and_grade(weak.file, seed)
        wanted = "/".join(str(score) for score in weak.scores)
        self.checks.append(Check(f"{weak.file}, seed {seed}, scores {wanted}", run["score"] in weak.scores, verdict))
        if self.coach is not None:
            found = run.get("findings", [])
            named = Check(
                f"{weak.file}, seed {seed}, is found to be {weak.finding}",
                found[:1] == [weak.finding],
                ", ".join(found) or "nothing found",
            )
            self.checks.append(named)
        return run

    def train_and_grade(self, file: str, seed: int) -> tuple[Run, str]:
        """Train and grade one script, or keep what an earlier measurement says of it; return the run and a verdict."""
        kept = self.kept(file, seed)
        if kept is not None:
            return kept, f"{self.task.rubric.metric} {kept['metric']:.4g}: {kept['score']}/5, measured before"
        run = self.train(file, seed)
        sha256 = hashlib.sha256(run.model.read_bytes()).hexdigest()
        result = grade(self.task, self.split, run.model, model_sha256=sha256, coach=self.coach).result
        return {
            "seed": seed,
            "outcome": result.outcome.value,
            "metric": round(result.metric.value, 6) if result.metric else None,
            "score": result.score,
            "findings": [finding.id for finding in result.findings],
            "train_seconds": round(run.seconds, 1),
            "train_cpu_seconds": round(run.cpu_seconds, 1),
            "file_kb": round(run.model.stat().st_size / 1000),
        }, _verdict(result)

    def train(self, file: str, seed: int) -> AnswerRun:
        """Train a script on the candidate's folder, or return the model that exactly this has trained before."""
        what = f"{file}, seed {seed}"
        self.on_progress(what, None)
        place, script = AnswerPlace(self.task.id, file, seed), (self.task.folder / file).read_bytes()
        origin = {
            "data": _folder_digest(self.folder / DATA_FOLDER),
            "script": hashlib.sha256(script).hexdigest(),
            "machine": _machine(),
        }
        if self.trained is not None and (run := self.trained.find(place, origin)):
            return run
        (self.folder / ANSWER_FILE).write_bytes(script)
        run = run_answer(
            self.folder / ANSWER_FILE, self.folder, seed=seed, on_epoch=lambda epoch: self.on_progress(what, epoch)
        )
        if self.trained is not None:
            self.trained.keep(place, origin, run)
        return run

    def kept(self, file: str, seed: int) -> Run | None:
        """Return the earlier run of this script and seed with its score under today's bands, if it still holds."""
        sources, earlier = source_digests(self.task), self.known.get("sources", {})
        if any(sources[name] != earlier.get(name) for name in ("data", file)):
            return None
        if self.known.get("machine") != _machine() or self.known.get("grader_version") != GRADER_VERSION:
            return None
        runs = {
            "starter.py": [self.known.get("starter")],
            "solution.py": self.known.get("reference", []),
            STRONGER: [self.known.get("stronger")],
        }
        for run in runs.get(file) or self.known.get("weak", {}).get(file, []):
            if run and run["seed"] == seed and run["metric"] is not None:
                return {**run, "score": score_for(run["metric"], self.task.rubric)}
        return None


def _folder_digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(path.relative_to(folder).as_posix().encode())
        if path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _verdict(result: GradeResult) -> str:
    if result.metric is None:
        return f"{result.outcome}: {'; '.join(notice.message for notice in result.preflight)}"
    return f"{result.metric.name} {result.metric.value:.4g}: {result.score}/5"


def _machine() -> str:
    try:
        tensorflow = version("tensorflow-cpu")
    except PackageNotFoundError:
        tensorflow = version("tensorflow")
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, Keras {version('keras')}, TensorFlow {tensorflow}"
    )
