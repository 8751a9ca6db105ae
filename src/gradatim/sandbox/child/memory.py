"""Limits the private memory of this process to what it uses now and a little more."""

from __future__ import annotations

import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

# Address space is reserved far more freely than memory is used; this catches only what is neither data nor a file.
_ADDRESS_SPACE_FACTOR = 2
_ADDRESS_SPACE_MORE = 2 << 30


class MemoryMeter:
    """Reads how much memory this process uses. Made before /proc is out of reach.

    Args:
        group_limit: The file that takes the limit of this process's control group. Defaults to None, for no group.
    """

    def __init__(self, group_limit: Path | None = None) -> None:
        self._group_limit = None if group_limit is None else os.open(group_limit, os.O_WRONLY | os.O_CLOEXEC)
        self._statm = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC) if sys.platform == "linux" else None

    @property
    def descriptors(self) -> list[int]:
        """What must stay open until `limit` is called."""
        return [descriptor for descriptor in (self._statm, self._group_limit) if descriptor is not None]

    def limit(self, memory_mb: int) -> None:
        """Allow `memory_mb` MiB more than is in use now, for good.

        Data memory is limited and not resident memory, which Linux does not limit, nor address space alone, of which
        TensorFlow reserves far more than it uses. A control group is limited to the same number of bytes: it also
        counts the scratch folder and what the kernel keeps for the process.
        """
        more = memory_mb << 20
        if self._statm is None:
            used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            _lower(resource.RLIMIT_DATA, used + more)
            return
        fields = os.pread(self._statm, 4096, 0).split()
        os.close(self._statm)
        self._statm = None
        page = resource.getpagesize()
        size, data = int(fields[0]) * page, int(fields[5]) * page
        self._limit_group(data + more)
        _lower(resource.RLIMIT_DATA, data + more)
        _lower(resource.RLIMIT_AS, size + _ADDRESS_SPACE_FACTOR * more + _ADDRESS_SPACE_MORE)

    def _limit_group(self, most: int) -> None:
        if self._group_limit is None:
            return
        with suppress(OSError):
            os.write(self._group_limit, str(most).encode())
        os.close(self._group_limit)
        self._group_limit = None


def _lower(limit: int, most: int) -> None:
    hard = resource.getrlimit(limit)[1]
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (value, value))
