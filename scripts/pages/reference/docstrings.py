"""What a docstring says of each argument."""

from __future__ import annotations

import inspect
import re


def argument_words(documented: object) -> dict[str, str]:
    """Return the sentences under `Args:` by the argument's name; empty without such a list."""
    _, _, arguments = inspect.cleandoc(getattr(documented, "__doc__", None) or "").partition("Args:\n")
    words: dict[str, str] = {}
    name = ""
    for line in arguments.splitlines():
        if not line.startswith("    "):
            break
        found = re.match(r"    (\w+): (.*)", line)
        if found and not line.startswith("     "):
            name, words[found[1]] = found[1], found[2]
        elif name:
            words[name] += f" {line.strip()}"
    return words
