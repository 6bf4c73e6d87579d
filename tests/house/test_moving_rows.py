"""Migrations move what is there already, also for an owner bound by row-level security, as those of hosted Postgres."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, create_engine, make_url, text

from core.base.settings import settings
from core.domain.knowledge import Fact, Subject, checked
from core.local.stores.postgres import _SUPERUSER
from core.store.migrate import _config, migrate


@pytest.fixture
def address(_open_house: None) -> Iterator[str]:
    """An empty database of the house's own role, which is no superuser."""
    url = make_url(settings().database_url)
    name = f"moving_{os.getpid()}"
    server = create_engine(url.set(username=_SUPERUSER, database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} OWNER {url.username}"))
        yield url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    made = create_engine(address)
    yield made
    made.dispose()


def up_to(engine: Engine, revision: str) -> None:
    with engine.connect() as connection:
        assert not connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
        connection.commit()
        command.upgrade(_config(connection), revision)


def written(engine: Engine, *lines: str) -> None:
    with engine.begin() as connection:
        see_all(connection)
        for line in lines:
            connection.execute(text(line))


def see_all(connection: Connection) -> None:
    connection.execute(text("SELECT set_config('conserje.hotel', 'all', true)"))


_FACT = """
    INSERT INTO facts (hotel_id, subject, topic, answer, texts, words, audience, details, version, removed, changed_at)
    VALUES (7, 'room', '{slug}', 'yes', '{{"es": "Linda"}}', '[]', 'everyone', '{details}', 1, {removed}, now())
"""
_TYPE = """
    INSERT INTO room_types (hotel_id, slug, names, descriptions, capacity, max_adults, max_children, cots, beds, sort,
                            active)
    VALUES (7, '{slug}', '{{}}', '{{}}', 2, 2, 0, 0, '', 1, true)
"""


def _old_hotel(engine: Engine) -> None:
    """Of the columns that must be said, whichever the hotel has by then."""
    with engine.connect() as connection:
        found = connection.execute(
            text(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'hotels' "
                "AND is_nullable = 'NO' AND column_default IS NULL AND column_name <> 'id'"
            )
        ).all()
    kinds = {
        "text": "''",
        "bigint": "1",
        "boolean": "false",
        "jsonb": "'{}'",
        "time without time zone": "'12:00'",
    }
    values = {name: kinds.get(kind, "now()") for name, kind in found} | {"language": "'es'"}
    written(engine, f"INSERT INTO hotels (id, {', '.join(values)}) VALUES (7, {', '.join(values.values())})")


def test_what_facts_said_of_rooms_becomes_what_their_type_has(engine: Engine, address: str) -> None:
    up_to(engine, "0027")
    _old_hotel(engine)
    doble = '{"names": {}, "has": ["wifi", "fridge", "river-view", "wifi", "ac"]}'
    written(
        engine,
        *(_TYPE.format(slug=slug) for slug in ("doble", "triple", "suite", "cabana")),
        _FACT.format(slug="doble", details=doble, removed="false"),
        _FACT.format(slug="triple", details='{"has": ["river-view"]}', removed="false"),
        _FACT.format(slug="suite", details='{"has": "all of it"}', removed="false"),
        _FACT.format(slug="cabana", details='{"has": ["wifi"]}', removed="true"),
    )
    migrate(address)
    with engine.connect() as connection:
        see_all(connection)
        kinds = connection.execute(text("SELECT slug, amenities FROM room_types"))
        told = {kind.slug: kind.amenities for kind in kinds}
        own = connection.execute(
            text("SELECT topic, words, details FROM facts WHERE subject = 'room_amenity'")
        ).all()
    assert told == {
        "doble": {"wifi": True, "fridge": True, "river-view": True, "ac": True},
        "triple": {"river-view": True},
        "suite": {},
        "cabana": {},
    }
    [(topic, words, details)] = own
    assert (topic, words, details) == ("river-view", ["river view"], {"names": {"es": "river view"}})
    checked(Fact(Subject.ROOM_AMENITY, topic, words=tuple(words), details=details))


def test_requests_for_reviews_that_wait_already_give_way(engine: Engine) -> None:
    up_to(engine, "0015")
    _old_hotel(engine)
    letter = """
        INSERT INTO outbox (hotel_id, kind, desk, lane, payload, state, attempts, due_at, trace_id, written_at)
        VALUES (7, '{kind}', 'talk', '{kind}', '{{}}', 'waiting', 0, now(), '', now())
    """
    written(engine, *(letter.format(kind=kind) for kind in ("ask_review", "say")))
    up_to(engine, "0016")
    with engine.connect() as connection:
        see_all(connection)
        letters = connection.execute(text("SELECT kind, desk FROM outbox"))
        desks = {one.kind: one.desk for one in letters}
    assert desks == {"ask_review": "unhurried", "say": "talk"}
