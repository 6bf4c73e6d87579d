"""Starting, watching and ending child processes: each in a group of its own, none outliving the launcher."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from core.local.nursery.nursling import Nursling, order
from core.local.nursery.order import Order

Running = subprocess.Popen[bytes] | Nursling
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Owner:
    """The account a child runs as when the launcher itself is root."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Program:
    """One thing to keep running: how it starts, how to see that it answers, how it likes to be stopped."""

    name: str
    argv: tuple[str, ...]
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    owner: Owner | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    before_start: Callable[[], None] | None = None
    is_ready: Callable[[float], bool] | None = None
    """Given the seconds since its start (an old heartbeat proves nothing), whether it answers."""
    nursery: Path | None = None
    """Where it may be born instead of being started; `argv` is Python's `-m` then."""


def start(program: Program) -> Running:
    """Starts a program in its own session; on Linux the kernel ends it should the launcher be killed."""
    if program.before_start is not None:
        program.before_start()
    return _born(program) or _started(program)


def _born(program: Program) -> Nursling | None:
    if program.nursery is None:
        return None
    _python, _m, module, *arguments = program.argv
    wanted = Order(
        name=program.name,
        module=module,
        arguments=arguments,
        log=str(program.log),
        folder=str(program.folder or Path.cwd()),
        env=dict(program.env),
        stop_signal=int(program.stop_signal),
    )
    return order(program.nursery, wanted)


def _started(program: Program) -> subprocess.Popen[bytes]:
    owner = program.owner
    with program.log.open("ab") as log:
        return subprocess.Popen(
            program.argv,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=dict(program.env),
            cwd=program.folder,
            start_new_session=True,
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
            preexec_fn=_die_with(os.getpid(), program.stop_signal),  # noqa: PLW1509 - two system calls, no locks
        )


def _die_with(parent: int, by: signal.Signals) -> Callable[[], None]:
    """Runs between fork and exec: asks the kernel to signal this child when the launcher dies."""

    def ask() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(by), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return ask


def stop(child: Running, by: signal.Signals, patience: float = 8.0) -> bool:
    """Asks a child to end and waits; after that its whole group is killed. True if it went by itself."""
    went = True
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            child.send_signal(by)
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            went = False
    sweep_group(child.pid)
    child.wait()
    return went


def sweep_group(leader: int) -> None:
    """Kills what a child left behind in its process group (a forked worker's work-horse, say)."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def living_in(folder: Path, names: tuple[str, ...]) -> list[psutil.Process]:
    """Processes of these names whose working folder is this: a store's own, however they were started."""
    home = folder.resolve()
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.name() in names and Path(process.cwd()) == home:
                found.append(process)
    return found


def lives(process: psutil.Process) -> bool:
    """Whether it still runs. The dead whom nobody collects (a container without an init) do not count."""
    with contextlib.suppress(psutil.Error):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def end_all(processes: list[psutil.Process], by: signal.Signals, patience: float) -> None:
    """Asks processes that are not our children to end, then kills the rest."""
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(by)
    if not wait_until(lambda: not any(map(lives, processes)), patience):
        for process in filter(lives, processes):
            with contextlib.suppress(psutil.Error):
                process.kill()
        wait_until(lambda: not any(map(lives, processes)), patience=5)


def wait_until(answers: Callable[[], bool], patience: float, pause: float = 0.02) -> bool:
    """Asks again and again until it answers yes; False when patience runs out."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if answers():
            return True
        time.sleep(pause)
    return False


def in_words(exit_code: int | None) -> str:
    """An exit code as a person would say it."""
    if exit_code is not None and exit_code < 0:
        return f"signal {-exit_code}"
    return f"exit code {exit_code}"


def last_lines(log: Path, count: int = 8, since: int = 0) -> list[str]:
    """The end of a log, from a position on, for showing next to bad news."""
    with contextlib.suppress(OSError), log.open("rb") as handle:
        handle.seek(max(since, log.stat().st_size - 8192))
        return handle.read().decode(errors="replace").splitlines()[-count:]
    return []
