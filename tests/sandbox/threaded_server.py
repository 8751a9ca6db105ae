"""A fork server whose imports start a thread, as a package of the environment might. Run like the real one."""

from __future__ import annotations

import threading

from gradatim.sandbox.fork_server import __main__ as server


def start_a_thread() -> None:
    threading.Thread(target=threading.Event().wait, daemon=True).start()


if __name__ == "__main__":
    vars(server)["preload"] = start_a_thread
    server.main()
