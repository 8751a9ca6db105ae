"""Where each page of the site comes from: docs/, and files of the repository that readers of the site need too."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

from gradatim.bank.drill_reader import drill_folders
from gradatim.bank.reader import task_folders
from gradatim.bank.skills import load_skills

ROOT = Path(__file__).parents[2]
DOCS = PurePosixPath("docs")
_CONTENT = ROOT / "src" / "gradatim" / "content"


@cache
def outside_pages() -> dict[str, PurePosixPath]:
    """Return the pages that do not lie in docs/: place in the site to path in the repository."""
    pages = {"architecture.md": PurePosixPath("ARCHITECTURE.md"), "contributing.md": PurePosixPath("CONTRIBUTING.md")}
    for folder in task_folders(_CONTENT):
        pages[f"exam/{folder.name}/index.md"] = _in_repository(folder / "README.md")
    for folder in drill_folders(_CONTENT):
        pages[f"drill/{folder.name}.md"] = _in_repository(folder / "README.md")
    for skill in load_skills():
        note = _CONTENT / "notes" / f"{skill}.md"
        if note.is_file():
            pages[f"note/{skill}.md"] = _in_repository(note)
    return pages


@cache
def outside_files() -> dict[str, PurePosixPath]:
    """Return the pictures of those pages: place in the site to path in the repository."""
    pictures = ((folder.name, path) for folder in task_folders(_CONTENT) for path in sorted(folder.glob("*.png")))
    return {f"exam/{task}/{path.name}": _in_repository(path) for task, path in pictures}


@cache
def places() -> dict[PurePosixPath, str]:
    """Return where a file of the repository stands in the site, for all that stands there beside docs/."""
    inverse = {path: place for place, path in (outside_pages() | outside_files()).items()}
    return inverse | {PurePosixPath("README.md"): "index.md"}


def _in_repository(path: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(ROOT).as_posix())
