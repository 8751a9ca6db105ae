"""`gradatim solution`: an answer that passes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradatim.cli.completion import drill_ids


def solution(
    drill_id: Annotated[
        str | None, typer.Argument(metavar="[DRILL]", help="Default: the current one.", autocompletion=drill_ids)
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Show it without asking, also before your answer passes.")] = False,
) -> None:
    """Show the solution of a drill: after your answer passes, or when you confirm."""
    from rich.syntax import Syntax

    from gradatim.cli.practice import meant_drill, open_guide
    from gradatim.cli.terminal import err, out
    from gradatim.mastery.progress import DrillRecord
    from gradatim.workspace.practice_folder import require_practice

    practice = require_practice(Path.cwd())
    guide = open_guide(practice)
    drill = meant_drill(practice, guide, drill_id)
    if not guide.progress.records().get(drill.id, DrillRecord()).passed:
        question = "Your answer does not pass yet. After a look at the solution the drill no longer counts. Show it?"
        if not (yes or typer.confirm(question, err=True)):
            err().print("Not shown. Next: gradatim hint")
            return
        guide.progress.show_solution(drill.id)
    text = drill.solution.read_text(encoding="utf-8")
    out().print(Syntax(text, "python", theme="ansi_dark", background_color="default") if out().is_terminal else text)
