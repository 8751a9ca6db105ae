"""The practice folder: one folder a skill, one folder a drill, the learner's answers, and the progress.

practice/
  .gradatim/practice.toml      marks the folder
  .gradatim/progress.sqlite    what happened so far
  nn.callbacks/NOTE.md         the skill's page
  nn.callbacks/stop-at-accuracy/README.md, answer.py and the data
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gradatim.bank.drill import ANSWER_FILE, Drill
from gradatim.bank.drill_reader import drill_files, load_drills
from gradatim.bank.note import load_note, note_path
from gradatim.errors import UserError
from gradatim.mastery.progress import Progress
from gradatim.store.whole_file import write_whole
from gradatim.workspace.notebook_answer import NOTEBOOK_FILE, read_notebook_answer

DEFAULT_FOLDER = Path("practice")
NOTE_FILE = "NOTE.md"
_STATE = ".gradatim"
_MARK = "practice.toml"
_PROGRESS = "progress.sqlite"


@dataclass(frozen=True)
class PracticeFolder:
    """A practice folder on the disk."""

    path: Path

    def open_progress(self) -> Progress:
        """Open the progress that belongs to this folder.

        Raises:
            UserError: The file cannot be used.
        """
        return Progress(self.progress_path)

    @property
    def progress_path(self) -> Path:
        """Where the progress lies."""
        return self.path / _STATE / _PROGRESS

    @property
    def exists(self) -> bool:
        """Whether the folder has been made a practice folder."""
        return (self.path / _STATE / _MARK).is_file()

    def folder_of(self, drill: Drill) -> Path:
        """Return where a drill lies, whether it has been put there or not."""
        return self.path / drill.skill / drill.id

    def answer_of(self, drill: Drill) -> Path:
        """Return the learner's file of a drill."""
        return self.folder_of(drill) / ANSWER_FILE

    def notebook_of(self, drill: Drill) -> Path:
        """Return where the notebook of a drill lies, if the learner has one."""
        return self.folder_of(drill) / NOTEBOOK_FILE

    def newest_answer(self, drill: Drill) -> Path:
        """Return the learner's file, or the notebook if that was saved later."""
        answer, notebook = self.answer_of(drill), self.notebook_of(drill)
        return notebook if _saved_at(notebook) > _saved_at(answer) else answer

    def read_answer(self, drill: Drill) -> str:
        """Return the text of the learner's file; where a notebook was saved later, of the answer in its cells.

        Raises:
            UserError: It is not there or cannot be read.
        """
        path = self.newest_answer(drill)
        if path.name == NOTEBOOK_FILE:
            return read_notebook_answer(path).text
        try:
            return path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise UserError(
                f"Expected your answer at {path}",
                received=error.strerror or str(error),
                next_step=f"gradatim learn {drill.id}",
            ) from error

    def lay_out(self, drill: Drill) -> Path:
        """Write a drill's files, except an answer that the learner has; return the drill's folder.

        Raises:
            UserError: The folder cannot be written, or a data file is damaged.
        """
        folder = self.folder_of(drill)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if note_path(drill.skill).is_file():
                _write(folder.parent / NOTE_FILE, load_note(drill.skill).full_text.encode())
            _write(folder / "README.md", drill.readme.read_bytes())
            for name, content in drill_files(drill).items():
                _write(folder / name, content)
            if not (folder / ANSWER_FILE).exists():
                _write(folder / ANSWER_FILE, drill.starter.read_bytes())
        except OSError as error:
            raise UserError(
                f"Expected to write the drill into {folder}",
                received=f"{error.strerror or error}: {error.filename or folder}",
                next_step="gradatim learn --dir a-folder-you-can-write, or free some space",
            ) from error
        return folder

    def reset(self, drill: Drill) -> Path | None:
        """Put the starter back; return where the learner's answer was kept, None if there was none or it was untouched.

        Raises:
            UserError: The folder cannot be written.
        """
        answer = self.answer_of(drill)
        kept = None
        if (notebook := self.notebook_of(drill)).is_file():
            kept = _free_name(notebook)
            notebook.rename(kept)
        if answer.is_file() and answer.read_bytes() != drill.starter.read_bytes():
            kept = _free_name(answer)
            answer.rename(kept)
        elif answer.is_file():
            answer.unlink()
        self.lay_out(drill)
        return kept

    def drill_around(self, start: Path) -> Drill | None:
        """Return the drill in whose folder `start` lies; None if it lies in none."""
        drills = load_drills()
        for folder in (start.resolve(), *start.resolve().parents):
            drill = drills.get(folder.name)
            if drill is not None and self.folder_of(drill).resolve() == folder:
                return drill
        return None


def find_practice(start: Path) -> PracticeFolder | None:
    """Return the practice folder around `start` or, as its sub-folder, just below it; None if there is none."""
    for folder in (start, *start.parents):
        if PracticeFolder(folder).exists:
            return PracticeFolder(folder)
    below = PracticeFolder(start / DEFAULT_FOLDER)
    return below if below.exists else None


def require_practice(start: Path) -> PracticeFolder:
    """Return the practice folder around or below `start`.

    Raises:
        UserError: There is none.
    """
    found = find_practice(start)
    if found is None:
        raise UserError(
            "Expected to be in your practice folder, or in the folder around it",
            received=str(start),
            next_step="gradatim learn (makes a practice folder here and begins)",
        )
    return found


def create_practice(folder: Path) -> PracticeFolder:
    """Make a folder a practice folder; harmless if it is one already.

    Raises:
        UserError: The folder cannot be written, or is a file.
    """
    mark = folder / _STATE / _MARK
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        if not mark.is_file():
            _write(mark, b"# Marks the folder in which gradatim learn puts drills; your progress lies beside it.\n")
    except OSError as error:
        raise UserError(
            f"Expected to make the practice folder {folder}",
            received=error.strerror or str(error),
            next_step="gradatim learn --dir a-folder-you-can-write",
        ) from error
    return PracticeFolder(folder)


def _saved_at(path: Path) -> float:
    """Return when a file was saved, in seconds since 1970 UTC; 0 if there is none."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _write(path: Path, content: bytes) -> None:
    """Write a file wholly or not at all, and leave it alone if it says the same already."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)


def _free_name(path: Path) -> Path:
    number = 1
    while (candidate := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return candidate
