"""Zip archives that leave their folder, or are far larger than they look."""

from __future__ import annotations

import json
import os
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from gradatim.sandbox.failure import Reason
from tests.attacks.building import (
    Config,
    Make,
    added,
    edited,
    layer_named,
    raw,
    read_zip,
    rewritten,
    write_bomb,
    write_zip,
)
from tests.attacks.sample import Answers, Expected, Family, Sample, Surroundings, on_load

_ZIP = partial(Sample, family=Family.ZIP, allow_lambda=False)
_BOMB = partial(Sample, family=Family.BOMB, allow_lambda=False)
_HONEST_ANSWER = Answers(2.0)
_REFUSED = on_load(Reason.ERROR)
_TOO_LARGE = on_load(Reason.ERROR, Reason.MEMORY)
# The parser of Protocol Buffers does not survive a failed allocation.


def outside(around: Surroundings) -> dict[str, str]:
    """Return member names that lead to the canary's folder, by what is wrong with them."""
    target = f"{around.secret.parent}/unzipped"
    return {
        "parents": "../" * 20 + target.lstrip("/"),
        "absolute": target,
        "backslashes": "..\\" * 20 + target.lstrip("/").replace("/", "\\"),
        "assets": f"assets/{'../' * 20}{target.lstrip('/')}",
    }


def member(kind: str, base: str, suffix: str) -> Make:
    """Return what adds a member that leaves the folder."""
    return added(base, lambda around: {outside(around)[kind]: b"was here"}, suffix=suffix)


def link(base: str, suffix: str) -> Make:
    """Return what adds a symbolic link to the secret, and one that the archive's own files would be written through."""

    def make(around: Surroundings) -> Path:
        entries: list[tuple[str | zipfile.ZipInfo, bytes]] = []
        for name, target in (("assets", str(around.secret.parent)), ("variables/link", str(around.secret))):
            info = zipfile.ZipInfo(name)
            info.create_system = 3
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            entries.append((info, os.fsencode(target)))
        entries += [("assets/through", b"was here"), *read_zip(around.bases / base).items()]
        return write_zip(around.folder / f"model{suffix}", entries)

    return make


def layer_name(name: str) -> Make:
    """Return what gives a layer a name that leads outside."""

    def edit(config: Config) -> None:
        layer_named(config, "dense")["name"] = name

    return edited("dense.keras", edit)


