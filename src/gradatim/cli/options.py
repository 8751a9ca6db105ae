"""Options that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

from gradatim.cli.completion import editor_names

ProblemsOption = Annotated[
    bool, typer.Option("--problems", help="Also print failures as `path:line: error: message`, for editors.")
]
EditorOption = Annotated[
    list[str] | None,
    typer.Option(
        "--editor",
        help="pycharm, vscode, jupyter or none; again for another. Default: those of the folder, or of this machine.",
        autocompletion=editor_names,
    ),
]
