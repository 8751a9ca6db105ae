"""An installation after some weeks of use: drills, an exam that has ended, one that runs, all kinds of submissions.

For what looks at all pages: accessibility, JSON twins, pages without scripts, screenshots.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from gradatim.bank.drill_reader import load_drills
from gradatim.data.split import Split
from gradatim.drills.verdict import AnswerError, CheckResult, CheckState, DrillOutcome, DrillVerdict
from gradatim.grading.result import Outcome
from gradatim.mastery.progress import Progress
from gradatim.settings import Settings
from gradatim.store.blobs import BlobStore
from gradatim.store.database import open_database
from gradatim.workspace.installation import Installation
from gradatim.workspace.practice_folder import create_practice
from tests.web.graded import noisy_boxes, noisy_classes, noisy_values, open_room

TASKS = ("penguin-mass", "clothes", "island-or-lake", "which-era", "mauna-loa")
RUNNING_TASKS = ("fuel-heat", "mail-sorting", "earth-from-above", "next-letter", "footfall")
DAY = 86_400.0


@dataclass(frozen=True)
class LivedIn:
    """What was made.

    Args:
        pages: Address of each kind of page, by a name that says which.
    """

    pages: dict[str, str]


def live_in(home: Path, place: Path) -> LivedIn:
    """Fill an installation and a practice folder.

    Args:
        home: Folder of the installation.
        place: The practice folder to make.
    """
    own = Settings(home=home)
    installation = Installation(own, open_database(own), BlobStore(own.blobs_folder), Split(own.split_key_bytes))
    try:
        drill = _practise(place)
        return LivedIn(
            {
                "map": "/",
                "skill": "/skills/nn.train",
                "skill-new": "/skills/series.learning-rate",
                "drill": f"/drills/{drill}",
                "drill-new": f"/drills/{list(load_drills())[-1]}",
                "tasks": "/tasks",
                "doctor": "/doctor",
                "problem": "/skills/nn.unknown",
                **_sit(installation, place.parent),
            }
        )
    finally:
        installation.engine.dispose()


def _practise(place: Path) -> str:
    """Check answers to half of the drills; return the one that does not pass yet."""
    clock = [time.time() - 40 * DAY]
    folder = create_practice(place)
    progress = Progress(folder.progress_path, now=lambda: clock[0])
    drills = list(load_drills().values())
    for number, drill in enumerate(drills[:70]):
        if number % 4 == 3:
            continue
        clock[0] += DAY / 2 + 900
        if number % 3 == 0:
            progress.show_hint(drill.id, len(drill.hints))
            progress.record(_failed(drill.id), "first try")
        progress.record(_passed(drill.id), "second try")
    stuck = drills[71]
    folder.lay_out(stuck)
    progress.current = stuck.id
    progress.show_hint(stuck.id, len(stuck.hints))
    progress.record(_failed(stuck.id), "an answer")
    progress.close()
    return stuck.id


def _passed(drill: str) -> DrillVerdict:
    check = CheckResult("check_shape", "The output has one row for each example", CheckState.PASSED)
    return DrillVerdict(drill, DrillOutcome.PASSED, (check,), None, "", 0.7)


def _failed(drill: str) -> DrillVerdict:
    error = AnswerError("KeyError", "KeyError: 'acc'", 14, '  File "answer.py", line 14, in on_epoch_end\n')
    checks = (
        CheckResult("check_stops", "Stops after the first epoch that is good enough", CheckState.PASSED),
        CheckResult(
            "check_goes_on",
            "Goes on below the target",
            CheckState.FAILED,
            expected="model.stop_training is False after an epoch with accuracy 0.5",
            received="True",
            look="Compare the accuracy of the epoch with the target before you set the flag.",
            line=12,
        ),
        CheckResult("check_name", "Reads the metric by its full name", CheckState.RAISED, error=error),
        CheckResult("check_loss", "<script>alert('loss')</script> leaves the loss alone", CheckState.NOT_RUN),
    )
    return DrillVerdict(drill, DrillOutcome.FAILED, checks, None, "", 1.2)


def _sit(installation: Installation, folder: Path) -> dict[str, str]:
    """Sit one exam to its end and leave another running; return their pages."""
    ended = open_room(installation, folder / "exam-ended", TASKS)
    made_up = (noisy_values(0.05), noisy_classes(1.2), noisy_boxes(0.1), noisy_classes(2.0), noisy_values(0.2))
    good = [ended.hand_in(task, predict) for task, predict in zip(TASKS, made_up, strict=True)]
    ended.hand_in("clothes", noisy_classes(4.0), file_name="a-very-long-name-of-a-model-file-" * 4 + ".keras")
    failed = ended.hand_in("clothes", outcome=Outcome.FAILED)
    ended.finish()
    running = open_room(installation, folder / "exam-running", RUNNING_TASKS)
    running.hand_in("fuel-heat", noisy_values(0.1))
    running.hand_in("mail-sorting", outcome=Outcome.REFUSED)
    waiting = running.hand_in("earth-from-above")
    return {
        "lobby": "/exams",
        "room": f"/exams/{running.sitting.id}",
        "finish": f"/exams/{running.sitting.id}/finish",
        "exam-task": f"/exams/{running.sitting.id}/categories/1",
        "report": f"/exams/{ended.sitting.id}/report",
        "submission-values": f"/submissions/{good[0]}",
        "submission-classes": f"/submissions/{good[1]}",
        "submission-boxes": f"/submissions/{good[2]}",
        "submission-texts": f"/submissions/{good[3]}",
        "submission-series": f"/submissions/{good[4]}",
        "submission-failed": f"/submissions/{failed}",
        "submission-waiting": f"/submissions/{waiting}",
    }