def twice(around: Surroundings) -> Path:
    """Write two configurations of the same name: whoever checks one may load the other."""
    honest = read_zip(around.bases / "dense.keras")
    hostile = json.loads(honest["config.json"])
    layer_named(hostile, "dense")["kernel_initializer"] = {"module": "os", "class_name": "system", "config": {}}
    path = write_zip(around.folder / "model.keras", honest.items())
    with zipfile.ZipFile(path, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("config.json", json.dumps(hostile))
    return path


def bomb(base: str, name: str, megabytes: int, suffix: str, fill: bytes = b" ") -> Make:
    """Return what makes one member enormous."""

    def make(around: Surroundings) -> Path:
        members = read_zip(around.bases / base).items()
        return write_bomb(around.folder / f"model{suffix}", members, name, megabytes, fill)

    return make


def declared(size: int, base: str, name: str, suffix: str) -> Make:
    """Return what makes a member claim another size than it has."""

    def make(around: Surroundings) -> Path:
        path = write_zip(around.folder / f"model{suffix}", read_zip(around.bases / base).items())
        data = bytearray(path.read_bytes())
        directory = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
        data[directory + 24 : directory + 28] = struct.pack("<I", size)
        path.write_bytes(bytes(data))
        return path

    return make


def many(count: int, base: str, suffix: str) -> Make:
    """Return what adds that many empty members."""
    return added(base, lambda _: {f"assets/{number}": b"" for number in range(count)}, suffix=suffix)


def nested(depth: int) -> Callable[[str], str]:
    """Return what wraps a configuration in that many lists."""
    return lambda text: "[" * depth + text + "]" * depth


def layers(count: int) -> Make:
    """Return what repeats a layer, each after the other."""

    def edit(config: Config) -> None:
        first, dense = config["config"]["layers"]
        text, found = json.dumps(dense), [first]
        before = first["config"]["name"]
        for number in range(count):
            layer = json.loads(
                text.replace('"dense"', f'"dense{number}"').replace(f'"{first["config"]["name"]}"', f'"{before}"')
            )
            found.append(layer)
            before = f"dense{number}"
        config["config"]["layers"] = found
        config["config"]["output_layers"] = [before, 0, 0]

    return edited("dense.keras", edit)


def metadata(members: Mapping[str, bytes]) -> Make:
    """Return what replaces members."""
    return added("dense.keras", lambda _: members)


_KERAS, _GRAPH = ("dense.keras", ".keras"), ("ReadFile.zip", ".zip")
_LEAVING: dict[str, tuple[Expected, Expected]] = {
    "parents": (_HONEST_ANSWER, _REFUSED),
    "absolute": (_HONEST_ANSWER, _REFUSED),
    "backslashes": (_HONEST_ANSWER, _REFUSED),
    "assets": (_HONEST_ANSWER, _REFUSED),
}

SAMPLES = (
    *(_ZIP(f"{kind} in .keras", make=member(kind, *_KERAS), expected=found) for kind, (found, _) in _LEAVING.items()),
    *(
        _ZIP(f"{kind} in a SavedModel", make=member(kind, *_GRAPH), expected=found)
        for kind, (_, found) in _LEAVING.items()
    ),
    _ZIP("links in .keras", make=link(*_KERAS), expected=_REFUSED),
    _ZIP("links in a SavedModel", make=link(*_GRAPH), expected=_REFUSED),
    _ZIP("a layer's name", make=layer_name("../../../../tmp/gradatim-attack"), expected=_REFUSED),
    _ZIP("two configurations", make=twice, expected=_REFUSED),
    _BOMB(
        "a configuration of 200 MB",
        make=bomb("dense.keras", "config.json", 200, ".keras"),
        expected=_TOO_LARGE,
        memory_mb=100,
    ),
    _BOMB(
        "weights of 200 MB",
        make=bomb("dense.keras", "model.weights.h5", 200, ".keras", b"\0"),
        expected=_TOO_LARGE,
        memory_mb=100,
    ),
    _BOMB("assets of 300 MB", make=bomb("dense.keras", "assets/large", 300, ".keras"), expected=_REFUSED),
    _BOMB("a SavedModel of 520 MB", make=bomb("ReadFile.zip", "assets/large", 520, ".zip"), expected=_REFUSED),
    _BOMB(
        "a graph of 200 MB",
        make=bomb("ReadFile.zip", "saved_model.pb", 200, ".zip", b"\0"),
        expected=on_load(Reason.MEMORY),
        memory_mb=100,
    ),
    _BOMB("a size above the cap", make=declared(3 << 30, "ReadFile.zip", "saved_model.pb", ".zip"), expected=_REFUSED),
    _BOMB("a size below the truth", make=declared(10, "ReadFile.zip", "saved_model.pb", ".zip"), expected=_REFUSED),
    _BOMB("many files", make=many(5_000, "ReadFile.zip", ".zip"), expected=_REFUSED),
    _BOMB("deep JSON", make=rewritten("dense.keras", nested(100_000)), expected=_REFUSED),
    _BOMB("thousands of layers", make=layers(4_000), expected=on_load(Reason.TIMEOUT), seconds=2),
    _BOMB("a large number in JSON", make=metadata({"config.json": b"9" * 1_000_000}), expected=_REFUSED),
    _BOMB("no zip", make=raw(lambda _: b"PK\x03\x04" + b"\xff" * 100, suffix=".keras"), expected=_REFUSED),
    _BOMB("an empty file", make=raw(lambda _: b"", suffix=".keras"), expected=_REFUSED),
)
