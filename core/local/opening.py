"""The steps of opening: stores, tables, then everybody at once while the demo hotels are made."""

import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from core.local import children, processes, screen
from core.local.bootstrap import ROOT
from core.local.children import Program
from core.local.environment import Environment, with_variables
from core.local.nursery.nursling import is_at_home
from core.local.processes import PYTHON, Errand, House, Process
from core.local.store_choice import choose_stores
from core.local.supervisor import Charge, Supervisor
from core.local.trouble import Trouble

_LARGE_LOG = 5_000_000
_OLD_LOGS = 3
_PATIENCE = 60.0
_LONGEST_SOCKET = 103


class Stopped(Exception):
    """Somebody asked to stop before the house was open."""


class Opening:
    """Opens one house under one supervisor."""

    def __init__(
        self, house: House, place: Environment, supervisor: Supervisor, stopping: Callable[[], bool]
    ) -> None:
        self.house = house
        self.place = place
        self.supervisor = supervisor
        self.stopping = stopping
        self.store_addresses: dict[str, str] = {}
        self._nursery = self._place_for_a_nursery()

    def open(self) -> list[str]:
        """Opens everything; returns the names of those who do not answer in time."""
        self._rotate_logs()
        self._clear_numbers()
        nursery = self._open_nursery()
        self._open_stores()
        for errand in self.house.before:
            said = self._run(errand)
            if said is not None:
                raise Trouble("\n".join([f"{errand.name} failed. Its log ends with:", *said]))
            screen.done(errand.title, "up to date")
        began = time.monotonic()
        charges = [self._take(process) for process in self.house.processes if not process.from_nursery]
        self.supervisor.wait_for(nursery, _PATIENCE, self.stopping)
        charges += [self._take(process) for process in self.house.processes if process.from_nursery]
        for errand in self.house.meanwhile:
            said = self._run(errand)
            if said is None:
                screen.done(errand.title, "ready")
            else:
                screen.problem(f"{errand.name} failed; the house opens without it. Its log ends with:", said)
        return self._await_everybody(charges, began)

    def _place_for_a_nursery(self) -> Path | None:
        """Elsewhere than on Linux a fork of a process with this much inside it is not safe."""
        place = self.place.data / "nursery.sock"
        fits = len(str(place)) <= _LONGEST_SOCKET
        return place if self.house.nursery and sys.platform == "linux" and fits else None

    def _open_nursery(self) -> list[Charge]:
        """First of all: it reads while the stores open. It ends with the stores, after all who came from it."""
        place = self._nursery
        if place is None:
            return []
        program = Program(
            name="nursery",
            argv=(PYTHON, "-m", "core.local.nursery", str(place), *self.house.nursery),
            log=self.place.logs / "nursery.log",
            env=self.place.variables,
            folder=ROOT,
            is_ready=lambda _seconds: is_at_home(place),
        )
        return [self.supervisor.take(program, "store")]

    def _take(self, process: Process) -> Charge:
        return self.supervisor.take(self._program(process), process.crew)

    def _open_stores(self) -> None:
        began = time.monotonic()
        screen.live("Stores", "starting")
        stores = choose_stores(self.place)
        for remark in stores.remarks:
            screen.note(remark)
        charges = [self.supervisor.take(program, "store") for program in stores.programs]
        for charge in self.supervisor.wait_for(charges, _PATIENCE, self.stopping):
            self._stop_if_asked()
            raise Trouble(
                "\n".join([f"{charge.name} does not start. Its log ends with:", *charge.last_words()])
            )
        self._stop_if_asked()
        stores.admit()
        self.store_addresses = stores.addresses
        self.place = with_variables(self.place, stores.addresses)
        screen.done("Stores", f"{stores.in_words}, {time.monotonic() - began:.1f} s")

    def _run(self, errand: Errand) -> list[str] | None:
        """Runs an errand to its end while the rest is watched over; its last words if it failed."""
        screen.live(errand.title, errand.name)
        program = Program(
            name=errand.name,
            argv=errand.argv,
            log=self.place.logs / f"{errand.name}.log",
            env=self.place.variables,
            folder=ROOT,
            nursery=self._nursery if errand.from_nursery else None,
        )
        begins = program.log.stat().st_size if program.log.exists() else 0
        child = children.start(program)
        while child.poll() is None:
            self.supervisor.turn()
            if self.stopping():
                children.stop(child, program.stop_signal, patience=3)
                raise Stopped
            time.sleep(0.02)
        if child.returncode == 0:
            return None
        return children.last_lines(program.log, since=begins) or [f"({children.in_words(child.returncode)})"]

    def _program(self, process: Process) -> Program:
        """A process of the list with its addresses filled in."""
        address = process.answers_at.format(**self.place.ports)
        return Program(
            name=process.name,
            argv=process.argv,
            log=self.place.logs / f"{process.name}.log",
            env=self.place.variables,
            folder=ROOT,
            is_ready=partial(processes.answers, address, process.part) if address else None,
            nursery=self._nursery if process.from_nursery else None,
        )

    def _await_everybody(self, charges: list[Charge], began: float) -> list[str]:
        end = time.monotonic() + _PATIENCE
        waiting = charges
        while waiting and time.monotonic() < end and not all(charge.keeps_dying for charge in waiting):
            names = ", ".join(charge.name for charge in waiting)
            screen.live("Processes", f"{len(charges) - len(waiting)} of {len(charges)}, waiting for {names}")
            waiting = self.supervisor.wait_for(waiting, 0.2, self.stopping)
            self._stop_if_asked()
        at_work = f"{len(charges) - len(waiting)} of {len(charges)} at work"
        screen.done("Processes", f"{at_work}, {time.monotonic() - began:.1f} s")
        return [charge.name for charge in waiting]

    def _stop_if_asked(self) -> None:
        if self.stopping():
            raise Stopped

    def _clear_numbers(self) -> None:
        """Numbers count from the start of the house; those of earlier processes would be added to them."""
        folder = Path(self.place.variables["PROMETHEUS_MULTIPROC_DIR"])
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def _rotate_logs(self) -> None:
        """Large logs step aside at the start; the last few are kept."""
        self.place.logs.mkdir(parents=True, exist_ok=True)
        for log in self.place.logs.glob("*.log"):
            if log.stat().st_size > _LARGE_LOG:
                for number in range(_OLD_LOGS - 1, 0, -1):
                    older = log.with_name(f"{log.name}.{number}")
                    if older.exists():
                        older.rename(log.with_name(f"{log.name}.{number + 1}"))
                log.rename(log.with_name(f"{log.name}.1"))
