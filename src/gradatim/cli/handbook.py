"""`gradatim handbook`: write the candidate handbook or the set-up guide as HTML and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradatim.handbook.kind import Kind


def handbook(
    kind: Annotated[Kind, typer.Argument(metavar="[candidate|set-up]", help="Which handbook.")] = Kind.CANDIDATE,
    blueprint: Annotated[
        str, typer.Option(help="The exam that it is for: practice, full, short, or the path of a TOML file.")
    ] = "full",
    html: Annotated[bool, typer.Option("--html", help="Only the HTML page.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Only the PDF.")] = False,
    output: Annotated[Path, typer.Option("--output", help="Folder to write into.")] = Path(),
) -> None:
    """Write a handbook, HTML and PDF, as this installation's exams, tasks and settings are now."""
    from gradatim.cli.terminal import out, shown_path
    from gradatim.exams.blueprint import find_blueprint
    from gradatim.handbook.handbook import make_handbook
    from gradatim.handbook.write import Form, write_handbook

    forms = [form for form, wanted in ((Form.HTML, html), (Form.PDF, pdf)) if wanted or html == pdf]
    made = make_handbook(kind, find_blueprint(blueprint))
    for path in write_handbook(made, output, forms):
        out().print(shown_path(path), markup=False, soft_wrap=True)
