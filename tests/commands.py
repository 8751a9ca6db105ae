"""Commands that a text shows, held against the commands that there are."""

from __future__ import annotations

import functools
import re
import shlex
from collections.abc import Iterator
from typing import Any

import typer

from gradatim.cli.main import app

_FENCE = re.compile(r"^(?P<ticks>```+)(?P<info>[^\n]*)\n(?P<code>.*?)^(?P=ticks)\s*$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`(?P<code>[^`\n]+)`(?!`)")
_CALL = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?gradatim (?P<rest>.+)$")
_SHELLS = ("", "sh", "bash", "shell", "console", "text")


def shown_commands(markdown: str) -> Iterator[str]:
    """Yield what follows `gradatim` in code spans and in blocks of shell, comments left out."""
    for fence in _FENCE.finditer(markdown):
        if fence["info"].strip() in _SHELLS:
            for line in fence["code"].splitlines():
                for part in re.split(r"\s(?:&&|\|)\s|;\s", line.strip()):
                    if call := _CALL.match(part):
                        yield re.sub(r"\s+#.*$", "", call["rest"])
    for span in _SPAN.finditer(_FENCE.sub("", markdown)):
        if call := _CALL.match(span["code"].replace("\\|", "|")):
            yield call["rest"]


def mistake_in(command: str) -> str:
    """Return what is wrong with a command line after `gradatim`; empty when the command could be typed so.

    Names in capitals stand for anything. Values are not tried: only commands, options and the number of arguments.
    """
    found = _command_line()
    words = [word for word in shlex.split(command) if word != "[OPTIONS]"]
    if "COMMAND" in words:
        return ""
    while hasattr(found, "commands") and words and not words[0].startswith("-"):
        name = words.pop(0).rstrip(",")
        if name not in found.commands:
            return f"no command {name!r} in `gradatim {command}`"
        found = found.commands[name]
    options = {option: parameter for parameter in found.params for option in parameter.opts + parameter.secondary_opts}
    arguments = [parameter for parameter in found.params if parameter.param_type_name == "argument"]
    places = 0
    while words:
        word, _, value = words.pop(0).strip("[]").partition("=")
        if not word.startswith("-"):
            places += 1
        elif word not in options and word not in ("--help", "--install-completion", "--show-completion"):
            return f"no option {word!r} in `gradatim {command}`"
        elif word in options and not getattr(options[word], "is_flag", False) and not value and words:
            words.pop(0)
    if places > len(arguments) and not any(argument.nargs == -1 for argument in arguments):
        return f"{places} arguments, and {len(arguments)} are taken, in `gradatim {command}`"
    return ""


@functools.cache
def _command_line() -> Any:
    return typer.main.get_command(app)
