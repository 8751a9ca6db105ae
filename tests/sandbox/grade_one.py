"""Loads a model and predicts, in the mode that the settings and this machine allow; prints mode and predictions.

Arguments: the model (`.keras`), the number of columns, the answer's shape; `no-namespaces` first takes from this
process what namespaces need.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from gradatim.sandbox.confinement.syscalls import unshare

_NEW_USERS = 0x10000000


def give_up_namespaces() -> None:
    """Enter a user namespace in which no more namespaces can be made, as on hosts that forbid them."""
    user, group = os.getuid(), os.getgid()
    unshare(_NEW_USERS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    Path("/proc/sys/user/max_user_namespaces").write_text("0")


def main() -> None:
    if "no-namespaces" in sys.argv:
        give_up_namespaces()
    # NumPy starts threads, and a process with threads cannot change its user namespace.
    import numpy as np

    from gradatim.sandbox.failure import SandboxUnavailable
    from gradatim.sandbox.limits import RunLimits
    from gradatim.sandbox.model_format import ModelFormat
    from gradatim.sandbox.session import open_model

    rows = np.arange(30, dtype=np.float32).reshape(10, 3)
    try:
        with open_model(Path(sys.argv[1]), ModelFormat.KERAS, RunLimits(), allow_lambda=False) as session:
            session.load()
            answer = session.predict(rows, output_shape=(1,))
            print(json.dumps([session.mode, answer.tobytes().hex()]))
    except SandboxUnavailable as error:
        print(json.dumps([type(error).__name__, str(error)]))


if __name__ == "__main__":
    main()
