"""`gradatim data`: lists, shows, exports and checks; each bad input is refused with what to type next."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gradatim.cli.main import app
from gradatim.data import load
from gradatim.data.catalogue import list_datasets, load_dataset
from gradatim.settings import settings
from tests.cli.conftest import CommandLine


@pytest.fixture(scope="module")
def command_line(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    root = tmp_path_factory.mktemp("user")
    (root / "work").mkdir()
    return CommandLine(root / "home", root / "work")


def test_the_list_names_every_dataset_with_its_licence_and_its_tasks(command_line: CommandLine) -> None:
    done = command_line.run("data", "list")
    assert done.returncode == 0, done.stderr
    table, _, attribution = done.stdout.partition("\nAttribution\n")
    for dataset in list_datasets():
        (line,) = [line for line in table.splitlines() if line.startswith(f"{dataset.id} ")]
        assert dataset.licence.split()[0] in line
        assert "".join(f"{dataset.id} {dataset.attribution}".split()) in "".join(attribution.split())
    line = next(line for line in table.splitlines() if line.startswith("penguins "))
    assert "344 rows" in line
    assert "penguin-mass" in line


def test_the_list_as_json_is_the_catalogue(command_line: CommandLine) -> None:
    entries = {entry["id"]: entry for entry in json.loads(command_line.run("data", "list", "--json").stdout)}
    assert sorted(entries) == [dataset.id for dataset in list_datasets()]
    clothes = entries["fashion-mnist"]
    assert "clothes" in clothes["tasks"]
    assert clothes["forms"] == ["numpy", "folders", "tfds"]
    assert clothes["bytes"] == sum(file["bytes"] for file in clothes["files"])
    assert {"name": "images", "type": "picture 28 x 28 x 1"}.items() <= clothes["columns"][0].items()


@pytest.mark.parametrize("dataset_id", [dataset.id for dataset in list_datasets()])
def test_a_dataset_is_shown_with_all_that_its_licence_asks_for(dataset_id: str) -> None:
    dataset = load_dataset(dataset_id)
    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["data", "show", dataset_id])
    assert done.exit_code == 0, done.output
    shown = "".join(done.stdout.split())
    for part in (dataset.licence, dataset.attribution, dataset.licence_note, dataset.description):
        assert "".join(part.split()).rstrip(".") in shown
    for name, (sha256, _) in dataset.checksums.items():
        assert name in shown
        assert sha256 in shown


def test_a_dataset_is_shown_as_json_too(command_line: CommandLine) -> None:
    shown = json.loads(command_line.run("data", "show", "penguins", "--json").stdout)
    listed = json.loads(command_line.run("data", "list", "--json").stdout)
    assert shown in listed
    assert "columns" in shown


def test_an_export_says_how_much_it_wrote_and_how_it_is_read(command_line: CommandLine) -> None:
    done = command_line.run("data", "export", "penguins", "--as", "csv", "birds")
    assert done.returncode == 0, done.stderr
    assert f"Wrote {len(load('penguins'))} of 344 examples to birds" in done.stdout
    assert 'pandas.read_csv("birds/penguins.csv")' in done.stdout
    assert (command_line.folder / "birds" / "penguins.csv").is_file()


def test_exported_folders_are_read_by_the_line_that_is_shown(command_line: CommandLine) -> None:
    done = command_line.run("data", "export", "fashion-mnist", "--as", "folders", "clothes")
    assert done.returncode == 0, done.stderr
    line = done.stdout.partition("Read: ")[2].strip()
    program = f"import keras\ndata = {line}\nprint(data.class_names, data.element_spec[0].shape)"
    read = subprocess.run(
        [sys.executable, "-c", program], cwd=command_line.folder, capture_output=True, text=True, check=False
    )
    assert read.returncode == 0, read.stderr
    names = [name.replace("/", "-") for name in load("fashion-mnist").classes("labels")]
    assert read.stdout.splitlines()[-1] == f"{names} (None, 28, 28, 1)"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show", "penguin"], "gradatim data show penguins"),
        (["show", "zzz"], "gradatim data list"),
        (["show", "../penguins"], "Expected a dataset of the catalogue"),
        (["export", "penguin", "--as", "csv", "out"], "gradatim data show penguins"),
        (["export", "penguins", "--as", "parquet", "out"], "Expected a form: numpy, csv, json, folders, tfds"),
        (["export", "penguins", "--as", "folders", "out"], "not pictures or texts with one class each"),
        (["export", "penguins", "--as", "csv", "full"], "a folder that holds something"),
        (["export", "penguins", "--as", "csv", "full/mine.txt"], "Received: a file"),
        (["export", "penguins", "--as", "csv", "full/mine.txt/below"], "Expected to write penguins into"),
        (["export", "penguins", "out"], "Missing option '--as'"),
    ],
)
def test_a_bad_input_is_refused_with_the_next_step(command_line: CommandLine, arguments: list[str], told: str) -> None:
    full = command_line.folder / "full"
    full.mkdir(exist_ok=True)
    (full / "mine.txt").write_text("mine")
    done = command_line.run("data", *arguments)
    assert done.returncode == 2, done.stdout
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not (command_line.folder / "out").exists()
    assert [path.read_text() for path in full.iterdir()] == ["mine"]


def test_verify_names_every_damaged_file(
    command_line: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = command_line.run("data", "verify")
    assert whole.returncode == 0
    files = sum(len(dataset.checksums) for dataset in list_datasets())
    assert f"{files} of {files} files" in whole.stdout
    shutil.copytree(settings().content / "datasets", tmp_path / "datasets")
    table, picture = tmp_path / "datasets/penguins/penguins.csv", tmp_path / "datasets/earth-tiles/tiles.zip"
    content = table.read_bytes()
    table.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    picture.unlink()
    monkeypatch.setenv("GRADATIM_CONTENT", str(tmp_path))
    damaged = command_line.run("data", "verify")
    assert damaged.returncode == 1
    shown = damaged.stdout.replace("\n", "")
    assert f"{table}. Received:" in shown
    assert f"{picture}. Received: no such file" in shown
    assert f"{files - 2} of {files} files" in shown
    assert "make clean setup" in shown


def test_listing_and_exporting_a_table_import_neither_tensorflow_nor_pandas(tmp_path: Path) -> None:
    for arguments in (["data", "list"], ["data", "export", "penguins", "--as", "csv", str(tmp_path / "out")]):
        program = (
            f"import sys; sys.argv = {['gradatim', *arguments]!r}\n"
            "from gradatim.cli.main import app\n"
            "app(standalone_mode=False)\n"
            "heavy = {'tensorflow', 'tensorflow_datasets', 'keras', 'pandas', 'PIL'} & set(sys.modules)\n"
            "assert not heavy, heavy"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
