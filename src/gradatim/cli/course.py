"""`gradatim course`: the drills as a course of another tool."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Write all drills as a course of another tool.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep the name of the tool in the command, though there is only one so far."""


@app.command()
def pycharm(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the course: new, empty, or one of ours.")],
    learner: Annotated[
        bool, typer.Option("--learner", help="A learner's copy; without it the plug-in opens it as an author's.")
    ] = False,
) -> None:
    """Write all drills as a course for the JetBrains Academy plug-in of PyCharm."""
    import sys

    from gradatim.bank.drill_reader import load_drills
    from gradatim.cli.editors import print_kept
    from gradatim.cli.terminal import err, out, shown_path
    from gradatim.workspace.editors.pycharm_course import write_course

    with err().status("Writing the course"):
        written = write_course(directory, learner=learner)
    out().print(
        f"{len(load_drills())} drills lie in {shown_path(directory)}: {len(written.new)} new files, "
        f"{len(written.updated)} updated.\n"
        f"Next: open the folder in PyCharm with the JetBrains Academy plug-in, and choose the interpreter\n"
        f"  {sys.executable}",
        markup=False,
        soft_wrap=True,
    )
    print_kept(written)
