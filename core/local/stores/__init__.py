"""The embedded stores: a real Postgres and a real Valkey, started from a folder and stopped with it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.local import children
from core.local.children import Program
from core.local.stores.places import settle_in
from core.local.stores.postgres import Postgres
from core.local.stores.valkey import Valkey
from core.local.trouble import Trouble

_PATIENCE = 30.0


@dataclass(frozen=True)
class Stores:
    """Where two running stores are reached, and their servers' process ids."""

    database_url: str
    redis_url: str
    postgres_pid: int
    valkey_pid: int


@contextlib.contextmanager
def embedded_stores(folder: Path | str, *, durable: bool = True) -> Iterator[Stores]:
    """Both stores from one folder, for as long as the block runs. `durable=False` is for tests only."""
    folder = Path(folder)
    places = settle_in(folder, durable=durable)
    with contextlib.ExitStack() as ends:
        ends.callback(places.tidy)
        postgres = Postgres(places, folder / "postgres.log", durable=durable)
        valkey = Valkey(places, folder / "valkey.log", durable=durable)
        started = []
        for program in (valkey.program(), postgres.program()):
            child = children.start(program)
            ends.callback(children.stop, child, program.stop_signal)
            started.append((program, child))
        for program, child in started:
            await_store(program, child)
        postgres.admit()
        yield Stores(postgres.url, valkey.url, started[1][1].pid, started[0][1].pid)


def await_store(program: Program, child: children.Running) -> None:
    """Waits for the first real answer; a server that ended instead is reported with its own last words."""

    def settled() -> bool:
        return child.poll() is not None or program.is_ready is None or program.is_ready(_PATIENCE)

    in_time = children.wait_until(settled, _PATIENCE)
    if in_time and child.poll() is None:
        return
    said = "\n".join(children.last_lines(program.log))
    what = (
        f"ended ({children.in_words(child.returncode)})"
        if in_time
        else f"gave no answer in {_PATIENCE:.0f} s"
    )
    raise Trouble(f"{program.name} {what}. Its log {program.log} ends with:\n{said}")
