"""HDF5 files whose data lie elsewhere, in circles, or nowhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import h5py
import numpy as np

from gradatim.sandbox.failure import Reason
from tests.attacks.building import Make, raw, weights, whole_h5
from tests.attacks.sample import Family, Sample, Surroundings, on_load
from tests.attacks.surroundings import KERNELS

_HDF5 = partial(Sample, family=Family.HDF5, allow_lambda=False)
_BOMB = partial(Sample, family=Family.BOMB, allow_lambda=False)
_REFUSED = on_load(Reason.ERROR)

Edit = Callable[[h5py.File, Surroundings], None]


def kernel_of(file: h5py.File) -> str:
    """Return the path of the honest layer's kernel."""
    found: list[str] = []
    file.visititems(lambda name, item: found.append(name) if getattr(item, "shape", None) == (1, 1) else None)
    return found[0]


def external_storage(file: h5py.File, around: Surroundings) -> None:
    """Let the kernel's bytes be those of the secret file."""
    path = kernel_of(file)
    del file[path]
    file.create_dataset(path, (1, 1), "<f4", external=[(str(around.secret), 0, 4)])


def external_link(file: h5py.File, around: Surroundings) -> None:
    """Let the kernel be in another file."""
    path = kernel_of(file)
    del file[path]
    file[path] = h5py.ExternalLink(str(other_file(around)), "/kernel")


def external_group(file: h5py.File, around: Surroundings) -> None:
    """Let the kernel's folder be in another file."""
    path = kernel_of(file)
    group = path.rpartition("/")[0]
    del file[group]
    file[group] = h5py.ExternalLink(str(other_file(around)), "/")


def virtual(file: h5py.File, around: Surroundings) -> None:
    """Let the kernel be composed of another file."""
    path = kernel_of(file)
    del file[path]
    layout = h5py.VirtualLayout((1, 1), "<f4")
    layout[:] = h5py.VirtualSource(str(other_file(around)), "kernel", (1, 1))
    file.create_virtual_dataset(path, layout)


def other_file(around: Surroundings) -> Path:
    """Return a file with a kernel, outside."""
    return around.secret.with_name(KERNELS)


def circle(file: h5py.File, _: Surroundings) -> None:
    """Let a soft link lead to itself."""
    path = kernel_of(file)
    del file[path]
    file[path] = h5py.SoftLink("/" + path)


def folder_in_itself(file: h5py.File, _: Surroundings) -> None:
    """Let a folder contain itself by a hard link."""
    path = kernel_of(file)
    del file[path]
    file[path] = file["/"]


def enormous(file: h5py.File, _: Surroundings) -> None:
    """Let a kernel of 3.6 TB take up a few hundred bytes."""
    path = kernel_of(file)
    del file[path]
    file.create_dataset(path, (10**6, 10**6), "<f4", chunks=(1000, 1000), fillvalue=1.0)


def compressed(file: h5py.File, _: Surroundings) -> None:
    """Let a kernel of 1.5 GB, below the guard of Keras, shrink to nothing by its filter."""
    path = kernel_of(file)
    del file[path]
    data = file.create_dataset(path, (400, 1 << 20), "<f4", chunks=(1, 1 << 20), compression="gzip")
    data[0] = 1.0


def numbers_as_text(file: h5py.File, _: Surroundings) -> None:
    """Let the kernel be text."""
    path = kernel_of(file)
    del file[path]
    file[path] = np.array([[b"text"]])


def objects(file: h5py.File, _: Surroundings) -> None:
    """Let the kernel be references into the file."""
    path = kernel_of(file)
    del file[path]
    data = file.create_dataset(path, (1, 1), h5py.ref_dtype)
    data[0, 0] = file.ref


def _damaged(position: int, by: bytes) -> Make:
    def content(around: Surroundings) -> bytes:
        honest = bytearray((around.bases / "dense.h5").read_bytes())
        honest[position : position + len(by)] = by
        return bytes(honest)

    return raw(content, suffix=".h5")


_ELSEWHERE: dict[str, Edit] = {
    "external storage": external_storage,
    "external link": external_link,
    "external group": external_group,
    "virtual dataset": virtual,
    "soft link to itself": circle,
    "folder in itself": folder_in_itself,
    "text for numbers": numbers_as_text,
    "references for numbers": objects,
}

SAMPLES = (
    *(_HDF5(f"{name} in .keras", make=weights(edit), expected=_REFUSED) for name, edit in _ELSEWHERE.items()),
    *(_HDF5(f"{name} in .h5", make=whole_h5(edit), expected=_REFUSED) for name, edit in _ELSEWHERE.items()),
    _HDF5("damaged superblock", make=_damaged(8, b"\xff" * 40), expected=_REFUSED),
    _HDF5("damaged heap", make=_damaged(700, b"\xff" * 300), expected=on_load(Reason.ERROR, Reason.CRASHED)),
    _BOMB("an enormous shape in .keras", make=weights(enormous), expected=on_load(Reason.ERROR, Reason.MEMORY)),
    _BOMB("an enormous shape in .h5", make=whole_h5(enormous), expected=on_load(Reason.ERROR, Reason.MEMORY)),
    _BOMB("a compressed kernel in .keras", make=weights(compressed), expected=on_load(Reason.ERROR, Reason.MEMORY)),
    _BOMB("a compressed kernel in .h5", make=whole_h5(compressed), expected=on_load(Reason.ERROR, Reason.MEMORY)),
)
