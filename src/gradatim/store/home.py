"""The home folder: where one installation keeps its database, submitted models and the worker's log."""

from __future__ import annotations

import os
from pathlib import Path

from gradatim.errors import UserError


def prepare_home(home: Path) -> Path:
    """Create the home folder for its owner alone, and make sure that it can be written to.

    Args:
        home: The folder of the setting `GRADATIM_HOME`.

    Returns:
        The absolute path of the folder.

    Raises:
        UserError: It cannot be created or written to.

    Example:
        >>> import tempfile
        >>> parent = Path(tempfile.mkdtemp())
        >>> oct(prepare_home(parent / "state").stat().st_mode & 0o777)
        '0o700'
    """
    home = home.absolute()
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(home, error.strerror or str(error)) from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise _not_writable(home, "a folder that you may not write to, or a read-only disk")
    return home


def _not_writable(home: Path, received: str) -> UserError:
    return UserError(
        f"Expected a folder that Gradatim can write to: {home}",
        received=received,
        next_step="export GRADATIM_HOME=<a folder of yours>, or make this one writable",
    )
