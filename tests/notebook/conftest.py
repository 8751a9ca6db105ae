"""Real kernels, spoken to as JupyterLab does: each cell is sent with its id."""

from __future__ import annotations

import functools
import html
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import nbformat
import pytest
from jsonschema import Draft4Validator
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

_SECONDS = 120


@dataclass
class Shown:
    """What a cell showed.

    `html` and `text` are those of its result, `lines` what changed and went away, `error` an exception's name.
    """

    html: str = ""
    text: str = ""
    printed: str = ""
    lines: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def words(self) -> str:
        """The HTML without its tags and style, as a reader sees it."""
        return " ".join(html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", self.html, flags=re.DOTALL)).split())


@dataclass(frozen=True)
class Kernel:
    """A running kernel."""

    client: BlockingKernelClient

    def run(self, source: str, cell_id: str | None = None) -> Shown:
        """Run a cell and return what it showed."""
        client = self.client
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message = client.session.msg("execute_request", content, metadata={"cellId": cell_id} if cell_id else {})
        client.shell_channel.send(message)
        shown = Shown()
        while True:
            reply = client.get_iopub_msg(timeout=_SECONDS)
            if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            kind, body = reply["msg_type"], reply["content"]
            if kind == "status" and body["execution_state"] == "idle":
                return shown
            if kind == "execute_result":
                shown.html, shown.text = body["data"].get("text/html", ""), body["data"]["text/plain"]
            elif kind in ("display_data", "update_display_data"):
                shown.lines.append(body["data"].get("text/plain", ""))
            elif kind == "stream":
                shown.printed += body["text"]
            elif kind == "error":
                shown.error = f"{body['ename']}: {body['evalue']}"

    def run_notebook(self, path: Path) -> list[Shown]:
        """Run all code cells of a saved notebook."""
        return [self.run(cell.source, cell.id) for cell in read(path).cells if cell.cell_type == "code"]


@functools.cache
def _published_schema() -> Draft4Validator:
    schema = resources.files("nbformat") / "v4" / "nbformat.v4.5.schema.json"
    return Draft4Validator(json.loads(schema.read_text(encoding="utf-8")))


def assert_published_form(content: bytes) -> None:
    """Hold a notebook's bytes against Jupyter's schema of format 4.5 as they are: nbformat mends what it reads."""
    notebook = json.loads(content)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    _published_schema().validate(notebook)


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook."""
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    return notebook


def change(path: Path, old: str, new: str) -> None:
    """Change the cells of a notebook and save it."""
    notebook = read(path)
    for cell in notebook.cells:
        cell.source = cell.source.replace(old, new)
    path.write_text(nbformat.writes(notebook))  # type: ignore[no-untyped-call]


@contextmanager
def kernel_in(folder: Path, **environment: str) -> Iterator[Kernel]:
    """Start a kernel in a folder."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(folder), env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"} | environment)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=_SECONDS)
        yield Kernel(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def module_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the installation's home of the kernels of a module."""
    return tmp_path_factory.mktemp("kernel-home")
