"""A real browser for tests: Debian's chromium, profiles without a past, nothing going out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from core.local.checkup.machine import chromium_here

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium(*more_flags: str) -> Iterator[Browser]:
    """Skips where there is no chromium, except in continuous integration, where that is a failure.

    Its driver keeps an event loop running in this thread: whoever holds it lets go before tests of another kind come.
    """
    path = chromium_here()
    if path is None:
        missing = "no chromium here (Debian: apt install chromium-headless-shell)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=[*FLAGS, *more_flags])
        yield browser
        browser.close()


class Profiles:
    """Profiles that tests take in turn, each as good as new: what was remembered is gone. Only the program that every
    page loads stays loaded and compiled, because one page of its address stays open in the same process.

    Scripts and listeners can't be taken off a profile again: a test hangs them on its page.
    """

    FLAG = "--process-per-site"
    _KEPT = 4

    def __init__(self, browser: Browser, stays_open: str) -> None:
        self.browser = browser
        self._stays_open = stays_open
        self._free: list[tuple[dict[str, Any], BrowserContext]] = []

    @contextmanager
    def one(self, **look: Any) -> Iterator[BrowserContext]:
        """The look is what a profile can't change later: its screen, its language, whether it has touch."""
        places = [place for place, (kept, _) in enumerate(self._free) if kept == look]
        context = self._free.pop(places[-1])[1] if places else self._new(look)
        yield context
        self._forget(context)
        self._free.append((look, context))
        if len(self._free) > self._KEPT:
            self._free.pop(0)[1].close()

    def _new(self, look: dict[str, Any]) -> BrowserContext:
        context = self.browser.new_context(**look)
        context.new_page().goto(self._stays_open)
        self._forget(context)
        return context

    def _forget(self, context: BrowserContext) -> None:
        stays_open, *used = context.pages
        for page in used:
            page.close()
        context.set_offline(False)
        context.unroute_all()
        context.clear_permissions()
        context.clear_cookies()
        # Playwright's own verb for the rest forgets what was loaded, too.
        line = context.new_cdp_session(stays_open)
        line.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
        line.detach()
