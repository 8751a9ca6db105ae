"""Names of files that a browser sends: any text at all, made safe for every disk and every page."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 100
"""Characters; at most four bytes each, where file systems allow 255."""
_LONGEST_NAME_BYTES = 200
_UNNAMED = "model"
_FORBIDDEN = frozenset('<>:"/\\|?*')
"""What Windows does not take in a name; a report may be unpacked there."""


def safe_file_name(name: str) -> str:
    """Return the last part of a path as a name without anything that could lead elsewhere or look like another.

    Control and direction characters go, as do leading dots; a long name keeps its ending.

    Example:
        >>> safe_file_name("../../etc/passwd"), safe_file_name("C:\\\\models\\\\best model.keras"), safe_file_name("..")
        ('passwd', 'best model.keras', 'model')
        >>> safe_file_name("model\\u202eexe.keras")
        'modelexe.keras'
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(character for character in last if character.isprintable() and character not in _FORBIDDEN)
    kept = kept.strip().lstrip(".").strip()
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > LONGEST_NAME // 4:
        stem, ending = kept, ""
    ending = f".{ending}" if ending else ""
    stem = stem[: LONGEST_NAME - len(ending)]
    while len(f"{stem}{ending}".encode()) > _LONGEST_NAME_BYTES and stem:
        stem = stem[:-1]
    return f"{stem}{ending}" if stem else _UNNAMED + ending
