"""A bank whose exams ask for one small model, so that a whole exam takes seconds."""

from __future__ import annotations

from pathlib import Path

import gradatim

CONTENT = Path(gradatim.__file__).parent / "content"
BLUEPRINT = """
id = "{id}"
title = "{title}"
description = "One model."
minutes = 60
pass_mark = 60
feedback = "{feedback}"
notice = "A practice exam trains; it does not certify."
[[category]]
number = 1
title = "Simple model"
weight = 100
pool = ["penguin-mass"]
"""


def small_bank(folder: Path) -> Path:
    """Return a content folder with everything of the bank but its exams: `practice` is open, `full` is closed."""
    folder.mkdir()
    for part in CONTENT.iterdir():
        if part.name != "blueprints":
            (folder / part.name).symlink_to(part)
    (folder / "blueprints").mkdir()
    for name, title, feedback in (("practice", "Practice exam", "open"), ("full", "Full exam", "score")):
        text = BLUEPRINT.format(id=name, title=title, feedback=feedback)
        (folder / "blueprints" / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder
