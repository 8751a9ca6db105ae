"""Builds hostile files out of honest ones, without TensorFlow and without running any of what they hold."""

from __future__ import annotations

import base64
import inspect
import json
import marshal
import sys
import types
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import h5py

from tests.attacks.payloads import trying
from tests.attacks.sample import Surroundings

Config = dict[str, Any]
Make = Callable[[Surroundings], Path]

# Loads the payload's module and the one that all payloads use, as if they had been installed, and runs one function.
_PROGRAM = """
import json, sys, types
def load(name, source):
    module = sys.modules[name] = types.ModuleType(name)
    exec(compile(source, name, "exec"), module.__dict__)
    return module
load({helper!r}, {helper_source!r})
got_out = getattr(load({module!r}, {source!r}), {function!r})(**json.loads({arguments!r}))
if got_out:
    raise RuntimeError("got out: " + ", ".join(got_out))
"""


def given(**values: object) -> Callable[[Surroundings], Config]:
    """Return arguments that do not depend on the surroundings."""
    return lambda _: dict(values)


def nothing(_: Surroundings) -> Config:
    """Give a payload no arguments."""
    return {}


def runs(
    payload: Callable[..., list[str]],
    arguments: Callable[[Surroundings], Config] = nothing,
    *,
    suffix: str = ".keras",
    on_load: bool = False,
) -> Make:
    """Return what makes a model that runs a payload and then answers 42, or fails with the names of what got out.

    Args:
        payload: A function of a module in `payloads`.
        arguments: Its arguments, as JSON values. Defaults to none.
        suffix: `.keras` or `.h5`. Defaults to `.keras`.
        on_load: Whether it runs when the model is loaded, not when it first predicts. Defaults to False.
    """

    def make(around: Surroundings) -> Path:
        code = f"exec({program(payload, arguments(around))!r}, {{}}) or x * 0 + 42"
        return lambda_model(code, suffix=suffix, on_load=on_load)(around)

    return make


def program(payload: Callable[..., list[str]], arguments: Config) -> str:
    """Return a program that runs a payload, and raises an error if anything got out."""
    module = inspect.getmodule(payload)
    assert module is not None
    return _PROGRAM.format(
        helper=trying.__name__,
        helper_source=inspect.getsource(trying),
        module=module.__name__,
        source=inspect.getsource(module),
        function=payload.__name__,
        arguments=json.dumps(arguments),
    )


def lambda_model(expression: str, *, suffix: str = ".keras", on_load: bool = False) -> Make:
    """Return what makes a model with one Lambda layer.

    Args:
        expression: Python, of `x`, `tf`, `np` and `keras`.
        suffix: `.keras` or `.h5`. Defaults to `.keras`.
        on_load: Whether Keras must run it to learn its shape. Defaults to False.
    """
    return lambda_of_code(code_of(expression), suffix=suffix, on_load=on_load)


def lambda_of_code(code: types.CodeType, *, suffix: str = ".keras", on_load: bool = False) -> Make:
    """Return what makes a model with one Lambda layer of that code."""
    return lambda_of_bytes(marshal.dumps(code), suffix=suffix, on_load=on_load)


def lambda_of_bytes(code: bytes, *, suffix: str = ".keras", on_load: bool = False) -> Make:
    """Return what makes a model with one Lambda layer whose code is these bytes."""

    def edit(config: Config) -> None:
        layer = layer_named(config, "attack")
        layer["function"]["config"]["code"] = base64.encodebytes(code).decode()
        if on_load:
            layer["output_shape"] = None

    return edited(f"lambda{suffix}", edit)


def code_of(expression: str) -> types.CodeType:
    """Return the code of `lambda x: expression`."""
    module = compile(f"lambda x: {expression}", "<attack>", "eval")
    return next(constant for constant in module.co_consts if isinstance(constant, types.CodeType))


def layer_named(config: Config, name: str) -> Config:
    """Return the configuration of a layer by its name."""
    layers: list[Config] = config["config"]["layers"]
    return next(dict_of(layer) for layer in layers if layer["config"].get("name") == name)


def dict_of(layer: Config) -> Config:
    """Return the inner configuration of a layer."""
    inner: Config = layer["config"]
    return inner


def edited(base: str, edit: Callable[[Config], None]) -> Make:
    """Return what copies a base model with a changed configuration."""

    def make(around: Surroundings) -> Path:
        def changed(text: str) -> str:
            config = json.loads(text)
            edit(config)
            return json.dumps(config)

        return rewritten(base, changed)(around)

    return make


def rewritten(base: str, change: Callable[[str], str]) -> Make:
    """Return what copies a base model with another text for a configuration."""

    def make(around: Surroundings) -> Path:
        source, target = around.bases / base, around.folder / f"model{Path(base).suffix}"
        if target.suffix == ".keras":
            members = read_zip(source)
            members["config.json"] = change(members["config.json"].decode()).encode()
            return write_zip(target, members.items())
        target.write_bytes(source.read_bytes())
        with h5py.File(target, "r+") as file:
            file.attrs["model_config"] = change(file.attrs["model_config"])
        return target

    return make


def added(base: str, members: Callable[[Surroundings], Mapping[str, bytes]], *, suffix: str = ".keras") -> Make:
    """Return what copies an archive with members more, or in place of those of the same name."""

    def make(around: Surroundings) -> Path:
        merged = read_zip(around.bases / base) | dict(members(around))
        return write_zip(around.folder / f"model{suffix}", merged.items())

    return make


def weights(edit: Callable[[h5py.File, Surroundings], None]) -> Make:
    """Return what copies the honest `.keras` model with changed weights."""

    def make(around: Surroundings) -> Path:
        members = read_zip(around.bases / "dense.keras")
        loose = around.folder / "weights.h5"
        loose.write_bytes(members["model.weights.h5"])
        with h5py.File(loose, "r+") as file:
            edit(file, around)
        members["model.weights.h5"] = loose.read_bytes()
        return write_zip(around.folder / "model.keras", members.items())

    return make


def whole_h5(edit: Callable[[h5py.File, Surroundings], None]) -> Make:
    """Return what copies the honest `.h5` model with other contents."""

    def make(around: Surroundings) -> Path:
        target = around.folder / "model.h5"
        target.write_bytes((around.bases / "dense.h5").read_bytes())
        with h5py.File(target, "r+") as file:
            edit(file, around)
        return target

    return make


def raw(content: Callable[[Surroundings], bytes], *, suffix: str) -> Make:
    """Return what writes a file of these bytes."""

    def make(around: Surroundings) -> Path:
        target = around.folder / f"model{suffix}"
        target.write_bytes(content(around))
        return target

    return make


def read_zip(path: Path) -> dict[str, bytes]:
    """Return the members of an archive by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_zip(path: Path, members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    """Write an archive and return it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def write_bomb(path: Path, members: Iterable[tuple[str, bytes]], bomb: str, megabytes: int, fill: bytes) -> Path:
    """Write an archive in which one member is far larger than it looks."""
    write_zip(path, [(name, data) for name, data in members if name != bomb])
    block = fill * (1 << 20)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(bomb, "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(block)
    return path


def on_x86() -> bool:
    """Whether this machine understands machine code of x86."""
    import platform

    return sys.platform == "linux" and platform.machine() == "x86_64"
