"""Entry of the fork server, `python -m gradatim.sandbox.fork_server ORDER`; a JSON object, see `Order`."""

from __future__ import annotations

import os
import socket
import sys
from typing import NoReturn

from gradatim.sandbox.confinement.privileges import Powers
from gradatim.sandbox.fork_server.child import run_child
from gradatim.sandbox.fork_server.nursery import Nursery
from gradatim.sandbox.fork_server.order import Order
from gradatim.sandbox.fork_server.preload import preload, thread_count
from gradatim.sandbox.fork_server.server import MANY_THREADS, Server, refuse_all
from gradatim.sandbox.fork_server.start import groups_of, leave_a_guard, walls_of


def main() -> NoReturn:
    """Serve until whoever started this process closes the control socket or ends."""
    order = Order.of_argument(sys.argv[-1])
    _serve(order, leave_a_guard(order))
    os._exit(0)


def _serve(order: Order, mine: Powers) -> None:
    control = socket.socket(fileno=order.control_fd)
    try:
        nursery = Nursery(walls_of(order, mine), run_child, order.scratch, groups_of(order))
        if order.preload:
            preload()
    except Exception as error:  # whatever it is, whoever asks for a child must be told
        refuse_all(control, f"Expected TensorFlow and Keras in this environment. Received: {error}")
        return
    if thread_count() != 1:
        refuse_all(control, f"Expected one thread after the imports. Received: {thread_count()}", MANY_THREADS)
        return
    Server(control, nursery, spares=order.spares).run()


if __name__ == "__main__":
    main()
