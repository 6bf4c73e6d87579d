"""What tests share: real stores started when first needed, a house emptied before each test, no way out."""

from __future__ import annotations

import contextlib
import gc
import itertools
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy.orm import Session

from core.base.kept import KEPT
from core.local.stores import embedded_stores
from core.store.db import transaction
from core.store.hotels import Hotel
from tests import makers
from tests.makers import House

APP_SECRET = "app-secret-of-the-tests"
VERIFY_TOKEN = "verify-token-of-the-tests"
_SETTINGS = {
    "CONSERJE_MODE": "local",
    "SECRET_KEY": "a-secret-key-of-forty-characters-or-more-for-tests",
    "WHATSAPP_APP_SECRET": APP_SECRET,
    "WHATSAPP_VERIFY_TOKEN": VERIFY_TOKEN,
    "WHATSAPP_API_URL": "http://127.0.0.1:9",
}
# Invented input is for its variety; how long one example takes on a busy machine proves nothing.
hypothesis.settings.register_profile("house", deadline=None, max_examples=50)
hypothesis.settings.load_profile("house")

_LOCAL = ("127.", "::1", "localhost")
_real_connect = socket.socket.connect


def _stay_at_home(self: socket.socket, address: Any) -> None:
    """A test that reaches for the internet fails at once and says where it wanted to go."""
    if self.family != socket.AF_UNIX and not str(address[0]).startswith(_LOCAL):
        raise AssertionError(f"a test tried to reach {address}")
    _real_connect(self, address)


socket.socket.connect = _stay_at_home  # type: ignore[method-assign, assignment]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Thousands of tests and all they import stay until the end: nobody looks through them for what is rubbish. What
    reading them worked out is there for the houses that are opened later."""
    gc.disable()
    try:
        return (yield)
    finally:
        KEPT.write()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that at the end nobody waits for one long file; and whoever opens the
    house of the tests is marked, for those who want an answer before that."""
    files: dict[str, dict[Path, list[pytest.Item]]] = {"chaos": {}, "browser": {}, "": {}}
    for item in items:
        if "_open_house" in getattr(item, "fixturenames", ()):
            item.add_marker("house")
        kind = next((name for name in files if name and item.get_closest_marker(name)), "")
        files[kind].setdefault(item.path, []).append(item)
    # A house in a storm mostly waits: beside a browser, which never does, and not beside another storm.
    long = itertools.zip_longest(files["chaos"].values(), files["browser"].values(), fillvalue=[])
    short = sorted(files[""].values(), key=len, reverse=True)
    items[:] = itertools.chain(*itertools.chain(*long), *short)


@pytest.fixture(scope="session")
def _open_house() -> Iterator[None]:
    """Postgres and Valkey of this worker, settings read from nothing but ourselves, tables migrated."""
    folder = Path(tempfile.mkdtemp(prefix="cjt-"))
    folder.chmod(0o755)
    with contextlib.ExitStack() as ends:
        ends.callback(shutil.rmtree, folder, ignore_errors=True)
        stores = ends.enter_context(embedded_stores(folder, durable=False))
        _read_settings(folder, stores.database_url, stores.redis_url)
        from core.store.db import engine
        from core.store.migrate import migrate

        migrate(stores.database_url)
        makers.keep_ids_apart(stores.database_url)
        ends.callback(engine().dispose)
        yield


def _read_settings(folder: Path, database_url: str, redis_url: str) -> None:
    """The environment is read once, in an empty folder, and is then as it was: nothing leaks into child processes."""
    from core.base.settings import settings

    wanted = {**_SETTINGS, "CONSERJE_DATA": str(folder), "DATABASE_URL": database_url, "REDIS_URL": redis_url}
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update({"PATH": before.get("PATH", ""), **wanted})
    try:
        with contextlib.chdir(folder):
            settings.cache_clear()
            settings()
    finally:
        os.environ.clear()
        os.environ.update(before)


@pytest.fixture
def house(_open_house: None) -> House:
    """Two hotels with their people and numbers, and nothing else: whatever an earlier test left is gone."""
    return makers.empty_house()


@pytest.fixture
def stopped_clock() -> Iterator[makers.StoppedClock]:
    """The house's clock stands still on an afternoon when reception is open; tests move it."""
    stopped = makers.StoppedClock(makers.AFTERNOON)
    yield stopped
    stopped.close()


@pytest.fixture
def session(house: House, stopped_clock: makers.StoppedClock) -> Iterator[Session]:
    """What happens in the first hotel, in one transaction."""
    with transaction(house.posada) as session:
        yield session


@pytest.fixture
def hotel(house: House, session: Session) -> Hotel:
    return session.get_one(Hotel, house.posada)
