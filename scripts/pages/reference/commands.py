"""docs/reference/commands.md: every command with its arguments and options, read from the command line itself."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

import typer

from gradatim.cli.main import app

HEAD = """# Commands

Written by `make docs` from the commands themselves. `gradatim COMMAND --help` says the same.

| exit code | means |
|---|---|
| 0 | done; a model was scored, a drill passes |
| 1 | the model was not scored, or the drill does not pass |
| 2 | something to put right, with the next command to type |
| 70 | a mistake of Gradatim, with its traceback |"""


class Command(NamedTuple):
    """One command: its words after `gradatim`, and what Typer made of its function."""

    words: str
    made: Any


def all_commands() -> Iterator[Command]:
    """Yield every command, those of a group one after the other."""
    yield from _below(typer.main.get_command(app), ())


def commands_page() -> str:
    """Return the page of all commands."""
    commands = list(all_commands())
    rows = [f"| [`gradatim {command.words}`](#{_anchor(command)}) | {_first_line(command)} |" for command in commands]
    listed = "| command | does |\n|---|---|\n" + "\n".join(rows)
    return "\n\n".join([HEAD, listed, *map(_section, commands)]) + "\n"


def _below(found: Any, words: tuple[str, ...]) -> Iterator[Command]:
    if not hasattr(found, "commands"):
        yield Command(" ".join(words), found)
        return
    for name, inner in found.commands.items():
        if not inner.hidden:
            yield from _below(inner, (*words, name))


def _anchor(command: Command) -> str:
    return f"gradatim-{command.words.replace(' ', '-')}"


def _first_line(command: Command) -> str:
    return _cell((inspect.cleandoc(command.made.help or "").split("\n\n") or [""])[0])


def _section(command: Command) -> str:
    arguments = [parameter for parameter in command.made.params if parameter.param_type_name == "argument"]
    options = [parameter for parameter in command.made.params if parameter.param_type_name == "option"]
    usage = " ".join(
        [f"gradatim {command.words}", *map(_argument_name, arguments), *(["[OPTIONS]"] if options else [])]
    )
    parts = [f"## gradatim {command.words}", inspect.cleandoc(command.made.help or ""), f"```text\n{usage}\n```"]
    rows = [f"| `{_cell(_argument_name(argument))}` | {_described(argument)} |" for argument in arguments]
    rows += [f"| `{_option_names(option)}` | {_described(option)} |" for option in options]
    if rows:
        parts.append("| argument or option | means |\n|---|---|\n" + "\n".join(rows))
    return "\n\n".join(parts)


def _argument_name(argument: Any) -> str:
    name = str(argument.metavar or argument.name.upper())
    if argument.required or name.startswith("["):
        return name
    return f"[{name}]"


def _option_names(option: Any) -> str:
    names = ", ".join(option.opts + option.secondary_opts)
    return names if option.is_flag else f"{names} {option.metavar or 'VALUE'}"


def _described(parameter: Any) -> str:
    words = _cell(parameter.help or "")
    default = parameter.default
    told = "Default" in words or default in (None, False, True, "", ()) or callable(default) or parameter.required
    value = getattr(default, "value", default)
    return words if told else f"{words} Default: `{value}`."


def _cell(text: str) -> str:
    """Return text on one line that keeps the table whole."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
