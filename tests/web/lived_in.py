"""An installation after some weeks of use: drills, an exam that has ended, one that runs, all kinds of submissions.

Every verdict on a model is one that grader and coach gave to a model that was trained (`recorded.py`), and it is
always the same day (`standing_still.py`), so that nothing on a page differs from one run to the next.

For what looks at all pages: accessibility, JSON twins, pages without scripts, screenshots.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drill, load_drills
from gradatim.data.split import Split
from gradatim.drills.as_tests import _checks
from gradatim.drills.verdict import CheckResult, CheckState, DrillOutcome, DrillVerdict
from gradatim.mastery.progress import Progress
from gradatim.settings import Settings
from gradatim.store.blobs import BlobStore
from gradatim.store.database import open_database
from gradatim.workspace.installation import Installation
from gradatim.workspace.practice_folder import create_practice
from tests.web.graded import open_practice_room
from tests.web.recorded import FOLDER
from tests.web.standing_still import MOMENT, clocks_at

TASKS = ("penguin-mass", "clothes", "island-or-lake", "question-or-not", "mauna-loa")
RUNNING_TASKS = ("fuel-heat", "mail-sorting", "earth-from-above", "next-letter", "footfall")
DAY = 86_400.0
_MINUTES = {
    "penguins-standardised": 21,
    "penguins-good": 34,
    "clothes-too-large": 62,
    "clothes-standardised": 95,
    "islands": 151,
    "questions-twenty-words": 196,
    "carbon-dioxide-too-low": 240,
}
"""When each model of the ended exam was handed in, in the order of time."""
_ENDED_MINUTE = 272
_FILE_NAMES = {
    "islands": "islands and lakes, the third network of the evening, with mirrored pictures; the best so far.keras"
}


_FAILED = Path(__file__).with_name("drill_verdict.json")
"""What the checks of a drill really said of the wrong answer `watches_the_loss.py`."""


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
    """Check answers to half of the drills; return one that does not pass yet."""
    clock = [MOMENT - 28 * DAY]
    folder = create_practice(place)
    progress = Progress(folder.progress_path, now=lambda: clock[0])
    failed = failed_verdict()
    stuck = load_drill(failed.drill)
    others = [drill for drill in load_drills().values() if drill != stuck]
    for number, drill in enumerate(others[:70]):
        if number % 4 == 3:
            continue
        clock[0] += DAY / 2 + 900
        if number % 3 == 0:
            progress.show_hint(drill.id, len(drill.hints))
        progress.record(_passed(drill), "an answer")
    folder.lay_out(stuck)
    progress.current = stuck.id
    progress.show_hint(stuck.id, len(stuck.hints))
    progress.record(failed, (stuck.folder / "wrong" / "watches_the_loss.py").read_text(encoding="utf-8"))
    progress.close()
    return stuck.id


def failed_verdict() -> DrillVerdict:
    """Return what the checks of a drill really said of a wrong answer."""
    return TypeAdapter(DrillVerdict).validate_json(_FAILED.read_bytes())


def _passed(drill: Drill) -> DrillVerdict:
    checks = tuple(CheckResult(name, title, CheckState.PASSED) for name, title in _checks(drill))
    return DrillVerdict(drill.id, DrillOutcome.PASSED, checks, None, "", 0.7)


def _sit(installation: Installation, folder: Path) -> dict[str, str]:
    """Sit one exam to its end and leave another running; return their pages."""
    began = MOMENT - 6 * DAY
    with clocks_at(began):
        ended = open_practice_room(installation, folder / "exam-20261114-100000", TASKS, "5a1c6f0e9b3d7428")
    at = {name: began + 60 * minute for name, minute in _MINUTES.items()}
    handed_in = {
        name: ended.hand_in_recorded(
            name, file_name=_FILE_NAMES.get(name, "model.keras"), elapsed_seconds=60.0 * minute, received_at=at[name]
        )
        for name, minute in _MINUTES.items()
    }
    with clocks_at(began + 60 * _ENDED_MINUTE):
        ended.finish(after_seconds=60.0 * _ENDED_MINUTE)
    began = MOMENT - 70 * 60
    with clocks_at(began):
        running = open_practice_room(installation, folder / "exam-20261120-085000", RUNNING_TASKS, "c03e8d2a71f64b95")
    fuels = running.hand_in_recorded("fuels-by-heart", elapsed_seconds=1500.0, received_at=began + 1500)
    running.hand_in_recorded("digits-wrong-shape", elapsed_seconds=3000.0, received_at=began + 3000)
    with clocks_at(MOMENT - 4):
        waiting = running.hand_in("earth-from-above", elapsed_seconds=4196.0, content=_unscored("earth-from-above"))
    return {
        "lobby": "/exams",
        "room": f"/exams/{running.sitting.id}",
        "finish": f"/exams/{running.sitting.id}/finish",
        "exam-task": f"/exams/{running.sitting.id}/categories/1",
        "ended": f"/exams/{ended.sitting.id}",
        "report": f"/exams/{ended.sitting.id}/report",
        "submission-values": f"/submissions/{handed_in['penguins-standardised']}",
        "submission-classes": f"/submissions/{handed_in['clothes-standardised']}",
        "submission-boxes": f"/submissions/{handed_in['islands']}",
        "submission-texts": f"/submissions/{handed_in['questions-twenty-words']}",
        "submission-series": f"/submissions/{handed_in['carbon-dioxide-too-low']}",
        "submission-curves": f"/submissions/{fuels}",
        "submission-failed": f"/submissions/{handed_in['clothes-too-large']}",
        "submission-waiting": f"/submissions/{waiting}",
    }


def _unscored(name: str) -> bytes:
    return (FOLDER / name / "model.keras").read_bytes()
