"""Limits the private memory of this process to what it uses now and a little more."""

from __future__ import annotations

import os
import resource
import sys

# Address space is reserved far more freely than memory is used; this catches only what is neither data nor a file.
_ADDRESS_SPACE_FACTOR = 2
_ADDRESS_SPACE_MORE = 2 << 30


class MemoryMeter:
    """Reads how much memory this process uses. Made before /proc is out of reach."""

    def __init__(self) -> None:
        self._statm = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC) if sys.platform == "linux" else None

    @property
    def descriptors(self) -> list[int]:
        """What must stay open until `limit` is called."""
        return [] if self._statm is None else [self._statm]

    def limit(self, memory_mb: int) -> None:
        """Allow `memory_mb` MiB more than is in use now, for good.

        Data memory is limited and not resident memory, which Linux does not limit, nor address space alone, of which
        TensorFlow reserves far more than it uses.
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
        _lower(resource.RLIMIT_DATA, data + more)
        _lower(resource.RLIMIT_AS, size + _ADDRESS_SPACE_FACTOR * more + _ADDRESS_SPACE_MORE)


def _lower(limit: int, most: int) -> None:
    hard = resource.getrlimit(limit)[1]
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (value, value))
