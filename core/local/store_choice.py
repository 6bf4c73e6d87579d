"""Which stores the house uses: the ones given by address, or embedded ones from the data folder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import redis

from core.local.children import Program, wait_until
from core.local.environment import Environment
from core.local.stores import rootless
from core.local.stores.places import Places, settle_in
from core.local.stores.postgres import Postgres
from core.local.stores.valkey import Valkey
from core.local.trouble import Trouble

_PATIENCE_WITH_GIVEN = 5.0


@dataclass
class ChosenStores:
    """What is to be started, what to do once it answers, and what a person is told."""

    programs: list[Program] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    after: list[Callable[[], None]] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        """The stores by name."""
        return " and ".join(self.names)

    def admit(self) -> None:
        """What must be done once all answer."""
        for step in self.after:
            step()


def choose_stores(place: Environment) -> ChosenStores:
    """Addresses that are given win; each store that is not given is started from the data folder."""
    chosen = ChosenStores()
    database, bell = place.variables.get("DATABASE_URL"), place.variables.get("REDIS_URL")
    places = None if database and bell else settle_in(place.data, durable=True)
    if places is not None:
        chosen.remarks += _remarks(places, place.data)
    if bell or places is None:
        _insist("REDIS_URL", lambda: _redis_refusal(str(bell)))
        chosen.names.append("Redis at REDIS_URL")
    else:
        valkey = Valkey(places, place.logs / "valkey.log", durable=True)
        chosen.programs.append(valkey.program())
        chosen.addresses["REDIS_URL"] = valkey.url
        chosen.names.append("Valkey")
    if database or places is None:
        _insist("DATABASE_URL", lambda: _postgres_refusal(str(database)))
        chosen.names.insert(0, "Postgres at DATABASE_URL")
    else:
        postgres = Postgres(places, place.logs / "postgres.log", durable=True)
        chosen.programs.append(postgres.program())
        chosen.addresses["DATABASE_URL"] = postgres.url
        chosen.names.insert(0, "Postgres")
        chosen.after.append(postgres.admit)
    return chosen


def _remarks(places: Places, data: Path) -> list[str]:
    """What a person should know when root started the house."""
    if places.owner is None:
        return []
    said = [f"Started as root; Postgres refuses that, so the stores run as {rootless.name_of(places.owner)}."]
    if data not in places.postgres.parents:
        said.append(f"That account cannot enter {data}; the stores are in {places.postgres.parent}.")
    return said


def _insist(name: str, refusal: Callable[[], str | None]) -> None:
    """A given store must answer; it may be starting at the same time, so it gets a moment."""
    if not wait_until(lambda: refusal() is None, _PATIENCE_WITH_GIVEN, pause=0.5):
        raise Trouble(f"{name} is set, but nothing usable answers there: {refusal()}")


def _postgres_refusal(url: str) -> str | None:
    try:
        with psycopg.connect("postgresql:" + url.partition(":")[2], connect_timeout=3) as connection:
            connection.execute("SELECT 1")
    except psycopg.Error as refused:
        return str(refused).strip().splitlines()[0]
    return None


def _redis_refusal(url: str) -> str | None:
    try:
        redis.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3).ping()
    except (redis.RedisError, ValueError, OSError) as refused:
        return str(refused).splitlines()[0]
    return None
