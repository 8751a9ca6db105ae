"""`gradatim start`: the dashboard, in the browser."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer


def start(
    no_open: Annotated[bool, typer.Option("--no-open", help="Only print the link.")] = False,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Default: 8750, or the next free one. 0: any free one.")
    ] = None,
    directory: Annotated[
        Path | None, typer.Option("--dir", help="Practice folder. Default: the one around here, or practice.")
    ] = None,
) -> None:
    """Open the dashboard: the map of skills, notes, drills and exams. On this machine only; Ctrl-C ends it."""
    # Nearly all that is made until the first page stays for good; `serve` turns the collector on again.
    gc.disable()

    from gradatim.cli.terminal import out
    from gradatim.store.home import prepare_home
    from gradatim.web.access import Access, read_key
    from gradatim.web.serve import bind, find_running, link_of, serve

    home = _settings_home()
    prepare_home(home)
    running = find_running(home) if port is None and directory is None else None
    if running is not None:
        out().print(f"The dashboard runs already, for {running.place}. A new link to it, good for one use:")
        _show(running.link, no_open=no_open)
        return
    listener = bind(port)
    access = Access(read_key(home))

    from gradatim.web.server import Server
    from gradatim.workspace.installation import open_installation
    from gradatim.workspace.practice_folder import DEFAULT_FOLDER, find_practice

    practice = None if directory else find_practice(Path.cwd())
    place = practice.path if practice else (directory or Path.cwd() / DEFAULT_FOLDER)
    server = Server(open_installation(), place.absolute(), access)
    link = link_of(listener.getsockname()[1], access.new_link())

    def ready() -> None:
        out().print("The dashboard is open on this machine. The link is good for one use, within ten minutes:")
        _show(link, no_open=no_open)
        out().print("Ctrl-C ends it; gradatim start prints a new link.")

    serve(server, listener, ready)


def _settings_home() -> Path:
    from gradatim.settings import settings

    return settings().home.absolute()


def _show(link: str, *, no_open: bool) -> None:
    import webbrowser

    from gradatim.cli.terminal import out

    out().print(link, markup=False, soft_wrap=True)
    if not no_open:
        webbrowser.open(link)
