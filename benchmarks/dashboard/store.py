"""A home folder, a practice folder and a bank of the size that the dashboard is measured with."""

from __future__ import annotations

import hashlib
import random
import time
from dataclasses import dataclass
from pathlib import Path

from gradatim.bank.drill_reader import load_drills
from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_tasks
from gradatim.data.split import Split
from gradatim.drills.verdict import CheckResult, CheckState, DrillOutcome, DrillVerdict
from gradatim.exams.blueprint import find_blueprint
from gradatim.exams.form import draw
from gradatim.exams.sitting import Sitting, finish, start
from gradatim.grading.bands import score_for
from gradatim.grading.result import GRADER_VERSION, GradeResult, Metric, Outcome, Timings
from gradatim.mastery.progress import Progress
from gradatim.sandbox.mode import SandboxMode
from gradatim.settings import Settings
from gradatim.store.database import open_database, transaction
from gradatim.store.schema import ResultRow, SubmissionRow
from gradatim.workspace.practice_folder import create_practice

TASKS = 130
SITTINGS = 20
SUBMISSIONS = 1_000
DAY = 86_400.0


@dataclass(frozen=True)
class Filled:
    """What was made.

    Args:
        pages: Address of each page that is asked for, by its name.
        place: The practice folder.
    """

    pages: dict[str, str]
    place: Path


def grow_bank(content: Path, target: Path) -> None:
    """Make a bank with `TASKS` exam tasks: that of `content`, its tasks repeated under other names.

    Args:
        content: The bank that ships.
        target: A folder to make; nothing is copied, all are links.
    """
    target.mkdir(parents=True)
    for entry in content.iterdir():
        if entry.name != "exam":
            (target / entry.name).symlink_to(entry)
    folders = sorted(path.parent for path in (content / "exam").glob("*/*/task.toml"))
    for number in range(TASKS):
        folder = folders[number % len(folders)]
        again = number // len(folders)
        link = target / "exam" / folder.parent.name / (f"{folder.name}-{again}" if again else folder.name)
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(folder)


def fill(home: Path, place: Path) -> Filled:
    """Fill a home folder and a practice folder; the last sitting runs still.

    Args:
        home: The home folder.
        place: The practice folder to make.
    """
    own = Settings(home=home)
    engine = open_database(own)
    split = Split(own.split_key_bytes)
    blueprint, tasks = find_blueprint(), load_tasks()
    sittings = []
    try:
        for seed in range(SITTINGS):
            form = draw(blueprint, tasks, seed, split)
            sitting = start(engine, blueprint, form, place.parent / f"exam-{seed}", seed)
            with transaction(engine) as session:
                session.add_all(_submissions(sitting, {task.id: task for task in tasks}))
            sittings.append(finish(engine, sitting.id) if seed < SITTINGS - 1 else sitting)
    finally:
        engine.dispose()
    drill = _practise(place)
    pages = {
        "map": "/",
        "skill": "/skills/nn.train",
        "drill": f"/drills/{drill}",
        "tasks": "/tasks",
        "doctor": "/doctor",
        "exams": "/exams",
        "exam room": f"/exams/{sittings[-1].id}",
        "report": f"/exams/{sittings[0].id}/report",
    }
    return Filled(pages, place)


def _submissions(sitting: Sitting, tasks: dict[str, ExamTask]) -> list[SubmissionRow | ResultRow]:
    generator = random.Random(sitting.seed)
    rows: list[SubmissionRow | ResultRow] = []
    for number in range(SUBMISSIONS // SITTINGS):
        item = sitting.form.items[number % len(sitting.form.items)]
        digest = hashlib.sha256(f"{sitting.id} {number}".encode()).hexdigest()
        bands = tasks[item.task_id].rubric.bands
        value = generator.uniform(min(bands), max(bands))
        score = score_for(value, tasks[item.task_id].rubric)
        result = GradeResult(
            task=item.task_id,
            task_version=item.task_version,
            grader_version=GRADER_VERSION,
            model_sha256=digest,
            outcome=Outcome.SCORED,
            score=score,
            metric=Metric(name=tasks[item.task_id].rubric.metric, value=value, interval=(value * 0.95, value * 1.05)),
            bands=list(bands),
            sandbox=SandboxMode.FULL,
            timings_ms=Timings(queue=1, start=1, load=1, predict=1, score=1, coach=1, total=6),
        )
        moment = time.time() - DAY + number
        rows.append(
            SubmissionRow(
                sitting_id=sitting.id,
                category=item.category,
                task_id=item.task_id,
                task_version=item.task_version,
                model_sha256=digest,
                model_bytes=120_000,
                file_name="model.keras",
                received_at=moment,
                elapsed_seconds=60.0 * number,
            )
        )
        rows.append(
            ResultRow(
                model_sha256=digest,
                task_id=item.task_id,
                task_version=item.task_version,
                grader_version=GRADER_VERSION,
                outcome=Outcome.SCORED.value,
                score=score,
                result_json=result.as_json(),
                predictions_sha256=None,
                created_at=moment,
            )
        )
    return rows


def _practise(place: Path) -> str:
    """Check every drill's answer some times; return one of them."""
    clock = [time.time() - 30 * DAY]
    progress = Progress(create_practice(place).progress_path, now=lambda: clock[0])
    drills = list(load_drills())
    for drill in drills:
        for outcome in (DrillOutcome.FAILED, DrillOutcome.FAILED, DrillOutcome.PASSED):
            clock[0] += 600
            check = CheckResult("check_it", "Does what the page asks for", CheckState.PASSED)
            progress.record(DrillVerdict(drill, outcome, (check,), None, "", 0.5), "an answer")
    progress.close()
    return drills[0]
