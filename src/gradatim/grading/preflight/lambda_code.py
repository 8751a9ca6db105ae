"""Which Python can run the code in a Lambda layer, told from the byte code without running or unmarshalling it.

Keras stores a Lambda as the byte code of the Python that saved it. Another Python refuses it, misreads it, or dies:
code of Python 3.12 ends a process of Python 3.11 by a segmentation fault. What differs between versions is public:
the fields before the code (five, six from Python 3.8 to 3.10), the number of the instruction that every function
begins with, and how many empty places follow an instruction (`opcode._inline_cache_entries` and `opcode.opmap`).
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

Version = tuple[int, int]

_LONGEST = 2**20
_REFERENCE_FLAG = 0x80
_AFTER_FIVE_FIELDS, _AFTER_SIX_FIELDS = 21, 25
# Where a function uses variables of its surroundings, instructions that fetch them come first.
_FIRST_INSTRUCTIONS = 32
_SIX_FIELDS: tuple[Version, ...] = ((3, 8), (3, 9), (3, 10))
_RESUME_OF_3_11_AND_3_12 = 151
_RESUME: dict[int, Version] = {149: (3, 13), 128: (3, 14)}
# Instruction number to empty places after it, then instructions that only the other version has.
_SHAPE: dict[Version, tuple[dict[int, int], frozenset[int]]] = {
    (3, 11): (
        {25: 4, 60: 1, 92: 1, 95: 4, 106: 4, 107: 2, 116: 5, 122: 1, 160: 10, 166: 1, 171: 4},
        frozenset({3, 4, 5, 17, 26, 27, 55, 121, 127, 141, 143, 150}),
    ),
    (3, 12): (
        {25: 1, 60: 1, 92: 1, 93: 1, 95: 4, 106: 9, 107: 1, 116: 4, 122: 1, 123: 1, 141: 1, 171: 3},
        frozenset({10, 70, 82, 84, 86, 88, 111, 112, 148, 160, 166}),
    ),
}


def pythons_of(layer_config: dict[str, Any]) -> tuple[Version, ...] | None:
    """Return the Python versions that can run a Lambda layer's code.

    Args:
        layer_config: The layer's configuration, of Keras 2 or Keras 3; untrusted.

    Returns:
        Versions such as `(3, 11)`; None where the code is not there or says nothing.
    """
    stored = _stored_code(layer_config.get("function"))
    if stored is None or len(stored) > _LONGEST:
        return None
    try:
        marshalled = base64.b64decode(stored.encode())
    except (binascii.Error, ValueError):
        return None
    if not marshalled or chr(marshalled[0] & ~_REFERENCE_FLAG) != "c":
        return None
    if _bytes_at(marshalled, _AFTER_SIX_FIELDS) is not None:
        return _SIX_FIELDS
    code = _bytes_at(marshalled, _AFTER_FIVE_FIELDS)
    return None if code is None else _of_code(code)


def _stored_code(function: object) -> str | None:
    match function:
        case {"class_name": "__lambda__", "config": {"code": str(code)}}:
            return code
        case [str(code), *_] | {"class_name": "__tuple__", "items": [str(code), *_]}:  # Keras 2
            return code
        case _:
            return None


def _bytes_at(marshalled: bytes, offset: int) -> bytes | None:
    """Return the byte string that is marshalled at an offset; None if none is there."""
    head = marshalled[offset : offset + 5]
    if len(head) < 5 or chr(head[0] & ~_REFERENCE_FLAG) != "s":
        return None
    length = int.from_bytes(head[1:], "little")
    found = marshalled[offset + 5 : offset + 5 + length]
    return found if len(found) == length and length > 0 and length % 2 == 0 else None


def _of_code(code: bytes) -> tuple[Version, ...] | None:
    first = set(code[: 2 * _FIRST_INSTRUCTIONS : 2])
    if _RESUME_OF_3_11_AND_3_12 in first:
        return tuple(version for version in _SHAPE if _fits(code, version)) or None
    for number, version in _RESUME.items():
        if number in first:
            return (version,)
    return None


def _fits(code: bytes, version: Version) -> bool:
    empty_places, foreign = _SHAPE[version]
    at = 0
    while at < len(code):
        instruction = code[at]
        after = at + 2 + 2 * empty_places.get(instruction, 0)
        if instruction == 0 or instruction in foreign or any(code[at + 2 : after]):
            return False
        at = after
    return at == len(code)
