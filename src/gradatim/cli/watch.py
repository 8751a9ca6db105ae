"""`gradatim watch`: check the current drill whenever its file is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradatim.cli.options import ProblemsOption


def watch(
    manual: Annotated[bool, typer.Option("--manual", help="Check when you press Enter, not when a file is saved.")] = (
        False
    ),
    poll: Annotated[bool, typer.Option("--poll", help="Look at the files again and again: for network disks.")] = False,
    problems: ProblemsOption = False,
) -> None:
    """Check the current drill at every save: a verdict within a second. Ends with q or Control-C."""
    from gradatim.cli.practice import open_guide
    from gradatim.cli.watch_screen import WatchScreen
    from gradatim.sandbox.default_launcher import study_launcher
    from gradatim.sandbox.warm_launcher import WarmLauncher
    from gradatim.workspace.practice_folder import require_practice
    from gradatim.workspace.watch.events import Events
    from gradatim.workspace.watch.file_source import FileSource
    from gradatim.workspace.watch.key_source import KeySource
    from gradatim.workspace.watch.session import WatchSession

    practice = require_practice(Path.cwd())
    guide = open_guide(practice)
    launcher = study_launcher()
    if isinstance(launcher, WarmLauncher):
        launcher.start()  # it imports TensorFlow while the learner reads
    events = Events()
    files, keys = FileSource(practice.path, events, poll=poll), KeySource(events)
    session = WatchSession(practice, guide, events, WatchScreen(practice, guide, problems=problems), manual=manual)
    keys.start()
    try:
        if not manual:
            files.start()
        session.run()
    except KeyboardInterrupt:
        pass
    finally:
        keys.stop()
        if not manual:
            files.stop()
