"""`python -m core.local.nursery SOCKET MODULE...`: reads the modules, then forks a child for every order.

The line an order came over stays open while its child lives, and carries its exit code at the end.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import selectors
import signal
import socket
import sys
from pathlib import Path

# Threads do not survive a fork; libraries that calculate start theirs while they are read.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from core.base.kept import KEPT
from core.local.nursery.birth import SIGNALS, become, live
from core.local.nursery.order import Order, read_line

_PATIENCE = 5.0


class Nursery:
    """One thread, so that a fork finds nothing half done."""

    def __init__(self, address: Path) -> None:
        address.unlink(missing_ok=True)
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(address))
        self._door.listen(16)
        self._bell, ringing = socket.socketpair()
        self._ringing = ringing
        for end in (self._bell, ringing):
            end.setblocking(False)
        self._lines: dict[int, socket.socket] = {}
        self._open = True

    def run(self) -> Order | None:
        """Answers orders. Returns one in the child it was for; None in the nursery itself, when it is closed."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._close)
        signal.set_wakeup_fd(self._ringing.fileno())
        with selectors.DefaultSelector() as watch:
            watch.register(self._door, selectors.EVENT_READ)
            watch.register(self._bell, selectors.EVENT_READ)
            while self._open:
                for key, _ in watch.select():
                    if key.fileobj is self._bell:
                        self._report_the_dead()
                    elif (born := self._take_order()) is not None:
                        return born
        return None

    def _close(self, *_: object) -> None:
        self._open = False

    def _take_order(self) -> Order | None:
        line, _ = self._door.accept()
        line.settimeout(_PATIENCE)
        try:
            order = Order.from_line(read_line(line))
        except (OSError, ValueError, TypeError):
            line.close()
            return None
        me, child = os.getpid(), _forked()
        if child == 0:
            self._leave_everything(line)
            become(order, me)
            return order
        self._lines[child] = line
        with contextlib.suppress(OSError):
            line.sendall(f"{child}\n".encode())
        return None

    def _leave_everything(self, line: socket.socket) -> None:
        for one in (self._door, self._bell, self._ringing, line, *self._lines.values()):
            one.close()

    def _report_the_dead(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._bell.recv(4096)
        while True:
            try:
                child, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if child == 0:
                return
            line = self._lines.pop(child)
            with contextlib.suppress(OSError):
                line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
            line.close()


def _forked() -> int:
    """A signal that comes at once must meet the child's own way of taking it, not the nursery's."""
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    child = os.fork()
    if child != 0:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    return child


def main() -> int:
    address, *modules = sys.argv[1:]
    for module in modules:
        importlib.import_module(module)
    KEPT.write()
    gc.collect()
    gc.freeze()  # what was read is never looked through again, so that its pages stay shared
    born = Nursery(Path(address)).run()
    if born is not None:
        live(born)
    return 0


if __name__ == "__main__":
    sys.exit(main())
