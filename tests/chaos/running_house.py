"""The whole house from a folder of its own, under the real supervisor, with a hand on every process."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import psycopg
import redis

from core.local import environment, opening
from core.local.bootstrap import ROOT
from core.local.environment import Environment
from core.local.phone.client import PhoneClient
from core.local.processes import CONSERJE, Errand, House
from core.local.stores.places import make_data_folder
from core.local.supervisor import Charge, Listeners, Supervisor
from tests.local.launching import free_port

WEBHOOK_PATH = "/webhooks/whatsapp"
_TO_OPEN = 120.0
_OPEN_STATES = "('waiting', 'sending', 'doubtful')"
_UNSETTLED = f"""
    SELECT 'inbox', state, kind, count(*) FROM inbox WHERE state <> 'done' GROUP BY 2, 3
    UNION ALL
    SELECT 'outbox', state, kind, count(*) FROM outbox
    WHERE (state IN {_OPEN_STATES} AND due_at < now() + interval '60 seconds') OR state IN ('dead', 'parked')
    GROUP BY 2, 3
"""


class RunningHouse:
    """One open house. Its children belong to one thread, as the kernel wants it (see the supervisor)."""

    def __init__(self, folder: Path, house: House, variables: dict[str, str]) -> None:
        given = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
        ports = {name: str(free_port()) for name in ("WEBHOOK_PORT", "CONSOLE_PORT", "PHONE_PORT")}
        place = environment.read(
            {**given, "CONSERJE_DATA": str(folder / "data"), "LOG_LEVEL": "WARNING", **ports, **variables},
            root=folder,
        )
        make_data_folder(place.data)
        self.events: list[str] = []
        self._supervisor = Supervisor(Listeners(self._note, self._complain))
        self._stop = threading.Event()
        self._opened = threading.Event()
        self._failure: BaseException | None = None
        self._opening = opening.Opening(
            house, environment.with_secrets(place), self._supervisor, self._stop.is_set
        )
        self._thread = threading.Thread(target=self._live, name="house")
        self.phone = PhoneClient(place.url("PHONE_PORT"))

    @property
    def place(self) -> Environment:
        return self._opening.place

    @property
    def webhook_url(self) -> str:
        return self.place.url("WEBHOOK_PORT") + WEBHOOK_PATH

    @property
    def app_secret(self) -> str:
        return self.place.variables["WHATSAPP_APP_SECRET"]

    def open(self) -> None:
        self._thread.start()
        assert self._opened.wait(_TO_OPEN), "the house did not open"
        if self._failure is not None:
            raise self._failure

    def close(self) -> None:
        self._stop.set()
        self._thread.join(30)
        self.phone.close()

    def process(self, name: str) -> psutil.Process:
        """A running child, waiting for it while it is being started again."""
        charge = self._charge(name)
        found: list[psutil.Process] = []

        def alive() -> bool:
            if (child := charge.child) is not None and child.poll() is None:
                with contextlib.suppress(psutil.NoSuchProcess):
                    found[:] = [psutil.Process(child.pid)]
            return bool(found)

        until(alive, 40, f"{name} running")
        return found[0]

    def kill(self, name: str, part: int = 0) -> int:
        """SIGKILL by pid: the child itself, or (part > 0) one of its own children, as gunicorn's workers."""
        while True:
            with contextlib.suppress(psutil.NoSuchProcess):  # it ended by itself just now: the next one then
                process = self.process(name)
                family = [process, *process.children()]
                victim = family[part % len(family)]
                victim.send_signal(signal.SIGKILL)
                return int(victim.pid)

    def kill_as_if_never_before(self, name: str) -> None:
        """Whoever has died often is started again after pauses; this death counts as its first."""
        self._charge(name).deaths = 0
        self.kill(name)

    @contextmanager
    def down(self, name: str) -> Iterator[None]:
        """Kills a process and keeps it down for the block: it counts as one that died far too often."""
        charge = self._charge(name)
        self.process(name)
        charge.deaths, charge.started_at = 100, time.monotonic()
        self.kill(name)
        until(lambda: charge.child is None, 10, f"the end of {name}")
        try:
            yield
        finally:
            charge.deaths, charge.start_at = 0, 0.0
            until(lambda: charge.ready, 20, f"{name} back")

    def by_name(self, measure: Callable[[psutil.Process], float]) -> dict[str, float]:
        """A measure of everybody, summed over each child with its own children; who has a name counts alone."""
        heads = {
            charge.child.pid: charge.name for charge in self._supervisor.charges if charge.child is not None
        }
        return {name: sum(map(measure, _family(psutil.Process(pid), heads))) for pid, name in heads.items()}

    def ready(self) -> bool:
        return all(charge.ready for charge in self._supervisor.charges)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Looks at the tables as their superuser, past the wall between hotels."""
        with self.database() as connection:
            return connection.execute(query, values).fetchall()  # type: ignore[arg-type]

    def database(self) -> psycopg.Connection[tuple[Any, ...]]:
        url = self.place.variables["DATABASE_URL"].replace(
            "postgresql+psycopg://conserje@", "postgresql://postgres@"
        )
        return psycopg.connect(url, autocommit=True, connect_timeout=3)

    def runs(self, module: str, *words: str, given: str = "") -> str:
        """What a program says that runs as one of the house's own does."""
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            input=given,
            env={**os.environ, **self.place.variables},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def redis(self) -> redis.Redis:
        return redis.Redis.from_url(self.place.variables["REDIS_URL"])

    def unsettled(self) -> dict[str, int]:
        """Letters nobody has finished, by box, state and kind."""
        return {f"{box} {state} {kind}": count for box, state, kind, count in self.rows(_UNSETTLED)}

    def settle(self, patience: float) -> float:
        """Waits until every letter is done and no webhook is on its way; answers how long that took.

        Patience is for standing still: on a busy machine things may take their time as long as they move.
        """
        began = moved = time.monotonic()
        seen: dict[str, int] = {"nothing yet": 1}
        while seen:
            assert time.monotonic() - moved < patience, f"nothing moves for {patience:.0f} s: {seen}"
            time.sleep(0.1)
            with contextlib.suppress(psycopg.OperationalError):
                found = self.unsettled()
                if pending := self.phone.counters()["webhook_pending"]:
                    found["webhooks on their way"] = pending
                if found != seen:
                    seen, moved = found, time.monotonic()
        return time.monotonic() - began

    def _charge(self, name: str) -> Charge:
        return next(charge for charge in self._supervisor.charges if charge.name == name)

    def _live(self) -> None:
        try:
            late = self._opening.open()
            assert not late, f"did not answer in time: {late}"
            self._opened.set()
            while not self._stop.is_set():
                self._supervisor.turn()
                time.sleep(0.05)
        except BaseException as failure:
            self._failure = failure
            self._opened.set()
        finally:
            self._supervisor.stop()

    def _note(self, words: str) -> None:
        self.events.append(words)

    def _complain(self, words: str, lines: list[str]) -> None:
        self.events.append("\n  ".join([words, *lines]))


