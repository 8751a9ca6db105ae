"""Files that Keras refuses would do harm to whoever opens them without walls: the corpus does not test blanks."""

from __future__ import annotations

import zipfile

import h5py
import numpy as np
import pytest

from tests.attacks.building import whole_h5
from tests.attacks.corpus import archives, hdf5
from tests.attacks.sample import Surroundings


def kernel_after(edit: hdf5.Edit, around: Surroundings) -> bytes:
    """Read the kernel of a changed model as every HDF5 program would."""
    with h5py.File(around.bases / "dense.h5") as honest:
        path = hdf5.kernel_of(honest)
    with h5py.File(whole_h5(edit)(around)) as opened:
        return np.asarray(opened[path]).tobytes()


def test_external_storage_reads_the_secret(around: Surroundings) -> None:
    assert kernel_after(hdf5.external_storage, around) == around.secret.read_bytes()[:4]


@pytest.mark.parametrize("edit", [hdf5.external_link, hdf5.virtual])
def test_links_and_virtual_datasets_read_another_file(edit: hdf5.Edit, around: Surroundings) -> None:
    assert kernel_after(edit, around) == np.float32(7).tobytes()


def test_archives_name_files_outside(around: Surroundings) -> None:
    for kind, name in archives.outside(around).items():
        with zipfile.ZipFile(archives.member(kind, "dense.keras", ".keras")(around)) as archive:
            assert name in archive.namelist()
        target = around.folder / name.replace("\\", "/")
        assert target.resolve() == around.secret.parent / "unzipped"


def test_a_bomb_is_small_until_it_is_opened(around: Surroundings) -> None:
    bomb = archives.bomb("dense.keras", "config.json", 20, ".keras")(around)
    with zipfile.ZipFile(bomb) as archive:
        assert archive.getinfo("config.json").file_size == 20 << 20
    assert bomb.stat().st_size < 1 << 20
