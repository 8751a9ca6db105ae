"""`gradatim hint`: the next hint of a drill."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradatim.cli.completion import drill_ids


def hint(
    drill_id: Annotated[
        str | None, typer.Argument(metavar="[DRILL]", help="Default: the current one.", autocompletion=drill_ids)
    ] = None,
) -> None:
    """Show the next hint of a drill: first a nudge, then nearly the answer."""
    from gradatim.cli.drill_words import hint_lines, width
    from gradatim.cli.practice import meant_drill, open_guide
    from gradatim.cli.terminal import out
    from gradatim.workspace.practice_folder import require_practice

    practice = require_practice(Path.cwd())
    guide = open_guide(practice)
    drill = meant_drill(practice, guide, drill_id)
    out().print(hint_lines(drill, guide.progress.show_hint(drill.id, len(drill.hints))), width=width(out()))
