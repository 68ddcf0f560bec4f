"""Tells systemd how we are, where it listens: ready, alive, stopping (``Type=notify``)."""

import os
import socket
from contextlib import suppress


def tell(state: str) -> None:
    """Say ``READY=1``, ``WATCHDOG=1`` or ``STOPPING=1``; nothing happens where nobody asked for it."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    if address.startswith("@"):
        address = "\0" + address[1:]
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as told:
        told.connect(address)
        told.send(state.encode())
