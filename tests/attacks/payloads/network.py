"""Reaches for the network and for other processes by sockets."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial

from tests.attacks.payloads.trying import succeeded

# By number: Python does not know them all. Kinds: 1 stream, 2 datagram, 3 raw, 5 sequenced packets.
_FAMILIES = {
    "appletalk": (5, 2),
    "x25": (9, 5),
    "netlink": (16, 3),
    "packet": (17, 3),
    "rds": (21, 5),
    "can": (29, 3),
    "tipc": (30, 2),
    "bluetooth": (31, 1),
    "phonet": (35, 2),
    "algorithm": (38, 5),
    "nfc": (39, 3),
    "vsock": (40, 1),
    "qipcrtr": (42, 2),
    "xdp": (44, 3),
}


def connect(port: int, unix_path: str, abstract: str) -> list[str]:
    """Reach the listener of the tests by every kind of address it has."""
    return succeeded(
        {
            "tcp": lambda: _connect(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", port)),
            "udp": lambda: _send(socket.AF_INET, ("127.0.0.1", port)),
            "tcp over IPv6": lambda: _connect(socket.AF_INET6, socket.SOCK_STREAM, ("::1", port)),
            "mapped IPv6": lambda: _connect(socket.AF_INET6, socket.SOCK_STREAM, ("::ffff:127.0.0.1", port)),
            "unix path": lambda: _connect(socket.AF_UNIX, socket.SOCK_STREAM, unix_path),
            "abstract unix": lambda: _connect(socket.AF_UNIX, socket.SOCK_STREAM, abstract.encode()),
        }
    )


def common_families() -> list[str]:
    """Open a socket of the families that every system has."""
    families = {"inet": 2, "inet6": 10, "unix": 1}
    kinds = {"stream": 1, "datagram": 2, "raw": 3}
    attempts: dict[str, Callable[[], object]] = {
        f"{family} {kind}": partial(socket.socket, number, code)
        for family, number in families.items()
        for kind, code in kinds.items()
    }
    return succeeded(attempts | {"pair": socket.socketpair})


def rare_families() -> list[str]:
    """Open a socket of every other family; many a hole of the kernel was in one of them."""
    return succeeded({name: partial(socket.socket, family, kind) for name, (family, kind) in _FAMILIES.items()})


def serve() -> list[str]:
    """Wait for connections from outside."""
    return succeeded(
        {
            "tcp": lambda: socket.create_server(("127.0.0.1", 0)),
            "tcp everywhere": lambda: socket.create_server(("", 0)),
            "unix": lambda: _bind(socket.AF_UNIX, "door"),
            "abstract": lambda: _bind(socket.AF_UNIX, b"\0gradatim-attack-door"),
        }
    )


def names() -> list[str]:
    """Ask the resolver, which would carry a message out, and learn the host's name."""
    attempts: dict[str, Callable[[], object]] = {
        "resolver": lambda: socket.getaddrinfo("gradatim.invalid", 80),
        "interfaces": lambda: _some([name for _, name in socket.if_nameindex() if name != "lo"]),
    }
    return succeeded(attempts)


def host_name(known: str) -> list[str]:
    """Learn the name of the host."""
    return [known] if socket.gethostname() == known else []


def _connect(family: int, kind: int, address: tuple[str, int] | str | bytes) -> None:
    with socket.socket(family, kind) as made:
        made.settimeout(1)
        made.connect(address)


def _send(family: int, address: tuple[str, int]) -> None:
    with socket.socket(family, socket.SOCK_DGRAM) as made:
        made.sendto(b"was here", address)


def _bind(family: int, address: str | bytes) -> None:
    with socket.socket(family) as made:
        made.bind(address)
        made.listen()


def _some(found: list[str]) -> None:
    if not found:
        raise OSError("none")
