"""Reads who made a file of a Debian package, and under which licence, from the package's copyright file.

Format: Debian's machine-readable copyright file, version 1.0. Of several stanzas that match a path the last one counts.
"""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stanza:
    """Files with the same terms: patterns, holders (one a line), the licence's short name, and the rest of its text."""

    patterns: tuple[str, ...]
    holders: str
    licence: str
    text: str


def read_stanzas(path: Path) -> list[Stanza]:
    """Return the stanzas about files, in the order of the copyright file."""
    stanzas = []
    for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        fields: dict[str, list[str]] = {}
        name = ""
        for line in paragraph.splitlines():
            if match := re.match(r"([A-Z][A-Za-z-]*):\s*(.*)", line):
                name = match[1]
                fields[name] = [match[2]]
            elif name:
                fields[name].append(line.strip())
        if "Files" in fields:
            licence, *text = fields.get("License", [""])
            patterns = tuple(" ".join(fields["Files"]).split())
            holders = "\n".join(line for line in fields.get("Copyright", []) if line)
            stanzas.append(Stanza(patterns, holders, licence, " ".join(text)))
    return stanzas


def stanza_of(stanzas: list[Stanza], path: str) -> Stanza:
    """Return the terms of one file, by its path in the source package.

    Raises:
        KeyError: No stanza names it.
    """
    for stanza in reversed(stanzas):
        if any(fnmatch.fnmatchcase(path, pattern) for pattern in stanza.patterns):
            return stanza
    raise KeyError(path)
