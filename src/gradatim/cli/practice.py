"""What the commands of practice share: the guide, and which drill is meant."""

from __future__ import annotations

from pathlib import Path

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drill, load_drills
from gradatim.errors import UserError
from gradatim.exams.task_scores import task_scores
from gradatim.mastery.guide import Guide
from gradatim.workspace.installation import open_installation
from gradatim.workspace.practice_folder import PracticeFolder


def open_guide(practice: PracticeFolder) -> Guide:
    """Open the progress of a practice folder and the scores of past exams.

    Raises:
        UserError: One of the two cannot be used.
    """
    return Guide(practice.open_progress(), task_scores(open_installation().engine))


def meant_drill(practice: PracticeFolder, guide: Guide, drill_id: str | None) -> Drill:
    """Return the drill that a command is about: the named one, the one of this folder, or the current one.

    Raises:
        UserError: There is no such drill, or none was begun.
    """
    if drill_id is not None:
        return load_drill(drill_id)
    drill = practice.drill_around(Path.cwd()) or load_drills().get(guide.progress.current or "")
    if drill is None:
        raise UserError("Expected a drill that was begun", received="none yet", next_step="gradatim learn")
    return drill
