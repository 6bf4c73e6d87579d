"""The life of one `make up`: takes the data folder, opens the house, keeps it open, closes it."""

import os
import signal
import time
from types import FrameType

from core.local import board, environment, ports, running, screen
from core.local.environment import Environment
from core.local.opening import Opening, Stopped
from core.local.processes import House
from core.local.running import Child, Note
from core.local.stores.places import make_data_folder
from core.local.supervisor import Listeners, Supervisor
from core.local.trouble import Trouble


class Launcher:
    """One run of the house, from the lock on its data folder to the last process ended."""

    def __init__(self, house: House, place: Environment) -> None:
        self.place = place
        self.asked_to_stop = 0
        self.since = time.strftime("%Y-%m-%d %H:%M")
        self.supervisor = Supervisor(Listeners(screen.event, screen.problem, self.write_note))
        self.opening = Opening(house, place, self.supervisor, self.stopping)

    def stopping(self) -> bool:
        """Whether somebody asked to close."""
        return self.asked_to_stop > 0

    def listen(self) -> None:
        """Ctrl-C, SIGTERM and a closed terminal all mean: close. A SIGHUP ignored by nohup stays ignored."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number is not signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._heard)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_stop += 1

    def keep_open(self) -> None:
        """Until asked to stop."""
        while not self.stopping():
            self.supervisor.turn()
            time.sleep(0.05)

    def close(self) -> None:
        """Ends everything; asking a second time ends it at once."""
        if not self.supervisor.charges:
            running.forget_note(self.place.data)
            return
        screen.say()
        screen.event("Closing")
        began, before = time.monotonic(), self.asked_to_stop
        killed = self.supervisor.stop(hurry=lambda: self.asked_to_stop > max(before, 1))
        running.forget_note(self.place.data)
        if killed:
            screen.note(f"Did not end when asked, and were killed: {', '.join(killed)}")
        kept = f"Everything is kept in {self.place.data}"
        screen.event(f"Closed in {time.monotonic() - began:.1f} s. {kept}")

    def write_note(self) -> None:
        """Writes down who runs, for `make down`, `make doctor`, and the next start after a crash."""
        children = [
            Child(charge.name, charge.child.pid, running.started(charge.child.pid))
            for charge in self.supervisor.charges
            if charge.child is not None
        ]
        me = Child("launcher", os.getpid(), running.started(os.getpid()))
        visits = board.addresses(self.place)
        running.write_note(
            self.place.data, Note(me, self.since, visits, self.opening.store_addresses, children)
        )


def run(house: House) -> int:
    """The whole life of `make up`; returns the exit code."""
    began = time.monotonic()
    os.umask(0o077)
    try:
        place = environment.read()
        make_data_folder(place.data)
        lock = running.take_lock(place.data)
        if lock is None:
            return _already_open(place)
        with lock:
            return _run_locked(house, place, began)
    except Trouble as trouble:
        first, *more = str(trouble).splitlines()
        screen.problem(first, more)
        return 1


def _already_open(place: Environment) -> int:
    note = running.read_note(place.data)
    if note is None:
        raise Trouble(f"Another launcher is just opening or closing {place.data}. Try again in a moment.")
    board.show_already_open(note.addresses, note.launcher.pid, note.since)
    return 0


def _run_locked(house: House, place: Environment, began: float) -> int:
    left = running.end_orphans(place.data)
    if left:
        screen.note(f"The last start was cut short; {left} processes it had left were stopped.")
    ports.insist_on_free(place.ports)
    launcher = Launcher(house, environment.with_secrets(place))
    launcher.listen()
    try:
        launcher.write_note()
        absent = launcher.opening.open()
        board.show(launcher.place, absent, time.monotonic() - began)
        launcher.keep_open()
    except Stopped:
        pass
    finally:
        launcher.close()
    return 0
