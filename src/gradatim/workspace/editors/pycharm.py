"""The folder `.idea` for PyCharm: buttons, source roots, inspections and a file template.

Nothing in it names an interpreter: PyCharm uses the one that the user has chosen for the project. The forms are those
that PyCharm itself writes when a run configuration is stored as a project file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined

from gradatim.workspace.editors.runs import SAFE_PATH, Run

_MODULE = "gradatim"
_PROFILE = "Gradatim"
_TEMPLATES = Environment(
    loader=PackageLoader("gradatim.workspace.editors", "templates/pycharm"),
    autoescape=True,
    undefined=StrictUndefined,
    keep_trailing_newline=True,
)


def pycharm_files(runs: Iterable[Run], *, source_folders: Iterable[str] = ()) -> dict[str, bytes]:
    """Return the files of a PyCharm project.

    Args:
        runs: The buttons.
        source_folders: Folders whose files import each other by plain names; "" is the root. Defaults to none.

    Returns:
        Relative POSIX path to content.
    """
    files = {
        ".idea/.gitignore": render("ignore"),
        ".idea/modules.xml": render("modules.xml", module=_MODULE),
        f".idea/{_MODULE}.iml": render("module.iml", source_folders=tuple(source_folders)),
        f".idea/inspectionProfiles/{_PROFILE}.xml": render("inspections.xml", profile=_PROFILE),
        ".idea/inspectionProfiles/profiles_settings.xml": render("profiles_settings.xml", profile=_PROFILE),
        ".idea/fileTemplates/Keras model.py": render("model.py"),
    }
    for run in runs:
        options = "" if run.script else SAFE_PATH
        files[f".idea/runConfigurations/{_file_name(run.name)}.xml"] = render(
            "run.xml", run=run, module=_MODULE, interpreter_options=options
        )
    return files


def _file_name(name: str) -> str:
    """Return the name of a configuration's file, as PyCharm makes it."""
    return re.sub(r"[^A-Za-z0-9]", "_", name)


def render(template: str, **values: object) -> bytes:
    """Return the text of one of PyCharm's templates, with values escaped for XML."""
    return _TEMPLATES.get_template(f"{template}.j2").render(**values).encode()
