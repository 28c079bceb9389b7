"""No test talks to another machine."""

import socket
from typing import Any

LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0", ""}
_connect = socket.socket.connect


class OutsideConnection(RuntimeError):
    """A test tried to reach another machine."""


def forbid_other_machines() -> None:
    """From now on a connection to anything but this machine raises OutsideConnection."""
    socket.socket.connect = _guarded  # type: ignore[method-assign]  # the one place that stands guard


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL:
        raise OutsideConnection(f"a test tried to reach {address[0]}")
    _connect(self, address)
