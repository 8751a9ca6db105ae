"""Submissions with their results, written as a worker writes them, from predictions that a test makes up."""

from __future__ import annotations

import hashlib
import io
import json
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sqlalchemy.orm import Session

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.examples import Examples
from gradatim.exams.blueprint import Blueprint, BlueprintCategory, Feedback, find_blueprint
from gradatim.exams.form import Form, FormItem
from gradatim.exams.sitting import Sitting, finish, start
from gradatim.grading.bands import score_for
from gradatim.grading.grade import Predictions
from gradatim.grading.metrics import measure
from gradatim.grading.result import GRADER_VERSION, Finding, GradeResult, Notice, Outcome, Timings
from gradatim.queue.submissions import _take_history
from gradatim.sandbox.mode import SandboxMode
from gradatim.store.database import transaction
from gradatim.store.schema import ResultRow, SittingRow, SubmissionRow
from gradatim.workspace.installation import Installation
from tests.web.recorded import recorded

Predict = Callable[[Examples, ExamTask], npt.NDArray[np.float64]]
"""Makes up what a model answers to the hidden examples."""

TIMINGS = Timings(queue=12.0, start=640.5, load=210.4, predict=1320.0, score=48.2, coach=2875.0, total=5106.1)


@dataclass(frozen=True)
class Room:
    """A sitting in which submissions are graded at once.

    Args:
        installation: Where they are written.
        sitting: The sitting, one category for each task.
        tasks: The tasks of the form.
    """

    installation: Installation
    sitting: Sitting
    tasks: tuple[ExamTask, ...]

    def finish(self, *, after_seconds: float = 5400.0) -> None:
        """End the sitting, as the candidate does, after so much exam time."""
        finish(self.installation.engine, self.sitting.id)
        with transaction(self.installation.engine) as session:
            row = session.get(SittingRow, self.sitting.id)
            assert row is not None
            row.elapsed_seconds = after_seconds

    def hand_in(
        self,
        task_id: str,
        predict: Predict | None = None,
        *,
        outcome: Outcome = Outcome.SCORED,
        findings: Sequence[Finding] = (),
        notices: Sequence[Notice] = (),
        file_name: str = "model.keras",
        layers: Sequence[tuple[str, str]] = (("InputLayer", "input"), ("Dense", "dense"), ("Dense", "dense_1")),
        task_version: str | None = None,
        elapsed_seconds: float = 60.0,
        content: bytes | None = None,
    ) -> int:
        """Hand a made-up model in; without a prediction and with `SCORED` it waits for its result.

        Returns:
            The submission's id.
        """
        task = next(task for task in self.tasks if task.id == task_id)
        split = self.installation.split
        version = task_version or task.version(split)
        made_up = keras_file(layers, salt=f"{task_id}{time.time_ns()}")
        model = self.installation.blobs.put_bytes(content or made_up)
        with transaction(self.installation.engine) as session:
            row = SubmissionRow(
                sitting_id=self.sitting.id,
                category=task.category,
                task_id=task.id,
                task_version=version,
                model_sha256=model.sha256,
                model_bytes=model.bytes,
                file_name=file_name,
                received_at=time.time(),
                elapsed_seconds=elapsed_seconds,
            )
            session.add(row)
            session.flush()
            number = row.id
            if predict is None and outcome is Outcome.SCORED:
                return number
            self._keep(session, task, row, predict, outcome, findings, notices)
        return number

    def hand_in_recorded(
        self, name: str, *, file_name: str = "model.keras", elapsed_seconds: float, received_at: float
    ) -> int:
        """Hand in a model that was really trained, with the result that it was really given.

        Args:
            name: Of `recorded.py`.
            file_name: As the candidate named it. Defaults to "model.keras".
            elapsed_seconds: Exam time at which it was handed in.
            received_at: Seconds since 1970 UTC.

        Returns:
            The submission's id.
        """
        known, blobs = recorded(name), self.installation.blobs
        model = blobs.put_bytes(known.model.read_bytes())
        history_sha256, history_json = _take_history(blobs, known.history) if known.history else (None, None)
        task = next(task for task in self.tasks if task.id == known.task)
        # A task may change without another verdict on this model: test_recorded.py sees to it.
        now = {"task_version": task.version(self.installation.split), "bands": list(task.rubric.bands)}
        result = known.result.model_copy(update=now)
        with transaction(self.installation.engine) as session:
            row = SubmissionRow(
                sitting_id=self.sitting.id,
                category=task.category,
                task_id=task.id,
                task_version=result.task_version,
                model_sha256=model.sha256,
                model_bytes=model.bytes,
                file_name=file_name,
                received_at=received_at,
                elapsed_seconds=elapsed_seconds,
                history_sha256=history_sha256,
                history_json=history_json,
            )
            session.add(row)
            session.add(
                ResultRow(
                    model_sha256=model.sha256,
                    task_id=task.id,
                    task_version=result.task_version,
                    grader_version=result.grader_version,
                    outcome=result.outcome.value,
                    score=result.score,
                    result_json=result.as_json(),
                    predictions_sha256=None if known.predictions is None else self._put(known.predictions),
                    created_at=received_at + 5.0,
                )
            )
            session.flush()
            return row.id

    def _put(self, predictions: Predictions) -> str:
        content = io.BytesIO()
        np.save(content, predictions, allow_pickle=False)
        return self.installation.blobs.put_bytes(content.getvalue()).sha256

    def grade(self, number: int, predict: Predict, findings: Sequence[Finding] = ()) -> None:
        """Grade a submission that waits, as a worker commits its result."""
        with transaction(self.installation.engine) as session:
            row = session.get(SubmissionRow, number)
            assert row is not None
            task = next(task for task in self.tasks if task.id == row.task_id)
            self._keep(session, task, row, predict, Outcome.SCORED, findings, ())

    def _keep(
        self,
        session: Session,
        task: ExamTask,
        row: SubmissionRow,
        predict: Predict | None,
        outcome: Outcome,
        findings: Sequence[Finding],
        notices: Sequence[Notice],
    ) -> None:
        result, digest = self._graded(task, row.task_version, row.model_sha256, predict, outcome, findings, notices)
        session.add(
            ResultRow(
                model_sha256=row.model_sha256,
                task_id=task.id,
                task_version=row.task_version,
                grader_version=GRADER_VERSION,
                outcome=outcome.value,
                score=result.score,
                result_json=result.as_json(),
                predictions_sha256=digest,
                created_at=time.time(),
            )
        )

    def _graded(
        self,
        task: ExamTask,
        version: str,
        model_sha256: str,
        predict: Predict | None,
        outcome: Outcome,
        findings: Sequence[Finding],
        notices: Sequence[Notice],
    ) -> tuple[GradeResult, str | None]:
        score, metric, digest = None, None, None
        if predict is not None:
            hidden = task.hidden_set(self.installation.split)
            predictions = predict(hidden, task).astype(np.float32)
            metric = measure(task.rubric.metric, predictions, hidden, task.output)
            score = score_for(metric.value, task.rubric)
            digest = self._put(predictions)
        return (
            GradeResult(
                task=task.id,
                task_version=version,
                grader_version=GRADER_VERSION,
                model_sha256=model_sha256,
                outcome=outcome,
                score=score,
                metric=metric,
                bands=list(task.rubric.bands),
                preflight=list(notices),
                findings=list(findings),
                sandbox=SandboxMode.FULL,
                timings_ms=TIMINGS,
            ),
            digest,
        )


