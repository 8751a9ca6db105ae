"""`%check` and `%hint`: the drill of this notebook."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drill
from gradatim.drills.check_drill import check_drill
from gradatim.errors import UserError
from gradatim.mastery.guide import Guide
from gradatim.notebook.live_line import LiveLine
from gradatim.notebook.place import InPractice, Place, find_place, notebook_of_kernel
from gradatim.notebook.ran_cells import RanCells
from gradatim.notebook.views.hint import HintView
from gradatim.notebook.views.verdict import VerdictView
from gradatim.workspace.notebook_answer import NotebookAnswer, answer_in, read_code_cells


def check(shell: object, folder: Path, ran: RanCells, drill_id: str) -> VerdictView:
    """Check the answer of a notebook, as it stands now, by the checker of `gradatim check`.

    Args:
        shell: The IPython shell.
        folder: The kernel's folder.
        ran: What was run in it.
        drill_id: Another drill, whose saved answer is checked; empty for the one of this notebook.

    Raises:
        UserError: This is no drill's notebook, or it has no answer.
    """
    place, drill = _find_drill(folder, drill_id, "%check")
    answer, unsaved = _answer_now(folder, ran) if drill == place.drill else (None, 0)
    text = answer.text if answer else place.practice.read_answer(drill)
    with closing(place.practice.open_progress()) as progress:
        with LiveLine(shell, "Starting TensorFlow and checking") as line:
            verdict = check_drill(drill, text, on_line=line.say)
        progress.record(verdict, text)
        progress.current = drill.id
        guide = Guide(progress)
        found = answer.find(verdict.line) if answer and verdict.line else None
        return VerdictView(drill, verdict, found, unsaved, guide.passed(), guide.drills())


def hint(folder: Path, drill_id: str) -> HintView:
    """Show the next hint of a drill.

    Raises:
        UserError: This is no drill's notebook, and none was named.
    """
    place, drill = _find_drill(folder, drill_id, "%hint")
    with closing(place.practice.open_progress()) as progress:
        return HintView(drill, progress.show_hint(drill.id, len(drill.hints)))


def _find_drill(folder: Path, drill_id: str, magic: str) -> tuple[InPractice, Drill]:
    place: Place = find_place(folder)
    if not isinstance(place, InPractice) or (not drill_id and place.task):
        raise UserError(
            f"Expected the notebook of a drill for {magic}",
            received="one of an exam task",
            next_step="%submit (hands in model.keras), or %status",
        )
    drill = load_drill(drill_id) if drill_id else place.drill
    if drill is None:
        raise UserError(
            "Expected a notebook in the folder of a drill",
            received=str(folder),
            next_step=f"{magic} DRILL, or gradatim learn --notebook in a terminal",
        )
    return place, drill


def _answer_now(folder: Path, ran: RanCells) -> tuple[NotebookAnswer, int]:
    path = notebook_of_kernel(folder)
    saved = read_code_cells(path)
    merged = ran.merge(saved, path.stat().st_mtime)
    return answer_in(path, merged.cells), merged.unsaved
