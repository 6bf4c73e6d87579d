"""The console as a process of its own, for whoever measures it."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import psutil


@contextmanager
def running_console() -> Iterator[tuple[psutil.Process, str]]:
    """Its process and its address, once it answers."""
    from tests.local.launching import ROOT, free_port, until

    port = free_port()
    address = f"http://127.0.0.1:{port}"
    told = {**os.environ, "CONSOLE_PORT": str(port), "PUBLIC_CONSOLE_URL": address, "LOG_LEVEL": "WARNING"}
    with subprocess.Popen(
        [sys.executable, "-m", "console"], cwd=ROOT, env=told, stderr=subprocess.DEVNULL
    ) as running:
        try:
            until(lambda: _answers(f"{address}/_stcore/health"), 60, "the console")
            yield psutil.Process(running.pid), address
        finally:
            running.terminate()


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=2)
    except (urllib.error.URLError, OSError):
        return False
    return True
