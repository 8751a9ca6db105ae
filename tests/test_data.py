"""The hidden split is fair, fixed and keyed; the catalogue names every damaged file and how to mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from gradatim.data.catalogue import list_datasets, load_dataset
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.settings import PRACTICE_SPLIT_KEY, settings


def test_the_split_depends_on_key_dataset_and_example_only() -> None:
    split = Split(PRACTICE_SPLIT_KEY.encode())
    assert split.position("penguins", "N1A1") == Split(PRACTICE_SPLIT_KEY.encode()).position("penguins", "N1A1")
    # Fixed for good: a change here would move every practice split.
    assert split.position("penguins", "N1A1") == pytest.approx(0.6583184345748511, abs=1e-15)
    others = {
        Split(b"x").position("penguins", "N1A1"),
        split.position("clothes", "N1A1"),
        split.position("penguins", "1"),
    }
    assert len(others | {split.position("penguins", "N1A1")}) == 4


def test_positions_are_uniform() -> None:
    positions = [Split(b"key").position("d", str(number)) for number in range(20_000)]
    counts, _ = np.histogram(positions, bins=20, range=(0, 1))
    chi_square = ((counts - 1000) ** 2 / 1000).sum()
    assert chi_square < 43.8  # 0.999 quantile of chi-square with 19 degrees of freedom


def test_the_fingerprint_tells_keys_apart_and_reveals_none() -> None:
    assert Split(b"a").fingerprint != Split(b"b").fingerprint
    assert len(Split(b"a").fingerprint) == 8


def test_a_hidden_set_refuses_rows_that_do_not_match() -> None:
    with pytest.raises(ValueError, match="as many targets"):
        Examples(inputs=np.zeros((3, 1)), targets=np.zeros(2), ids=("a", "b", "c"))
    with pytest.raises(ValueError, match="unique ids"):
        Examples(inputs=np.zeros((2, 1)), targets=np.zeros(2), ids=("a", "a"))


def test_every_bundled_file_is_whole_and_every_licence_is_stated() -> None:
    for dataset in list_datasets():
        assert dataset.licence
        assert dataset.attribution
        for name in dataset.checksums:
            dataset.file(name)


def test_a_missing_a_shortened_and_a_changed_file_are_named_with_the_mend(tmp_path: Path) -> None:
    shutil.copytree(settings().content / "datasets" / "penguins", tmp_path / "penguins")
    shutil.copyfile(settings().content / "datasets" / "penguins.toml", tmp_path / "penguins.toml")
    dataset = load_dataset("penguins", tmp_path)
    name = next(iter(dataset.checksums))
    path = tmp_path / "penguins" / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(UserError, match="damaged") as caught:
        dataset.file(name)
    assert str(path) in caught.value.expected
    assert "make clean setup" in caught.value.next_step
    path.write_bytes(whole[:-1])
    with pytest.raises(UserError, match="bytes: it is damaged"):
        dataset.file(name)
    path.unlink()
    with pytest.raises(UserError, match="no such file"):
        dataset.file(name)
