"""Keeps a set of programs running: starts, watches, starts again with growing pauses, stops in order."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

from core.local import children
from core.local.children import Program
from core.local.trouble import Trouble

Crew = Literal["store", "worker", "edge"]
PAUSES = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
TROUBLED_AFTER = 4
_A_GOOD_WHILE = 60.0
_NO_FALSE_HOPE = 10.0
_PROBE_EVERY = 0.25
_STOP_ORDER: tuple[tuple[Crew, float], ...] = (("edge", 3.0), ("worker", 3.5), ("store", 4.0))


@dataclass
class Charge:
    """One supervised program and what is known of it."""

    program: Program
    crew: Crew
    child: children.Running | None = None
    ready: bool = False
    deaths: int = 0
    missed: bool = False
    start_at: float = 0.0
    started_at: float = 0.0
    log_begins: int = 0
    probed_at: float = 0.0
    probe: "Future[bool] | None" = None

    @property
    def name(self) -> str:
        return self.program.name

    @property
    def keeps_dying(self) -> bool:
        """Whether it died too often, without a good minute in between, to call it bad luck."""
        return self.deaths >= TROUBLED_AFTER

    def last_words(self) -> list[str]:
        """What it wrote since its last start."""
        return children.last_lines(self.program.log, since=self.log_begins)


@dataclass(frozen=True)
class Listeners:
    """Who is told of changes: words for a person, and a hook whenever a child is new."""

    say: Callable[[str], None]
    complain: Callable[[str, list[str]], None]
    changed: Callable[[], None] = lambda: None


class Supervisor:
    """Runs on one thread, for a child is told of its starter's death by thread; only probes use others."""

    def __init__(self, listeners: Listeners) -> None:
        self.charges: list[Charge] = []
        self.listeners = listeners
        self._probes = ThreadPoolExecutor(max_workers=6, thread_name_prefix="probe")

    def take(self, program: Program, crew: Crew) -> Charge:
        """Starts a program now and keeps it running from here on."""
        charge = Charge(program, crew)
        self.charges.append(charge)
        self._start(charge)
        return charge

    def turn(self) -> None:
        """One look at everybody."""
        now = time.monotonic()
        for charge in self.charges:
            if charge.child is not None and charge.child.poll() is not None:
                self._mourn(charge, now)
            if charge.child is None and now >= charge.start_at:
                self._start_again(charge, now)
            if charge.child is not None and not charge.ready:
                self._ask(charge, now)
            if charge.ready and charge.missed:
                self._welcome_back(charge, now)

    def wait_for(
        self, charges: Iterable[Charge], patience: float, stopping: Callable[[], bool]
    ) -> list[Charge]:
        """Goes on until all are ready or hopeless, or patience or the house ends; returns those not ready."""
        waiting = list(charges)
        end = time.monotonic() + patience
        while time.monotonic() < end and not stopping():
            self.turn()
            waiting = [charge for charge in waiting if not charge.ready]
            if all(charge.keeps_dying for charge in waiting):
                break
            time.sleep(0.02)
        return waiting

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> list[str]:
        """Edges first, so that nothing new comes in, the stores last; returns who had to be killed."""
        killed: list[str] = []
        for crew, patience in _STOP_ORDER:
            killed += _stop_together([c for c in self.charges if c.crew == crew], patience, hurry)
        self._probes.shutdown(wait=False, cancel_futures=True)
        return killed

    def _start(self, charge: Charge) -> None:
        log = charge.program.log
        charge.log_begins = log.stat().st_size if log.exists() else 0
        charge.child = children.start(charge.program)
        charge.started_at = time.monotonic()
        charge.ready, charge.probe, charge.probed_at = False, None, 0.0
        self.listeners.changed()

    def _ask(self, charge: Charge, now: float) -> None:
        """Asks for readiness without waiting for the answer."""
        if charge.probe is not None and charge.probe.done():
            charge.ready, charge.probe = charge.probe.result(), None
        elif charge.probe is None and now - charge.probed_at >= _PROBE_EVERY:
            charge.probed_at = now
            asks = charge.program.is_ready
            if asks is None:
                charge.ready = True
            else:
                charge.probe = self._probes.submit(asks, now - charge.started_at)

    def _mourn(self, charge: Charge, now: float) -> None:
        """Says that a program ended, ends what it left behind, and sets when to start it again."""
        child = charge.child
        assert child is not None
        children.sweep_group(child.pid)
        charge.child = None
        if now - charge.started_at > _A_GOOD_WHILE:
            charge.deaths = 0
        self._count_death(charge, now)
        how = children.in_words(child.returncode)
        if charge.deaths < TROUBLED_AFTER:
            self.listeners.say(f"{charge.name} stopped ({how}), starting it again")
        elif charge.deaths == TROUBLED_AFTER:
            self.listeners.complain(
                f"{charge.name} keeps stopping ({how}); it is tried again in growing pauses. "
                f"Its log {charge.program.log} ends with:",
                charge.last_words(),
            )

    def _start_again(self, charge: Charge, now: float) -> None:
        """A start that fails here must not end the launcher, with everybody else still at work."""
        try:
            self._start(charge)
        except (OSError, Trouble) as refused:
            self._count_death(charge, now)
            if charge.deaths <= TROUBLED_AFTER:
                self.listeners.complain(f"{charge.name} cannot be started again: {refused}", [])

    def _count_death(self, charge: Charge, now: float) -> None:
        charge.ready, charge.missed = False, True
        charge.deaths += 1
        charge.start_at = now + PAUSES[min(charge.deaths - 1, len(PAUSES) - 1)]

    def _welcome_back(self, charge: Charge, now: float) -> None:
        """Says that it is back; of one that keeps stopping only once it has stayed for a moment."""
        if not charge.keeps_dying or now - charge.started_at > _NO_FALSE_HOPE:
            charge.missed = False
            self.listeners.say(f"{charge.name} is back")


def _stop_together(charges: list[Charge], patience: float, hurry: Callable[[], bool]) -> list[str]:
    """Asks all of a crew to end and waits for them together; then kills the rest."""
    living = [(c, c.child) for c in charges if c.child is not None]
    for charge, child in living:
        if child.poll() is None:
            child.send_signal(charge.program.stop_signal)
    end = time.monotonic() + patience
    while any(child.poll() is None for _, child in living) and time.monotonic() < end and not hurry():
        time.sleep(0.02)
    killed = [charge.name for charge, child in living if child.poll() is None]
    for _, child in living:
        children.sweep_group(child.pid)
        child.wait()
    return killed
