"""The facts are read from the machine as it is."""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gradatim.settings import settings
from gradatim.workspace.doctor.byte_code import check_byte_code, read_byte_code
from gradatim.workspace.doctor.folders import read_folders
from gradatim.workspace.doctor.imports import check_imports, read_imports
from gradatim.workspace.doctor.libraries import INSTALL, check_libraries, read_libraries
from gradatim.workspace.doctor.processor import read_processor, usable_cores
from gradatim.workspace.doctor.python import read_python
from gradatim.workspace.doctor.report import State
from gradatim.workspace.doctor.shadows import check_shadows, read_shadows

ROOT = Path(__file__).parents[3]


def package(folder: Path, name: str, number: str = "2.21.0") -> None:
    """Write what an installed package leaves behind that brings a module `tensorflow`."""
    about = folder / f"{name.replace('-', '_')}-{number}.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {number}\n")
    (about / "top_level.txt").write_text("tensorflow\n")


def test_both_tensorflow_packages_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package(tmp_path, "tensorflow")
    package(tmp_path, "tensorflow-cpu")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert {"tensorflow", "tensorflow-cpu"} <= read_libraries().providers.keys()
    assert check_libraries(read_libraries())[0].state is State.PROBLEM


def test_the_installed_libraries_are_the_pinned_ones() -> None:
    assert [check.state for check in check_libraries(read_libraries())] == [State.OK] * 3
    pins = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert all(f'"{pin}' in pins for pin in INSTALL.split('"')[1::2]), "the mend installs what pyproject.toml pins"


def test_byte_code_is_counted_for_this_python(tmp_path: Path) -> None:
    for name in ("tensorflow", "keras"):
        (tmp_path / name / "inner").mkdir(parents=True)
        (tmp_path / name / "__init__.py").write_text("")
        (tmp_path / name / "inner" / "module.py").write_text("x = 1\n")
    # What another Python compiled is of no use to this one.
    (tmp_path / "keras" / "__pycache__").mkdir()
    (tmp_path / "keras" / "__pycache__" / "__init__.cpython-27.pyc").write_bytes(b"")
    before = read_byte_code([str(tmp_path)])
    assert (before.source_files, before.compiled_files) == (4, 0)
    assert check_byte_code(before)[0].state is State.WARNING
    for folder in before.folders:
        compileall.compile_dir(folder, quiet=1)
    assert check_byte_code(read_byte_code([str(tmp_path)]))[0].state is State.OK


@pytest.mark.parametrize("made", ["keras.py", "category2/tensorflow.py", "numpy/__init__.py", "json.py"])
def test_a_file_that_shadows_a_library_is_seen_where_python_would_import_it(made: str, tmp_path: Path) -> None:
    path = tmp_path / made
    path.parent.mkdir(exist_ok=True)
    path.write_text("print('this file was imported')\n")
    place = tmp_path / "category2" if made.startswith("category2") else tmp_path
    module = Path(made).parts[0] if made.endswith("__init__.py") else path.stem
    (place / "answer.py").write_text(f"import {module}\n")
    ran = subprocess.run([sys.executable, "answer.py"], cwd=place, capture_output=True, text=True, check=False)
    assert ran.stdout == "this file was imported\n", "otherwise the check would warn of nothing"
    assert check_shadows(read_shadows(tmp_path))[0].state is State.PROBLEM


def test_a_folder_without_init_shadows_nothing(tmp_path: Path) -> None:
    (tmp_path / "numpy").mkdir()
    (tmp_path / "answer.py").write_text("import numpy; print(numpy.__version__)\n")
    ran = subprocess.run([sys.executable, "answer.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    assert check_shadows(read_shadows(tmp_path))[0].state is State.OK


def test_this_python_and_this_processor_are_described() -> None:
    python = read_python()
    assert (python.version, python.bits, python.system) == (sys.version_info[:3], 64, sys.platform)
    processor = read_processor()
    assert processor.cores == usable_cores() >= 0.1
    if python.machine == "x86_64":
        assert "avx" in processor.instructions  # TensorFlow, which other tests run, needs it


def test_a_folder_that_cannot_be_written_is_seen_and_one_that_can_stays_as_it_was(tmp_path: Path) -> None:
    home = tmp_path / "not" / "yet"
    facts = read_folders(tmp_path, home)
    assert (facts.home_error, facts.folder_error, facts.database_error) == ("", "", "")
    assert list(tmp_path.iterdir()) == []
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert read_folders(tmp_path, in_the_way / "home").home_error


def test_a_damaged_database_is_seen(home: Path, tmp_path: Path) -> None:
    (home / "gradatim.db").write_bytes(b"not a database at all" * 100)
    assert read_folders(tmp_path, settings().home).database_error


def test_a_misspelt_setting_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADATIM_WORKRES", "3")
    assert read_folders(tmp_path, tmp_path).unknown_settings == ("GRADATIM_WORKRES",)


def test_keras_settings_are_read_from_the_user_s_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = {"backend": "tensorflow", "floatx": "float32", "epsilon": 1e-7, "image_data_format": "channels_first"}
    (tmp_path / "keras.json").write_text(json.dumps(config))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    facts = read_imports()
    assert (facts.error, facts.tensorflow.startswith("2.21"), facts.cpu_seconds > 0.5) == ("", True, True)
    assert "image_data_format = channels_first" in check_imports(facts)[1].received


def test_an_import_that_fails_gives_its_last_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tensorflow.py").write_text("raise ImportError('libfoo.so: cannot open shared object file')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read_imports().error == "ImportError: libfoo.so: cannot open shared object file"


def test_a_process_that_dies_on_import_gives_its_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tensorflow.py").write_text("import os, signal; os.kill(os.getpid(), signal.SIGILL)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "SIGILL" in check_imports(read_imports())[0].received
