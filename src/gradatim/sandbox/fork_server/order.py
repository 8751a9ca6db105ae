"""What a fork server is told when it is started."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from gradatim.sandbox.confinement.layer import NOTHING_LEFT_OUT, Layer


@dataclass(frozen=True)
class Order:
    """The one argument of a fork server.

    Args:
        control_fd: Requests come here; its end is the end of the server.
        parent_pid: Who started it.
        scratch: Folder in which children that cannot have a root folder of their own get a folder each.
        namespaces: Whether children get namespaces; False is the reduced mode.
        spares: Children kept ready.
        preload: Whether TensorFlow is imported before forking; otherwise each child imports it. Defaults to True.
        without: Layers left out, by a test. Defaults to none.
    """

    control_fd: int
    parent_pid: int
    scratch: str
    namespaces: bool
    spares: int
    preload: bool = True
    without: frozenset[Layer] = NOTHING_LEFT_OUT

    def as_argument(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self) | {"without": sorted(self.without)})

    @staticmethod
    def of_argument(argument: str) -> Order:
        """Return the order that `as_argument` wrote."""
        fields = json.loads(argument)
        return Order(**fields | {"without": frozenset(map(Layer, fields["without"]))})
