"""A bundle is all that a task needs: it is run in a kernel that knows no Gradatim, and its model comes back."""

from __future__ import annotations

import base64
import hashlib
import os
from importlib import metadata
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from typer.testing import CliRunner

from gradatim.bank.category_folder import lay_out
from gradatim.bank.reader import load_task
from gradatim.cli.main import app
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.exams.form import Form, FormItem
from gradatim.notebook.bundle import bundle
from gradatim.notebook.standalone.versions import compare_versions
from gradatim.workspace.which_category import which_category
from tests.notebook.conftest import assert_published_form, change, kernel_in, read

TASK = "penguin-mass"
NOT_HERE = "raise ModuleNotFoundError('No module named gradatim', name='gradatim')\n"
COLAB = "from pathlib import Path\ndef download(name):\n    Path('downloaded').write_bytes(Path(name).read_bytes())\n"


@pytest.fixture(scope="module")
def category(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exam") / "category1"
    lay_out(load_task(TASK), Split(b"a key"), folder)
    return folder


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of modules as on another machine: no Gradatim, and Colab's way to download a file."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "gradatim.py").write_text(NOT_HERE)
    (folder / "google" / "colab").mkdir(parents=True)
    (folder / "google" / "colab" / "files.py").write_text(COLAB)
    return folder


@pytest.fixture
def written(category: Path, tmp_path: Path) -> Path:
    path = tmp_path / "bundle.ipynb"
    path.write_bytes(bundle(category, TASK, f"gradatim submit {TASK}.keras"))
    return path


def test_the_same_folder_is_the_same_notebook(category: Path) -> None:
    assert bundle(category, TASK, "x") == bundle(category, TASK, "x")


def test_a_bundle_holds_the_candidates_data_and_nothing_else(category: Path, written: Path) -> None:
    assert_published_form(written.read_bytes())
    sources = [cell.source for cell in read(written).cells]
    (data,) = [source for source in sources if 'unpack("' in source]
    content = base64.b64decode(data.split('unpack("')[1].split('"')[0])
    assert hashlib.sha256(content).hexdigest() in data
    task = load_task(TASK)
    secrets = [(task.folder / name).read_text() for name in ("solution.py", "baselines.py", "data.py")]
    code = "\n".join(sources)
    assert not any(
        line in code for text in secrets for line in text.splitlines() if "to_grams" in line or "hidden" in line
    )
    assert "import gradatim" not in code
    assert "from gradatim" not in code
    assert "data:image/png;base64," in sources[0]


def test_it_trains_where_gradatim_is_not_installed_and_its_model_comes_back(
    category: Path, written: Path, elsewhere: Path
) -> None:
    solution = (load_task(TASK).folder / "solution.py").read_text()
    body = solution.split("def solution_model() -> keras.Model:")[1].split("\n\n\nif __name__")[0]
    starter = next(cell.source for cell in read(written).cells if cell.source.startswith("def solution_model"))
    change(written, starter, f"def solution_model() -> keras.Model:{body.replace('epochs=60', 'epochs=2')}")
    notebook = read(written)
    last = {"source": "import gradatim", "metadata": {"tags": ["raises-exception"]}, "outputs": []}
    notebook.cells.append(nbformat.from_dict(notebook.cells[-1] | {"id": "last"} | last))  # type: ignore[no-untyped-call]
    environment = os.environ | {"PYTHONPATH": str(elsewhere)}
    NotebookClient(notebook, resources={"metadata": {"path": str(written.parent)}}).execute(env=environment)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert [output.evalue for output in outputs if output.output_type == "error"] == ["No module named gradatim"]
    printed = "".join(output.text for output in outputs if output.output_type == "stream")
    assert f"Keras {metadata.version('keras')} here" in printed
    assert "The grader reads what is saved here." in printed
    assert "data/ has 1 file(s)" in printed
    model = written.parent / f"{TASK}.keras"
    receipt = hashlib.sha256(model.read_bytes()).hexdigest()[:16]
    assert f"receipt {receipt}" in printed
    assert f"then there: gradatim submit {TASK}.keras" in printed
    assert (written.parent / "downloaded").read_bytes() == model.read_bytes()
    assert (written.parent / "data" / "penguins.csv").read_bytes() == (category / "data" / "penguins.csv").read_bytes()
    form = Form(items=tuple(FormItem(category=n, title="", weight=50, task_id=t, task_version="") for n, t in FORM))
    assert which_category(category.parent, form, model).category == 1
    assert which_category(category.parent, form, model.rename(model.with_name(f"{TASK} (1).keras"))).category == 1
    unnamed = model.with_name(f"{TASK} (1).keras").rename(model.with_name("model.keras"))
    assert which_category(category.parent, form, unnamed).category == 1  # it suits no other task
    with pytest.raises(UserError, match=r"gone\.keras, which is not there"):
        which_category(category.parent, form, unnamed.with_name("gone.keras"))
    unnamed.write_text("no model")
    with pytest.raises(UserError, match="it suits none of them"):
        which_category(category.parent, form, unnamed)


FORM = [(1, TASK), (2, "clothes")]


def test_damaged_data_are_said_so(written: Path) -> None:
    change(written, 'unpack("UEsDB', 'unpack("UEsDC')
    with kernel_in(written.parent) as kernel:
        shown = kernel.run(next(cell.source for cell in read(written).cells if 'unpack("' in cell.source))
    assert shown.error.startswith("ValueError: Expected the data as they were bundled")


@pytest.mark.parametrize(
    ("here", "grader", "words"),
    [
        ("2.15.0", "3.15.1", 'Keras 2 writes other files; the grader reads most, not all. Better: %pip install "keras'),
        ("3.10.0", "3.15.1", "The grader reads what is saved here."),
        ("3.99.0", "3.15.1", 'If yours is refused: %pip install "keras==3.15.*"'),
        ("4.0.0", "3.15.1", "The grader cannot read a model saved here."),
        (None, "3.15.1", 'No Keras here. Next: %pip install "keras==3.15.*"'),
    ],
)
def test_other_versions_are_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], here: str | None, grader: str, words: str
) -> None:
    def version(package: str) -> str:
        if here is None:
            raise metadata.PackageNotFoundError(package)
        return here

    monkeypatch.setattr(metadata, "version", version)
    compare_versions("2.7", grader)
    printed = capsys.readouterr().out
    assert words in printed
    assert here is None or "2.7 in the grader: only Lambda layers mind." in printed


def test_the_command_bundles_a_task_and_overwrites_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    assert "Expected to be inside an exam folder" in str(run.invoke(app, ["bundle", "1"]).exception)
    done = run.invoke(app, ["bundle", TASK])
    assert done.exit_code == 0
    assert read(tmp_path / f"{TASK}.ipynb").cells[0].source.startswith("# How heavy is this penguin?")
    assert "Expected a new file for the notebook" in str(run.invoke(app, ["bundle", TASK]).exception)
