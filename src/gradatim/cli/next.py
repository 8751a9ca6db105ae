"""`gradatim next`: the next best drill."""

from __future__ import annotations

from pathlib import Path


def next_drill() -> None:
    """Put the next best drill into your practice folder, and say why this one."""
    from gradatim.cli.learn import learn
    from gradatim.workspace.practice_folder import require_practice

    learn(None, require_practice(Path.cwd()).path)
