"""Brings the database up to date: one process at a time, in small steps, never waiting long for a lock."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from core.base.settings import settings
from core.store.db import APP_ROLE, is_lock_timeout

_ONE_AT_A_TIME = 0x436F6E01
_ROLE_LOCK = 0x436F6E02
_TRIES = 12
_PAUSE_SECONDS = 2.0


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def migrate(url: str) -> None:
    """Runs as whoever logs in (the owner of the tables), unlike the app, which never alters them."""
    engine = create_engine(url, connect_args={"connect_timeout": 5})
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _ONE_AT_A_TIME})
        connection.execute(text("SET lock_timeout = '5s'"))
        connection.commit()
        _make_the_app_role(connection)
        patiently(connection, lambda: command.upgrade(_config(connection), "head"))
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _ONE_AT_A_TIME})
        connection.commit()
    engine.dispose()


def patiently(
    connection: Connection, work: Callable[[], None], tries: int = _TRIES, pause: float = _PAUSE_SECONDS
) -> None:
    """A house at work may stand in the way: steps that are done stay done, the next is tried again."""
    left = tries
    while True:
        left -= 1
        try:
            return work()
        except DBAPIError as problem:
            connection.rollback()
            if not (left and is_lock_timeout(problem)):
                raise
        print(f"Others hold a table that is to change; trying again in {pause:g} s", file=sys.stderr)
        time.sleep(pause)


def at_head(connection: Connection) -> bool:
    wanted = ScriptDirectory.from_config(_config(connection)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == wanted


def _make_the_app_role(connection: Connection) -> None:
    """Roles belong to the whole server, so that several houses on one server share this one.

    The lock is held till the end of the transaction: two databases of one server may migrate at once.
    """
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ROLE_LOCK})
    exists = connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": APP_ROLE})
    if not exists:
        connection.execute(
            text(
                f"DO $$ BEGIN CREATE ROLE {APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS; "
                "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            )
        )
    version = connection.dialect.server_version_info or (0,)
    right = "SET" if version >= (16,) else "MEMBER"
    may_become_it = connection.scalar(
        text("SELECT pg_has_role(current_user, :role, :right)"), {"role": APP_ROLE, "right": right}
    )
    if not may_become_it:
        connection.execute(text(f"GRANT {APP_ROLE} TO CURRENT_USER"))
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}"))
    connection.commit()


def main() -> int:
    try:
        migrate(settings().database_url)
    except OperationalError as problem:
        reason = str(problem.orig).strip().splitlines()[0]
        why = (
            "others hold a table that is to change; stop the workers and start it again"
            if is_lock_timeout(problem)
            else "the database did not answer"
        )
        print(f"Conserje cannot migrate: {why} ({reason})", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
