"""Parsing the JSON that an untrusted file carries, with a bound on the memory and the depth that it costs."""

from __future__ import annotations

import json
from typing import Any

from gradatim.grading.preflight.zip_archive import damaged, too_complex

MAX_CONFIG_BYTES = 8 * 2**20
"""The largest of Keras' own applications writes about 1 MB."""
MAX_DEPTH = 100
"""Keras nests about six levels a model; nested models add as many each."""
_MAX_CONTAINERS = 300_000


def read_json(content: bytes, name: str) -> dict[str, Any]:
    """Return the JSON object in `content`.

    Args:
        content: UTF-8 text, which the caller reads no more of than `MAX_CONFIG_BYTES`.
        name: What is read, for the message.

    Returns:
        The object.

    Raises:
        Refusal: It is not a JSON object, nests too deeply, or holds too many lists and objects.
    """
    # Counted before parsing: an empty list takes two bytes in the file and fifty-six in memory.
    containers = content.count(b"{") + content.count(b"[")
    if containers > _MAX_CONTAINERS:
        raise too_complex(f"{name} with {containers:,} nested parts")
    try:
        value = json.loads(content)
    except RecursionError:
        raise too_complex(f"{name} that nests without end") from None
    except ValueError:
        raise damaged(f"{name} is not valid JSON") from None
    if not isinstance(value, dict):
        raise damaged(f"{name} does not hold an object")
    _refuse_deep(value, name)
    return value


def _refuse_deep(value: object, name: str) -> None:
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        below: list[object] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        if not below:
            return
        level = below
    raise too_complex(f"{name} that nests deeper than {MAX_DEPTH} levels")
