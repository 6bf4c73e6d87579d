"""The house: settings, processes, stores, tables, readiness, letters nobody could place.

The rest of the code is imported late: what is broken there is reported, not thrown at the reader.
"""

import json
import os
import urllib.error
import urllib.request
from contextlib import closing
from typing import Any

import redis

from core.local import running
from core.local.checkup.finding import Finding, note, ok, problem
from core.local.environment import Environment


def settings(place: Environment) -> list[Finding]:
    """Whether the settings can be read at all, by the very code the processes use."""
    _adopt(place)
    from core.base.settings import SettingsProblem, load

    try:
        load()
    except SettingsProblem as wrong:
        return [Finding("problem", part, "set it in .env") for part in str(wrong).split("; ")]
    return ok("complete and well formed")


def processes(place: Environment) -> list[Finding]:
    """Everybody the launcher wrote down, looked up by number and start time."""
    written = running.read_note(place.data)
    if not running.is_running(place.data) or written is None:
        return note("The house is closed", "make up")
    missing = [child.name for child in written.children if child.process() is None]
    if missing:
        remedy = f"it starts them again by itself; if not, see {place.logs}"
        return problem(f"Not running just now: {', '.join(missing)}", remedy)
    return ok(f"{len(written.children)} processes since {written.since}: {_names(written.children)}")


def _names(children: list[running.Child]) -> str:
    return ", ".join(child.name for child in children)


def stores(place: Environment) -> list[Finding]:
    """A real question to each store."""
    addresses = _store_addresses(place)
    if not {"DATABASE_URL", "REDIS_URL"} <= addresses.keys():
        return note("The stores are closed with the house", "make up")
    found = []
    import psycopg

    try:
        url = "postgresql:" + addresses["DATABASE_URL"].partition(":")[2]
        with psycopg.connect(url, connect_timeout=3) as connection:
            version = connection.info.server_version // 10000
        found += ok(f"Postgres {version} answers")
    except psycopg.Error as refused:
        found += problem(f"Postgres does not answer: {_first_line(refused)}", _see_log(place, "postgres"))
    try:
        with closing(redis.Redis.from_url(addresses["REDIS_URL"], socket_timeout=3)) as bell:
            bell.ping()
        found += ok("Valkey answers")
    except (redis.RedisError, OSError, ValueError) as refused:
        found += problem(f"Valkey does not answer: {_first_line(refused)}", _see_log(place, "valkey"))
    return found


def tables(place: Environment) -> list[Finding]:
    """Whether the migrations are at their head."""
    addresses = _store_addresses(place)
    if "DATABASE_URL" not in addresses:
        return []
    _adopt(place)
    from sqlalchemy import create_engine

    from core.store.migrate import at_head

    engine = create_engine("postgresql+psycopg:" + addresses["DATABASE_URL"].partition(":")[2])
    with engine.connect() as connection:
        current = at_head(connection)
    engine.dispose()
    if current:
        return ok("Tables are up to date")
    return problem("Tables are behind the code", "make down, then: make up")


def readiness(place: Environment) -> list[Finding]:
    """What the webhook says about each part."""
    if not running.is_running(place.data):
        return []
    try:
        with urllib.request.urlopen(place.url("WEBHOOK_PORT") + "/readyz", timeout=5) as reply:
            body = reply.read()
    except urllib.error.HTTPError as refused:
        body = refused.read()
    except OSError as refused:
        return problem(f"The webhook does not answer: {_first_line(refused)}", _see_log(place, "webhook"))
    try:
        parts: dict[str, dict[str, Any]] = json.loads(body)["parts"]
        unwell = [name for name, part in parts.items() if not part["ok"]]
    except (ValueError, KeyError, TypeError):
        return problem("The webhook gives no account of the parts", _see_log(place, "webhook"))
    if unwell:
        return [_unwell(name, parts[name], place) for name in unwell]
    return ok(f"All parts are ready: {', '.join(parts)}")


def _unwell(name: str, part: dict[str, Any], place: Environment) -> Finding:
    seen = part.get("seen_seconds_ago")
    since = f", last heard of {float(seen):.0f} s ago" if isinstance(seen, int | float) else ""
    return Finding("problem", f"{name} is not ready{since}", f"see the log of {name} in {place.logs}")


def voice(place: Environment) -> list[Finding]:
    """Ears and mouth are extras: without them guests are asked to write, and answers are read."""
    from core.local.voice import say_how_it_stands

    said = say_how_it_stands(place)
    if "no voice" in said:
        return note(said, "Debian: apt install espeak-ng")
    return note(said) if "no speech model" in said else ok(said)


def letters(place: Environment) -> list[Finding]:
    """Letters addressed to a number that belongs to no hotel: kept, but nobody will answer them."""
    if "DATABASE_URL" not in _store_addresses(place):
        return []
    _adopt(place)
    from sqlalchemy import func, select

    from core.store.db import across_hotels
    from core.store.inbox import InboxLetter

    with across_hotels() as session:
        unplaced = select(InboxLetter.account, func.count()).where(InboxLetter.hotel_id.is_(None))
        rows = session.execute(unplaced.group_by(InboxLetter.account)).all()
    if not rows:
        return ok("Every letter belongs to a hotel")
    remedy = "add the number to a hotel in the console, or take it out of the app at Meta"
    return [
        Finding(
            "problem",
            f"{count} letters came for {account or 'an unnamed number'}, which no hotel has",
            remedy,
        )
        for account, count in rows
    ]


def _see_log(place: Environment, name: str) -> str:
    return f"see {place.logs / name}.log"


def _store_addresses(place: Environment) -> dict[str, str]:
    """Given addresses, or those the running launcher wrote down."""
    names = ("DATABASE_URL", "REDIS_URL")
    given = {name: place.variables[name] for name in names if place.variables.get(name)}
    written = running.read_note(place.data) if running.is_running(place.data) else None
    return {**(written.stores if written else {}), **given}


def _adopt(place: Environment) -> None:
    """Gives this process the same environment the house runs in."""
    absent = {"DATABASE_URL": "postgresql://closed/", "REDIS_URL": "unix:///closed"}
    os.environ.update({**absent, **place.variables, **_store_addresses(place)})


def _first_line(problem: BaseException) -> str:
    return (str(problem).strip() or type(problem).__name__).splitlines()[0]
