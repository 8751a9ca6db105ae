"""The set-up guide: from an empty machine to a graded submission, per operating system and editor."""

from __future__ import annotations

import re
from importlib import metadata

from gradatim.bank.reader import load_tasks
from gradatim.exams.blueprint import Blueprint
from gradatim.handbook.candidate import blueprint_option
from gradatim.handbook.document import Markdown, fill_in
from gradatim.handbook.exam_facts import exam_facts
from gradatim.sandbox.mode import SandboxMode
from gradatim.settings import Settings
from gradatim.workspace.editors.editor import Editor
from gradatim.workspace.editors.runs import exam_runs
from gradatim.workspace.exam_folder import MODEL_FILES

_PACKAGE = "gradatim"
_FOR_THE_OPERATOR = {"database_url", "content", "split_key", "sandbox_override_reason"}
"""Settings that a candidate never needs; docs/settings.md lists all."""

MODE_WORDS: dict[SandboxMode, str] = {
    SandboxMode.FULL: "Linux with user namespaces",
    SandboxMode.REDUCED: "Linux without them: no limit on the disk, and models see which files exist",
    SandboxMode.NONE: "everywhere else: a process of its own and nothing more, for your own models",
}
"""Where each mode of the sandbox is had, and what it lacks."""


def set_up_handbook(blueprint: Blueprint) -> Markdown:
    """Return the set-up guide.

    Args:
        blueprint: The exam that it prepares for.

    Raises:
        UserError: A pool names an unknown task, or a category has no task to draw.
    """
    facts = exam_facts(blueprint, load_tasks())
    tasks = [task for category in facts.categories for task in category.tasks]
    return Markdown(
        fill_in(
            "set-up.md.j2",
            pythons=python_versions(),
            tensorflow=required_version("tensorflow"),
            keras=required_version("keras"),
            model_memory_mb=max(task.limits.memory_mb for task in tasks),
            model_files=MODEL_FILES,
            modes=[(mode, MODE_WORDS[mode]) for mode in SandboxMode],
            first=facts.categories[0].number,
            editors=list(Editor),
            runs=exam_runs([facts.categories[0].number]),
            blueprint_option=blueprint_option(blueprint),
            settings=[
                (f"GRADATIM_{name.upper()}", field.description)
                for name, field in Settings.model_fields.items()
                if name not in _FOR_THE_OPERATOR
            ],
        )
    )


def python_versions() -> list[str]:
    """Return the minor versions of Python that the package accepts, the oldest first.

    Raises:
        ValueError: The package declares its versions in another form than `>=3.a,<3.b`.
    """
    declared = metadata.metadata(_PACKAGE)["Requires-Python"]
    bounds = re.fullmatch(r"<3\.(?P<end>\d+),>=3\.(?P<begin>\d+)", ",".join(sorted(declared.split(","))))
    if bounds is None:
        raise ValueError(f"Expected versions of Python such as >=3.11,<3.14. Received: {declared!r}")
    return [f"3.{minor}" for minor in range(int(bounds["begin"]), int(bounds["end"]))]


def required_version(package: str) -> str:
    """Return the minor version of a package that Gradatim pins, such as `2.21`.

    Raises:
        ValueError: Gradatim does not require the package.
    """
    for requirement in metadata.requires(_PACKAGE) or []:
        versions = re.fullmatch(rf"{re.escape(package)}\s*([=><~!][^;]*)(;.*)?", requirement)
        least = re.search(r"[=>]=\s*(\d+\.\d+)", versions[1]) if versions else None
        if least:
            return least[1]
    raise ValueError(f"Expected {package} among the requirements of {_PACKAGE}. Received: none")
