"""Whether the ports are free, and who sits on them if not."""

import contextlib
import errno
import socket
from collections.abc import Mapping

import psutil

from core.local.trouble import Trouble


def insist_on_free(ports: Mapping[str, int]) -> None:
    """Stops with the name of the port, of its holder where known, and the way out."""
    if len(set(ports.values())) < len(ports):
        raise Trouble(
            "Two ports are the same: " + ", ".join(f"{name}={port}" for name, port in ports.items())
        )
    for name, port in ports.items():
        refusal = _refusal(port)
        if refusal == errno.EACCES:
            raise Trouble(
                f"Port {port} is for root only. Choose another: {name}={_other(port, ports)} make up"
            )
        if refusal is not None:
            raise Trouble(
                f"Port {port} is taken by {holder(port)}. End that, or choose another: "
                f"{name}={_other(port, ports)} make up"
            )


def is_free(port: int) -> bool:
    """Whether a server could listen there now."""
    return _refusal(port) is None


def holder(port: int) -> str:
    """Who listens on a port, as far as this account may know."""
    with contextlib.suppress(psutil.Error, OSError):
        for connection in psutil.net_connections("tcp"):
            heard = connection.laddr[1:] == (port,) and connection.status == psutil.CONN_LISTEN
            if heard and connection.pid:
                command = " ".join(psutil.Process(connection.pid).cmdline())
                return f"`{command[:60]}` (process {connection.pid})"
    return "another program"


def _refusal(port: int) -> int | None:
    """The system's reason against listening there. Both are tried: macOS allows the wide one too easily."""
    for address in ("127.0.0.1", "0.0.0.0"):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as refused:
                return refused.errno
    return None


def _other(port: int, ports: Mapping[str, int]) -> int:
    """A free port nearby to suggest."""
    nearby = (
        [port + 100 + step for step in range(100)]
        if port >= 1024
        else [8000 + port + step for step in range(100)]
    )
    return next((other for other in nearby if other not in ports.values() and is_free(other)), port + 100)
