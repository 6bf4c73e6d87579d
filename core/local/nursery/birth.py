"""What a newborn does first: it leaves everything of the nursery behind, and becomes a process of its own."""

from __future__ import annotations

import ctypes
import os
import runpy
import signal
import sys

from core.local.nursery.order import Order

# What the nursery listens to in its own way, and a newborn in the usual one.
SIGNALS = (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT)
_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15
_LONGEST_NAME = 15


def become(order: Order, parent: int) -> None:
    """Right after the fork, as a program started by itself would find the world."""
    signal.set_wakeup_fd(-1)
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    os.setsid()
    kernel = ctypes.CDLL(None)
    kernel.prctl(_PR_SET_PDEATHSIG, order.stop_signal, 0, 0, 0)
    kernel.prctl(_PR_SET_NAME, order.name[:_LONGEST_NAME].encode(), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
    _write_to(order.log)
    os.chdir(order.folder)
    os.environ.clear()
    os.environ.update(order.env)


def live(order: Order) -> None:
    """Runs its module as `python -m` would, and ends as that ends."""
    sys.argv = [order.module, *order.arguments]
    runpy.run_module(order.module, run_name="__main__", alter_sys=True)


def _write_to(log: str) -> None:
    to = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, source in ((0, nothing), (1, to), (2, to)):
        os.dup2(source, number)
    os.close(to)
    os.close(nothing)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
