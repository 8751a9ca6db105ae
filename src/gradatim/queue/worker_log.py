"""The worker's log: `worker.log` in the home folder, one JSON object a line, of bounded size."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

LOG_FILE = "worker.log"
MAX_LOG_BYTES = 5_000_000


def open_log(home: Path, *, max_bytes: int = MAX_LOG_BYTES) -> BinaryIO:
    """Open the log for appending, for its owner alone. A log that grew too large is kept as `worker.log.1`."""
    path = home / LOG_FILE
    if path.exists() and path.stat().st_size > max_bytes:
        path.replace(path.with_name(f"{LOG_FILE}.1"))
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")


def cap_log(home: Path, *, max_bytes: int = MAX_LOG_BYTES) -> None:
    """Begin a new log when the one that standard output and error go to grew too large."""
    if os.fstat(sys.stderr.fileno()).st_size <= max_bytes:
        return
    with open_log(home, max_bytes=max_bytes) as log:
        os.dup2(log.fileno(), sys.stdout.fileno())
        os.dup2(log.fileno(), sys.stderr.fileno())


def write_log_lines() -> None:
    """Make every log line of this process one JSON object on standard error."""
    import logging

    import structlog

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
