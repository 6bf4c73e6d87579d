"""Who is behind a cookie: asked of Postgres at most once a second per browser, and never guessed.

Postgres being away is an answer of its own: nobody is signed out because a database restarts.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from sqlalchemy.exc import TimeoutError as PoolTimeout

from core.base import seal
from core.base.settings import settings
from core.services import signin
from core.services.signin import Ending, Presence
from core.store.db import across_hotels, is_store_away

FRESH_SECONDS = 1.0
_REMEMBERED = 5000


@dataclass(frozen=True)
class Away:
    """Postgres gave no answer."""


Answer = Presence | Ending | Away


def cookie_name() -> str:
    """`__Host-` binds the cookie to this very host; browsers grant it to https only."""
    return "__Host-conserje" if is_https() else "conserje"


def token_of(raw_cookies: str | None) -> str | None:
    try:
        found = SimpleCookie(raw_cookies or "").get(cookie_name())
    except CookieError:
        return None
    return found.value if found else None


def is_https() -> bool:
    return settings().public_console_url.startswith("https://")


def ask_store(token: str) -> Answer:
    try:
        with across_hotels() as session:
            return signin.who(session, token)
    except PoolTimeout:
        return Away()
    except Exception as problem:
        if is_store_away(problem):
            return Away()
        raise


@dataclass
class Doorman:
    """Remembers answers for a moment; knows which open lines belong to whom, to cut them at sign-out."""

    ask: Callable[[str], Answer] = ask_store
    _kept: dict[str, tuple[float, Answer]] = field(default_factory=dict)
    _asking: dict[str, asyncio.Task[Answer]] = field(default_factory=dict)
    _lines: dict[str, set[asyncio.Event]] = field(default_factory=dict)

    async def look(self, token: str | None) -> Answer:
        if not token:
            return Ending.UNKNOWN
        key = seal.fingerprint(token)
        kept = self._fresh(key)
        if kept is not None:
            return kept
        task = self._asking.get(key)
        if task is None:
            task = asyncio.create_task(self._ask(key, token))
            self._asking[key] = task
            task.add_done_callback(lambda _: self._asking.pop(key, None))
        return await asyncio.shield(task)

    def look_now(self, token: str | None) -> Answer:
        """The same for scripts, which run in threads of their own."""
        if not token:
            return Ending.UNKNOWN
        key = seal.fingerprint(token)
        kept = self._fresh(key)
        return kept if kept is not None else self._keep(key, self.ask(token))

    def forget(self, token: str, *, cut_lines: bool = False) -> None:
        key = seal.fingerprint(token)
        self._kept.pop(key, None)
        if cut_lines:
            for line in self._lines.get(key, ()):
                line.set()

    def open_line(self, token: str) -> asyncio.Event:
        line = asyncio.Event()
        self._lines.setdefault(seal.fingerprint(token), set()).add(line)
        return line

    def close_line(self, token: str, line: asyncio.Event) -> None:
        key = seal.fingerprint(token)
        lines = self._lines.get(key, set())
        lines.discard(line)
        if not lines:
            self._lines.pop(key, None)

    async def _ask(self, key: str, token: str) -> Answer:
        return self._keep(key, await asyncio.to_thread(self.ask, token))

    def _fresh(self, key: str) -> Answer | None:
        kept = self._kept.get(key)
        return kept[1] if kept and time.monotonic() - kept[0] < FRESH_SECONDS else None

    def _keep(self, key: str, answer: Answer) -> Answer:
        if len(self._kept) >= _REMEMBERED:
            self._kept.clear()
        self._kept[key] = (time.monotonic(), answer)
        return answer


doorman = Doorman()
