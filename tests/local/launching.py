"""The launcher as a program, with ports and data of its own, as a person would have it in a terminal."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from core.local import children, running

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = Path(__file__).with_name("stand_in_house.py")


# Below what systems take for calls of their own: a port found free there may be somebody's a moment later.
_OURS = range(16_000, 32_000)
_given: set[int] = set()


def free_port() -> int:
    """A port nobody listens on just now, each time another one."""
    while True:
        port = secrets.choice(_OURS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            if port not in _given:
                _given.add(port)
                return port


def until(true: Callable[[], object], patience: float = 15.0, what: str = "it") -> None:
    """Waits until something is true, or fails the test saying what was not."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, f"{what} did not happen in {patience} s"
        time.sleep(0.05)


def all_gone(processes: list[psutil.Process]) -> bool:
    """Whether all have ended."""
    return not any(map(children.lives, processes))


def _hears_a_closed_terminal() -> None:
    """Also where whoever runs the tests does not, under `nohup` say: what a parent ignores its children ignore."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class LauncherRun:
    """A launcher of the stand-in house in a folder, as a person would have it in a terminal."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.output = folder / "screen.txt"
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.endswith("_URL")},
            "PYTHONPATH": str(ROOT),
            "CONSERJE_DATA": str(self.data),
            "WEBHOOK_PORT": str(free_port()),
            "CONSOLE_PORT": str(free_port()),
            "PHONE_PORT": str(free_port()),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts and returns at once; what it says goes to a file."""
        with self.output.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(STAND_IN)],
                env=self.env,
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=_hears_a_closed_terminal,  # noqa: PLW1509 - one system call, no locks
            )

    def open(self) -> "LauncherRun":
        """Starts and waits for the board."""
        boards = self.said().count("Conserje is open ")
        self.start()
        until(lambda: self.said().count("Conserje is open ") > boards or self.ended(), 30, "opening")
        assert not self.ended(), self.said()
        return self

    def run(self, module: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """Runs another command of the launcher on the same data, an empty line as its input."""
        command = [sys.executable, "-m", module] if "." in module else [sys.executable, str(STAND_IN)]
        return subprocess.run(
            command,
            env={**self.env, **{name: value for name, value in more.items() if name != "typed"}},
            cwd=ROOT,
            input=more.get("typed", ""),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def said(self) -> str:
        """Everything on the screen so far."""
        return self.output.read_text() if self.output.exists() else ""

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def child(self, name: str) -> psutil.Process:
        """One of its children, by name, alive."""
        note = running.read_note(self.data)
        assert note is not None
        found = next((child.process() for child in note.children if child.name == name), None)
        assert found is not None, f"{name} is not running"
        return found

    def signal(self, number: signal.Signals) -> int:
        """Signals the launcher and waits for its end: beside other houses a store may write for long before it goes."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(100)

    def end(self) -> None:
        """Whatever the test did, nothing of it stays."""
        if self.process is not None and self.process.poll() is None:
            self.signal(signal.SIGTERM)
        running.end_orphans(self.data, stores_too=True)
