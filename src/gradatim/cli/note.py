"""`gradatim note`: the page of a skill."""

from __future__ import annotations

from typing import Annotated

import typer

from gradatim.cli.completion import skill_ids


def note(
    skill: Annotated[str, typer.Argument(help="Id of the skill, such as nn.callbacks.", autocompletion=skill_ids)],
) -> None:
    """Show the one-page note of a skill."""
    from rich.markdown import Markdown

    from gradatim.bank.note import load_note
    from gradatim.cli.drill_words import width
    from gradatim.cli.terminal import out

    text = load_note(skill).full_text
    if out().is_terminal:
        out().print(Markdown(text, hyperlinks=False), width=width(out()))
    else:
        out().print(text, markup=False, soft_wrap=True)
