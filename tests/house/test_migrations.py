"""The tables in the database are the tables in the code, and there is one way to get there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from core.base.settings import settings
from core.store.db import transaction
from core.store.migrate import _config, at_head, migrate, patiently
from core.store.tables import metadata
from tests.makers import House


@pytest.fixture
def owner(house: House) -> Iterator[Connection]:
    """Whoever owns the tables: what migrations run as."""
    with create_engine(settings().database_url).connect() as connection:
        yield connection


def test_there_is_one_head(owner: Connection) -> None:
    assert len(ScriptDirectory.from_config(_config(owner)).get_heads()) == 1
    assert at_head(owner)


def test_the_code_and_the_database_agree_on_every_table(owner: Connection) -> None:
    context = MigrationContext.configure(owner, opts={"compare_type": True, "compare_server_default": True})
    assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(owner: Connection) -> None:
    before = owner.scalar(text("SELECT count(*) FROM pg_class"))
    migrate(settings().database_url)
    assert owner.scalar(text("SELECT count(*) FROM pg_class")) == before


def test_a_step_waits_for_those_who_hold_its_table(owner: Connection, house: House) -> None:
    worker = create_engine(settings().database_url).connect()
    worker.execute(text("LOCK TABLE hotels IN ACCESS SHARE MODE"))
    tries = []

    def step() -> None:
        tries.append(owner.scalar(text("SELECT count(*) FROM hotels")))
        if len(tries) > 1:
            worker.close()
        owner.execute(text("SET LOCAL lock_timeout = '20ms'"))
        owner.execute(text("LOCK TABLE hotels IN ACCESS EXCLUSIVE MODE"))
        owner.rollback()

    patiently(owner, step, tries=3, pause=0)
    assert len(tries) == 2


def test_who_is_never_let_in_says_so_in_the_end(owner: Connection, house: House) -> None:
    def step() -> None:
        owner.execute(text("SET LOCAL lock_timeout = '20ms'"))
        owner.execute(text("LOCK TABLE hotels IN ACCESS EXCLUSIVE MODE"))

    with create_engine(settings().database_url).connect() as worker:
        worker.execute(text("LOCK TABLE hotels IN ACCESS SHARE MODE"))
        with pytest.raises(OperationalError, match="lock timeout"):
            patiently(owner, step, tries=2, pause=0)


def test_migrations_are_numbered_without_gaps(owner: Connection) -> None:
    revisions = sorted(
        script.revision for script in ScriptDirectory.from_config(_config(owner)).walk_revisions()
    )
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]


def test_the_app_may_not_alter_tables(house: House) -> None:
    with pytest.raises(ProgrammingError, match="must be owner"), transaction(house.posada) as session:
        session.execute(text("ALTER TABLE guests DISABLE ROW LEVEL SECURITY"))