def open_room(
    installation: Installation,
    folder: Path,
    task_ids: Sequence[str],
    *,
    feedback: Feedback = Feedback.OPEN,
) -> Room:
    """Begin a sitting of an exam that asks for these tasks, one category each."""
    tasks = tuple(load_task(task_id) for task_id in task_ids)
    weights = [100 // len(tasks)] * (len(tasks) - 1)
    weights.append(100 - sum(weights))
    blueprint = Blueprint(
        id="made-up",
        title="Made-up exam",
        minutes=300,
        pass_mark=60,
        feedback=feedback,
        category=tuple(
            BlueprintCategory(number=task.category, title=f"Part {task.category}", weight=weight, pool=(task.id,))
            for task, weight in zip(tasks, weights, strict=True)
        ),
    )
    form = Form(
        items=tuple(
            FormItem(
                category=task.category,
                title=f"Part {task.category}",
                weight=weight,
                task_id=task.id,
                task_version=task.version(installation.split),
            )
            for task, weight in zip(tasks, weights, strict=True)
        )
    )
    return Room(installation, start(installation.engine, blueprint, form, folder, seed=7), tasks)


def open_practice_room(installation: Installation, folder: Path, task_ids: Sequence[str], sitting_id: str) -> Room:
    """Begin a sitting of the practice exam, with these tasks in its five categories."""
    blueprint = find_blueprint("practice")
    tasks = tuple(load_task(task_id) for task_id in task_ids)
    items = tuple(
        FormItem(
            category=category.number,
            title=category.title,
            weight=category.weight,
            task_id=task.id,
            task_version=task.version(installation.split),
        )
        for category, task in zip(blueprint.category, tasks, strict=True)
    )
    sitting = start(installation.engine, blueprint, Form(items=items), folder, seed=7, sitting_id=sitting_id)
    return Room(installation, sitting, tasks)


def keras_file(layers: Sequence[tuple[str, str]], *, salt: str = "") -> bytes:
    """Return an archive that declares these layers, by class and name, as Keras writes them; it holds no weights."""
    config = {
        "class_name": "Sequential",
        "module": "keras",
        "config": {
            "name": "sequential",
            "layers": [
                {
                    "class_name": kind,
                    "module": "keras.layers",
                    "config": {"name": name, "batch_shape": [None, 4], "dtype": "float32", "trainable": True},
                }
                for kind, name in layers
            ],
        },
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("metadata.json"), json.dumps({"keras_version": "3.15.1", "date_saved": salt}))
        archive.writestr(zipfile.ZipInfo("config.json"), json.dumps(config))
        archive.writestr(zipfile.ZipInfo("model.weights.h5"), hashlib.sha256(salt.encode()).digest())
    return content.getvalue()


def noisy_classes(spread: float, seed: int = 0) -> Predict:
    """Return answers that are right the less often the larger the spread is."""

    def predict(hidden: Examples, task: ExamTask) -> npt.NDArray[np.float64]:
        generator = np.random.default_rng(seed)
        classes = len(task.output.classes)
        labels = hidden.targets.astype(np.int64)
        logits = 3.0 * np.eye(classes)[labels] + spread * generator.normal(size=(len(labels), classes))
        # Neighbours are confused more often than others, as in real life.
        logits += 1.2 * np.eye(classes)[(labels + 1) % classes]
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = odds / odds.sum(axis=1, keepdims=True)
        return np.asarray(shares if task.output.shape != (1,) else shares[:, 1:2], dtype=np.float64)

    return predict


def noisy_values(share: float, *, bias: float = 0.0, seed: int = 0) -> Predict:
    """Return answers off by a share of the targets' spread, and too high by another."""

    def predict(hidden: Examples, task: ExamTask) -> npt.NDArray[np.float64]:
        generator = np.random.default_rng(seed)
        truth = hidden.targets.astype(np.float64)
        spread = truth.std()
        return np.asarray(truth + spread * (bias + share * generator.standard_t(4, size=truth.shape)), dtype=np.float64)

    return predict


def noisy_boxes(spread: float, seed: int = 0) -> Predict:
    """Return boxes moved by a part of the picture's side, a quarter of them with the wrong class."""

    def predict(hidden: Examples, task: ExamTask) -> npt.NDArray[np.float64]:
        generator = np.random.default_rng(seed)
        targets = hidden.targets.astype(np.float64)
        boxes = targets[:, 1:] + spread * generator.normal(size=(len(targets), 4))
        labels = np.where(generator.random(len(targets)) < 0.25, 1 - targets[:, 0], targets[:, 0]).astype(np.int64)
        return np.concatenate([boxes, 0.8 * np.eye(2)[labels] + 0.1], axis=1)

    return predict
