"""Attacks that ask for more than there is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from gradatim.sandbox.failure import Reason
from tests.attacks.building import Config, edited, given, layer_named, runs
from tests.attacks.payloads import resources
from tests.attacks.sample import Answers, Family, Sample, on_load, on_predict

_MEMORY = partial(Sample, family=Family.MEMORY)
_SHARED = partial(Sample, family=Family.SHARED_MEMORY)
_DISK = partial(Sample, family=Family.DISK)
_LOOP = partial(Sample, family=Family.LOOP)
_FLOOD = partial(Sample, family=Family.FLOOD)

_TOO_MUCH = 1_000
"""MB; the samples may use 256, and a machine that runs the tests has more than this."""


def units(count: int) -> Callable[[Config], None]:
    """Make the honest layer's configuration ask for that many units."""

    def edit(config: Config) -> None:
        layer_named(config, "dense")["units"] = count

    return edit


SAMPLES = (
    _MEMORY("heap", make=runs(resources.heap, given(megabytes=_TOO_MUCH)), expected=on_predict(Reason.MEMORY)),
    _MEMORY(
        "private mappings",
        make=runs(resources.anonymous, given(megabytes=_TOO_MUCH)),
        expected=on_predict(Reason.MEMORY),
    ),
    _MEMORY("tensors", make=runs(resources.tensors, given(megabytes=_TOO_MUCH)), expected=on_predict(Reason.MEMORY)),
    _MEMORY("a layer of 10^9 units", make=edited("dense.keras", units(10**9)), expected=on_load(Reason.MEMORY)),
    _MEMORY("a layer of 10^9 units in .h5", make=edited("dense.h5", units(10**9)), expected=on_load(Reason.MEMORY)),
    _MEMORY("a layer of 10^18 units", make=edited("dense.keras", units(10**18)), expected=on_load(Reason.MEMORY)),
    _MEMORY(
        "nested lists",
        make=runs(resources.recursion),
        expected=on_predict(Reason.MEMORY, Reason.CRASHED, Reason.ERROR),
    ),
    _SHARED("mappings and memory files", make=runs(resources.shared), expected=Answers()),
    _SHARED("System V and POSIX objects", make=runs(resources.system_v), expected=Answers()),
    _SHARED("pipes", make=runs(resources.pipes), expected=Answers()),
    _DISK("fill", make=runs(resources.disk, given(megabytes=600)), expected=Answers()),
    _DISK("one enormous file", make=runs(resources.large_file), expected=Answers()),
    _DISK("entries", make=runs(resources.inodes, given(most=5_000)), expected=Answers()),
    _DISK("deep folders", make=runs(resources.deep_folders), expected=Answers()),
    _DISK("open files", make=runs(resources.descriptors), expected=Answers()),
    *(
        _LOOP(name, make=runs(payload), expected=on_predict(Reason.TIMEOUT), seconds=2)
        for name, payload in {
            "in Python": resources.endless_loop,
            "asleep": resources.endless_sleep,
            "in C": resources.endless_match,
            "in threads": resources.endless_threads,
        }.items()
    ),
    _LOOP(
        "while loading",
        make=runs(resources.endless_loop, on_load=True),
        expected=on_load(Reason.TIMEOUT),
        seconds=2,
    ),
    _FLOOD("standard output", make=runs(resources.flood, given(descriptor=1)), expected=on_predict(Reason.PROTOCOL)),
    _FLOOD("standard error", make=runs(resources.flood, given(descriptor=2)), expected=on_predict(Reason.PROTOCOL)),
)
