"""Layers that carry Python: the code runs, and must find nothing but walls."""

from __future__ import annotations

import dis
import marshal
from functools import partial
from pathlib import Path

from gradatim.sandbox.failure import Reason
from tests.attacks.building import code_of, lambda_model, lambda_of_bytes, lambda_of_code, runs
from tests.attacks.payloads import files, processes
from tests.attacks.sample import Answers, Family, Sample, Surroundings, on_load, on_predict

_TESTED = partial(Sample, family=Family.LAMBDA)
_FILE = partial(Sample, family=Family.FILES)
_REFUSED = "Lambda"


def secrets(around: Surroundings) -> dict[str, list[str]]:
    """Name files outside."""
    key = str(Path("~root/.ssh/id_rsa").expanduser())
    return {"paths": [str(around.secret), "/etc/passwd", "/etc/hostname", key, "/etc/shadow"]}


def outside(around: Surroundings) -> dict[str, list[str]]:
    """Name a folder outside."""
    return {"folders": [str(around.secret.parent)]}


def one_secret(around: Surroundings) -> dict[str, str]:
    """Name the file outside."""
    return {"secret": str(around.secret)}


def the_secret(around: Surroundings) -> dict[str, list[str]]:
    """Name the file outside, as a list."""
    return {"paths": [str(around.secret)]}


def random_devices(_: Surroundings) -> dict[str, list[str]]:
    """Name the devices of the host that everybody may write to."""
    return {"names": ["/dev/random", "/dev/urandom", "/dev/zero"]}


_garbage = code_of("x")
_FARTHEST = 0x7FFF_FFFF
"""Of the local variables; a near one could be an object by chance."""
_NO_SUCH_LOCAL = _garbage.replace(
    co_code=bytes(
        [dis.opmap["RESUME"], 0]
        + [word for byte in _FARTHEST.to_bytes(4)[:3] for word in (dis.EXTENDED_ARG, byte)]
        + [dis.opmap["LOAD_FAST"], _FARTHEST & 0xFF, dis.opmap["RETURN_VALUE"], 0]
    )
)

SAMPLES = (
    _TESTED("programs in a .keras file", make=runs(processes.programs), expected=Answers()),
    _TESTED("programs in a .h5 file", make=runs(processes.programs, suffix=".h5"), expected=Answers()),
    _TESTED("programs while loading", make=runs(processes.programs, on_load=True), expected=Answers()),
    _TESTED(
        "programs while loading a .h5 file",
        make=runs(processes.programs, suffix=".h5", on_load=True),
        expected=Answers(),
    ),
    _TESTED(
        "not allowed in a .keras file",
        make=runs(processes.programs),
        expected=on_load(Reason.ERROR, text=_REFUSED),
        allow_lambda=False,
    ),
    _TESTED(
        "not allowed in a .h5 file",
        make=runs(processes.programs, suffix=".h5"),
        expected=on_load(Reason.ERROR, text=_REFUSED),
        allow_lambda=False,
    ),
    _TESTED("no bytecode at all", make=lambda_of_bytes(b"\xff" * 64), expected=on_load(Reason.ERROR)),
    _TESTED("half the bytecode", make=lambda_of_bytes(marshal.dumps(_garbage)[:40]), expected=on_load(Reason.ERROR)),
    _TESTED(
        "bytecode that crashes the interpreter",
        make=lambda_of_code(_NO_SUCH_LOCAL),
        expected=on_predict(Reason.CRASHED, Reason.ERROR),
    ),
    _TESTED(
        "a null pointer",
        make=lambda_model("__import__('ctypes').string_at(0)"),
        expected=on_predict(Reason.CRASHED, text="SIGSEGV"),
    ),
    _TESTED(
        "an exception that is no Exception",
        make=lambda_model("(_ for _ in ()).throw(KeyboardInterrupt('stop'))"),
        expected=on_predict(Reason.ERROR, text="KeyboardInterrupt"),
    ),
    _TESTED("a polite exit", make=lambda_model("exit(0)"), expected=on_predict(Reason.ERROR)),
    _TESTED(
        "an exception whose text is code",
        make=lambda_model("(_ for _ in ()).throw(type('E', (Exception,), {'__str__': lambda self: 1 / 0})())"),
        expected=on_predict(Reason.ERROR),
    ),
    _FILE("read", make=runs(files.read, secrets), expected=Answers()),
    _FILE("look", make=runs(files.look, secrets), expected=Answers()),
    _FILE("write", make=runs(files.write, outside), expected=Answers()),
    _FILE("change without opening", make=runs(files.change, the_secret), expected=Answers()),
    _FILE("climb out of the root folder", make=runs(files.climb, one_secret), expected=Answers()),
    _FILE("make and write devices", make=runs(files.devices, random_devices), expected=Answers()),
    _FILE("change the libraries", make=runs(files.library), expected=Answers()),
    _FILE("change the sealed model", make=runs(files.model_file), expected=Answers()),
)
