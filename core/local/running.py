"""One launcher per data folder: its lock, and the note about its children for whoever comes next."""

import contextlib
import fcntl
import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import psutil

from core.local.children import end_all, lives

LOCK = "launcher.lock"
NOTE = "running.json"
_STORES = ("postgres", "valkey")


@dataclass(frozen=True)
class Child:
    """A process as it is written down: a number alone would be wrong once numbers are used again."""

    name: str
    pid: int
    started: float

    def process(self) -> psutil.Process | None:
        """The living process, if this very one still lives."""
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(self.pid)
            if abs(process.create_time() - self.started) < 1 and lives(process):
                return process
        return None


def started(pid: int) -> float:
    """When a process started, by the kernel's own record; 0 if it is gone already."""
    with contextlib.suppress(psutil.Error):
        return psutil.Process(pid).create_time()
    return 0.0


@dataclass(frozen=True)
class Note:
    """What a launcher wrote about itself."""

    launcher: Child
    since: str
    addresses: dict[str, str]
    stores: dict[str, str]
    children: list[Child]


def take_lock(data: Path) -> IO[str] | None:
    """The data folder's lock, held while the file stays open; None when another launcher holds it.

    The kernel drops it with the process, however that ended, so it can never be stale.
    """
    handle = (data / LOCK).open("a", encoding="utf-8")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        return None
    return handle


def is_running(data: Path) -> bool:
    """Whether a launcher holds this data folder."""
    if not (data / LOCK).exists():
        return False
    handle = take_lock(data)
    if handle is None:
        return True
    handle.close()
    return False


def write_note(data: Path, note: Note) -> None:
    """Replaces the note in one step; it is read after crashes."""
    body = {
        "launcher": vars(note.launcher),
        "since": note.since,
        "addresses": note.addresses,
        "stores": note.stores,
        "children": [vars(child) for child in note.children],
    }
    scratch = data / f"{NOTE}.new"
    scratch.write_text(json.dumps(body, indent=1), encoding="utf-8")
    scratch.rename(data / NOTE)


def read_note(data: Path) -> Note | None:
    """The note of the last launcher; None when there is none or it cannot be read."""
    try:
        body: dict[str, Any] = json.loads((data / NOTE).read_text(encoding="utf-8"))
        children = [Child(**child) for child in body["children"]]
        return Note(Child(**body["launcher"]), body["since"], body["addresses"], body["stores"], children)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def forget_note(data: Path) -> None:
    """After a clean end nothing is left to find."""
    (data / NOTE).unlink(missing_ok=True)


def end_orphans(data: Path, *, stores_too: bool = False) -> int:
    """Stops what a killed launcher left running; returns how many there were.

    Before a start the stores are left to their own clearing, which also finds them when no note does.
    """
    note = read_note(data)
    if note is None:
        return 0
    left = _families([child for child in note.children if child.name not in _STORES])
    end_all(left, signal.SIGTERM, patience=3)
    stores = [child.process() for child in note.children if stores_too and child.name in _STORES]
    living = [process for process in stores if process is not None]
    end_all(living, signal.SIGINT, patience=8)
    return len(left) + len(living)


def _families(children: list[Child]) -> list[psutil.Process]:
    """Everybody in the children's process groups: a work-horse may outlive the worker that forked it.

    A group's number stays taken while anybody is in it, so only a leader who is a stranger proves it re-used.
    """
    ours = {child.pid: child for child in children if not _is_a_stranger(child)}
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            leader = ours.get(os.getpgid(process.pid))
            if leader is not None and process.create_time() > leader.started - 1:
                found.append(process)
    return [process for process in found if lives(process)]


def _is_a_stranger(child: Child) -> bool:
    """Whether the number of a child now belongs to somebody else."""
    return psutil.pid_exists(child.pid) and abs(started(child.pid) - child.started) >= 1


def stop_launcher(data: Path, patience: float = 20.0) -> bool:
    """Asks the launcher of this data folder to stop everything, and waits until it has."""
    note = read_note(data)
    launcher = note.launcher.process() if note else None
    if launcher is None:
        return False
    launcher.send_signal(signal.SIGTERM)
    end = time.monotonic() + patience
    while is_running(data) and time.monotonic() < end:
        time.sleep(0.1)
    return not is_running(data)