def _family(head: psutil.Process, others: Collection[int]) -> list[psutil.Process]:
    own = [child for child in head.children() if child.pid not in others]
    return [head, *(one for child in own for one in _family(child, others))]


# Demo hotels that nobody has written to: what is counted afterwards is what the test said.
SILENT = tuple(
    replace(errand, argv=(*errand.argv, "--silent")) if errand.name == "demo" else errand
    for errand in CONSERJE.meanwhile
)


@contextmanager
def open_house(
    *,
    without: tuple[str, ...] = (),
    console: bool = False,
    meanwhile: tuple[Errand, ...] = SILENT,
    **variables: str,
) -> Iterator[RunningHouse]:
    """Opens the demo hotels' house in a fresh folder, as a rule without its console, and leaves nothing behind."""
    absent = set(without) if console else {"console", *without}
    kept = tuple(process for process in CONSERJE.processes if process.name not in absent)
    if "phone" in absent:  # nobody to hand templates in to
        meanwhile = tuple(errand for errand in meanwhile if errand.name != "templates")
    folder = Path(tempfile.mkdtemp(prefix="cj-"))
    folder.chmod(0o755)
    house = RunningHouse(folder, replace(CONSERJE, processes=kept, meanwhile=meanwhile), variables)
    try:
        house.open()
        yield house
    finally:
        house.close()
        if keep := os.environ.get("KEEP_LOGS_IN"):
            shutil.copytree(house.place.logs, Path(keep) / folder.name, dirs_exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)


def until(true: Callable[[], object], patience: float, what: str, pause: float = 0.05) -> None:
    """Waits until something is true, or fails saying what was not."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, f"{what} took more than {patience:.0f} s"
        time.sleep(pause)


def schedule(seed: int, names: tuple[str, ...], times: int, gap: float) -> list[tuple[float, str, int]]:
    """When to kill whom, shuffled by a seed: everybody equally often, about `gap` seconds apart."""
    dice = random.Random(seed)
    kills = []
    for round_ in range(times):
        order = dice.sample(names, len(names))
        for place, name in enumerate(order):
            at = (round_ * len(names) + place) * gap + dice.uniform(0.2, 0.8) * gap
            kills.append((at, name, dice.randrange(3)))
    return kills
