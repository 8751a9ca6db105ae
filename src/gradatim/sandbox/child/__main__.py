"""Entry of a cold process: limits, imports, `ready`, then the conversation.

The last argument is a JSON object: `request_fd`, `response_fd`, `model_fd`, `parent_pid`.
"""

from __future__ import annotations

import json
import os
import sys

from gradatim.sandbox.child.blocked_imports import block_imports
from gradatim.sandbox.child.confine import die_with_parent, limit_files
from gradatim.sandbox.child.memory import MemoryMeter
from gradatim.sandbox.wire import frame_start


def main() -> None:
    """Serve one conversation and leave without any clean-up, which would only cost time."""
    arguments: dict[str, int] = json.loads(sys.argv[-1])
    die_with_parent(arguments["parent_pid"])
    response_fd = arguments["response_fd"]
    try:
        block_imports()
        from gradatim.sandbox.child.conversation import converse
        from gradatim.sandbox.child.runtime import prepare_runtime

        limit_files()
        prepare_runtime()
    except Exception as error:  # whatever it is, the parent must be told
        message = f"{type(error).__name__}: {error}"[:1000]
        os.write(response_fd, frame_start({"status": "unavailable", "message": message}))
        os._exit(1)
    os.write(response_fd, frame_start({"status": "ready"}))
    converse(arguments["request_fd"], response_fd, arguments["model_fd"], MemoryMeter())
    os._exit(0)


if __name__ == "__main__":
    main()
