"""`gradatim learn`: put a drill into the practice folder and show its task."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def learn(
    what: Annotated[str | None, typer.Argument(metavar="[SKILL|DRILL]", help="Default: the next best drill.")] = None,
    directory: Annotated[
        Path | None, typer.Option("--dir", help="Practice folder. Default: the one around here, or practice.")
    ] = None,
) -> None:
    """Put a drill into your practice folder and show what to do."""
    from rich.text import Text

    from gradatim.cli.drill_words import drill_heading, place, progress_bar, readme, width
    from gradatim.cli.practice import open_guide
    from gradatim.cli.terminal import out, shown_path
    from gradatim.mastery.choose import choose_drill
    from gradatim.workspace.practice_folder import DEFAULT_FOLDER, NOTE_FILE, create_practice, find_practice

    practice = create_practice(directory) if directory else find_practice(Path.cwd())
    practice = practice or create_practice(Path.cwd() / DEFAULT_FOLDER)
    guide = open_guide(practice)
    suggestion = choose_drill(guide, what)
    if suggestion is None:
        out().print(f"All {guide.drills()} drills pass, and none is due again. Next: gradatim exam start")
        return
    drill = suggestion.drill
    folder = practice.lay_out(drill)
    guide.progress.current = drill.id
    out().print(drill_heading(drill), width=width(out()))
    out().print(progress_bar(guide))
    out().print(Text(suggestion.reason, style="dim"), width=width(out()))
    out().print(readme(drill), width=width(out()))
    out().print(Text(f"Your file: {place(practice.answer_of(drill), 1)}", style="cyan"), soft_wrap=True)
    if (note := folder.parent / NOTE_FILE).is_file():
        out().print(f"The page of the skill: {shown_path(note)} (or gradatim note {drill.skill})", markup=False)
    out().print(f"Then: cd {shown_path(practice.path)} and gradatim watch", markup=False)
