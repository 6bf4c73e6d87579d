"""The real console in a real browser: one process for the whole run, one browser for files that follow each other, a
profile without a past and a fresh house per test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from console.sessions import cookie_name
from core.base.settings import settings
from core.domain.access import Actor
from core.services import signin
from core.services.signin import Attempt, Entered
from core.store.db import across_hotels, transaction
from core.store.staff import Staff
from tests.browsing import Profiles, chromium
from tests.local.launching import ROOT, free_port
from tests.makers import PASSWORD, House, heard, incoming

SCREEN = {"width": 1440, "height": 900}


@pytest.fixture(scope="session")
def address(_open_house: None) -> Iterator[str]:
    with running_console(free_port()) as url:
        yield url


@contextmanager
def running_console(port: int, **more: str) -> Iterator[str]:
    """`more` are settings beside the usual ones."""
    url = f"http://127.0.0.1:{port}"
    known = settings()
    told = {
        "DATABASE_URL": known.database_url,
        "REDIS_URL": known.redis_url,
        "SECRET_KEY": known.secret_key.get_secret_value(),
        "WHATSAPP_APP_SECRET": known.whatsapp_app_secret.get_secret_value(),
        "WHATSAPP_VERIFY_TOKEN": known.whatsapp_verify_token.get_secret_value(),
        "CONSERJE_DATA": str(known.conserje_data),
        "CONSOLE_PORT": str(port),
        "PUBLIC_CONSOLE_URL": url,
        **more,
    }
    with tempfile.TemporaryDirectory(prefix="cj-console-") as folder:
        log = Path(folder) / "console.log"
        with log.open("wb") as out:
            console = subprocess.Popen(
                [sys.executable, "-m", "console"], cwd=ROOT, env={**os.environ, **told}, stderr=out
            )
        try:
            _until_it_answers(f"{url}/_stcore/health", console, log)
            yield url
        finally:
            console.send_signal(signal.SIGTERM)
            console.wait(15)


def _until_it_answers(url: str, console: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + 120
    while time.monotonic() < give_up and console.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text())


_kept_open = ExitStack()


@cache
def _profiles(address: str) -> Profiles:
    _kept_open.callback(_profiles.cache_clear)
    browser = _kept_open.enter_context(chromium(Profiles.FLAG))
    return Profiles(browser, rests_at=f"{address}/_stcore/health")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """The browser stays for the next file of these tests, and leaves before any other."""
    try:
        yield
    finally:
        if nextitem is None or Path(__file__).parent not in nextitem.path.parents:
            _kept_open.close()


@pytest.fixture
def profiles(address: str) -> Profiles:
    return _profiles(address)


@pytest.fixture
def browser(profiles: Profiles) -> Browser:
    return profiles.browser


@dataclass
class Desk:
    """A browser somebody works in, and what its pages complained about."""

    context: BrowserContext
    address: str
    look: dict[str, Any]
    complaints: list[str] = field(default_factory=list)
    listening: list[Page] = field(default_factory=list)

    def page(self, path: str = "/") -> Page:
        page = self._blank()
        page.goto(self.address + path)
        return page

    def sign_in(
        self, actor: Actor, path: str = "/conversations", shown: str = ".rows[aria-busy=false]"
    ) -> Page:
        """Let in by the house's own verb; the form is filled in where signing in is what is tested."""
        page = self._blank()
        attempt = Attempt(email_of(actor), PASSWORD, page.evaluate("navigator.userAgent"))
        with across_hotels() as session:
            entered = signin.sign_in(session, attempt)
        assert isinstance(entered, Entered) and entered.awaits is None
        carried = {"name": cookie_name(), "value": entered.token, "url": self.address}
        self.context.add_cookies([{**carried, "httpOnly": True, "sameSite": "Lax"}])
        page.goto(self.address + path, wait_until="commit")
        expect(page.locator(shown)).to_be_attached(timeout=30_000)
        return page

    def _blank(self) -> Page:
        """The page that the profile began with, and then others."""
        if self.listening:
            page = self.context.new_page()
            Profiles.dress(page, self.look)
        else:
            page = self.context.pages[0]
        page.on("console", self._heard)
        page.on("pageerror", self._broke)
        self.listening.append(page)
        return page

    def leave(self) -> None:
        for page in self.listening:
            page.remove_listener("console", self._heard)
            page.remove_listener("pageerror", self._broke)

    def _broke(self, error: Any) -> None:
        self.complaints.append(str(error))

    def _heard(self, message: Any) -> None:
        """What the house itself refused is for the test to see; whoever asks outside finds no way out and is heard."""
        asked = message.location["url"]
        refused = "Failed to load resource" in message.text and asked.startswith(self.address)
        if message.type == "error" and not refused:
            self.complaints.append(f"{message.text} ({asked})")


def submit(page: Page, actor: Actor, password: str = PASSWORD) -> None:
    page.locator("#email").fill(email_of(actor))
    page.locator("#password").fill(password)
    page.locator("#password").press("Enter")


def email_of(actor: Actor) -> str:
    with across_hotels() as session:
        return session.get_one(Staff, actor.staff_id).email


def speaks_english(actor: Actor) -> None:
    with across_hotels() as session:
        session.get_one(Staff, actor.staff_id).language = "en"


OpenDesk = Callable[..., Desk]


@pytest.fixture
def desk(profiles: Profiles, address: str, house: House) -> Iterator[OpenDesk]:
    """Opens browsers; at the end none of their pages may have complained, or asked anybody outside."""
    opened: list[Desk] = []
    with ExitStack() as ends:

        def new(**wanted: Any) -> Desk:
            look = {"viewport": SCREEN, "locale": "es-AR", **wanted}
            context = ends.enter_context(profiles.one(**look))
            context.set_default_timeout(10_000)
            opened.append(Desk(context, address, look))
            ends.callback(opened[-1].leave)
            return opened[-1]

        yield new
    assert [complaint for one in opened for complaint in one.complaints] == []


Says = Callable[..., int]


@pytest.fixture
def guest(house: House) -> Says:
    """A guest of the Posada writes; the answer is the conversation."""

    def says(body: str, **facts: Any) -> int:
        with transaction(house.posada) as session:
            return heard(session, house.posada, incoming(body, **facts))[0].id

    return says
