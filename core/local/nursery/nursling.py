"""A child of the nursery, as whoever ordered it sees it: the same few verbs as any process that was started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from core.local.nursery.order import Order, read_line

_BIRTH_SECONDS = 20.0


class Nursling:
    """Like `subprocess.Popen`, with the nursery's line in place of `waitpid`."""

    def __init__(self, name: str, line: socket.socket, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._name, self._line = name, line

    def poll(self) -> int | None:
        """The exit code, once there is one. A nursery that dies takes its children along without a word."""
        if self.returncode is None:
            with contextlib.suppress(BlockingIOError):
                said = self._line.recv(64)
                self.returncode = int(said) if said else -signal.SIGKILL
                self._line.close()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired(self._name, timeout or 0.0)
            time.sleep(0.01)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            with contextlib.suppress(
                ProcessLookupError
            ):  # it has just ended, and its nursery has collected it
                os.kill(self.pid, number)


def order(nursery: Path, wanted: Order) -> Nursling | None:
    """A child, or nothing when nobody is at home there."""
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(_BIRTH_SECONDS)
    try:
        line.connect(str(nursery))
        line.sendall(wanted.to_line())
        said = read_line(line).split()
    except OSError:
        said = []
    if not said:
        line.close()
        return None
    line.setblocking(False)
    born = Nursling(wanted.name, line, int(said[0]))
    if len(said) > 1:  # it has ended already
        born.returncode = int(said[1])
    return born


def is_at_home(nursery: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line, contextlib.suppress(OSError):
        line.settimeout(_BIRTH_SECONDS)
        line.connect(str(nursery))
        return True
    return False
