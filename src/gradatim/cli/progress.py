"""`gradatim progress`: keep a copy of your progress, or carry it to another machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Write your progress to a file, or add it from one.", no_args_is_help=True)


@app.command()
def export(file: Annotated[Path | None, typer.Argument(help="Where to. Default: standard output.")] = None) -> None:
    """Write all progress of this practice folder as JSON."""
    from gradatim.cli.terminal import err, out, shown_path
    from gradatim.errors import UserError
    from gradatim.mastery.exchange import export_progress
    from gradatim.workspace.practice_folder import require_practice

    text = export_progress(require_practice(Path.cwd()).open_progress())
    if file is None:
        out().print(text, markup=False, soft_wrap=True, end="")
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"Expected to write your progress to {file}",
            received=error.strerror or str(error),
            next_step="gradatim progress export another-file.json",
        ) from error
    err().print(f"Wrote {shown_path(file)}. On the other machine: gradatim progress import {file.name}", markup=False)


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(help="A file that gradatim progress export wrote.")]) -> None:
    """Add the progress of a file to that of this practice folder."""
    from gradatim.cli.terminal import out
    from gradatim.mastery.exchange import import_progress
    from gradatim.workspace.practice_folder import DEFAULT_FOLDER, create_practice, find_practice

    practice = find_practice(Path.cwd()) or create_practice(Path.cwd() / DEFAULT_FOLDER)
    added = import_progress(practice.open_progress(), file)
    out().print(f"{added} new attempt(s). Your map: gradatim skills")
