"""`gradatim reset`: begin a drill anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradatim.cli.completion import drill_ids


def reset(
    drill_id: Annotated[
        str | None, typer.Argument(metavar="[DRILL]", help="Default: the current one.", autocompletion=drill_ids)
    ] = None,
) -> None:
    """Put the starter of a drill back. What you wrote is kept beside it under another name."""
    from gradatim.cli.practice import meant_drill, open_guide
    from gradatim.cli.terminal import out, shown_path
    from gradatim.workspace.practice_folder import require_practice

    practice = require_practice(Path.cwd())
    drill = meant_drill(practice, open_guide(practice), drill_id)
    kept = practice.reset(drill)
    out().print(f"{shown_path(practice.answer_of(drill))} is the starter again.", markup=False, soft_wrap=True)
    if kept is not None:
        out().print(f"What you wrote lies in {shown_path(kept)}.", markup=False, soft_wrap=True)
