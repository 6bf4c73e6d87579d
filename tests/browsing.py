"""A real browser for tests: Debian's chromium, profiles without a past, nothing going out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from core.local.checkup.machine import chromium_here

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
# As a browser on a short data plan, which fetches what its screen needs and nothing for later.
_SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


@contextmanager
def chromium(*more_flags: str, patience_ms: int = 15_000) -> Iterator[Browser]:
    """Skips where there is no chromium, except in continuous integration, where that is a failure. The patience is
    what a screen may take to show what a test waits for: other browsers and whole houses share the machine.

    Its driver keeps an event loop running in this thread: whoever holds it lets go before tests of another kind come.
    """
    path = chromium_here()
    if path is None:
        missing = "no chromium here (Debian: apt install chromium-headless-shell)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    expect.set_options(timeout=patience_ms)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=[*FLAGS, *more_flags])
        yield browser
        browser.close()


class Profiles:
    """Profiles that tests take in turn, each as good as new: what was remembered is gone. Each keeps the page that it
    began with, because whatever that has loaded and compiled for one test serves the next: half the cost of a page.

    Scripts can't be taken off a page again, and listeners are taken off by whoever hung them there.
    """

    FLAG = "--process-per-site"
    _KEPT = 4
    # What a page puts on and off again; the rest of a look is its profile's for good.
    _WORN = ("viewport", "color_scheme")
    # Whatever a site may keep but what was loaded and compiled, which "all" would forget as well.
    _REMEMBERED = (
        "cookies,local_storage,indexeddb,websql,cache_storage,service_workers,file_systems,storage_buckets"
    )

    def __init__(self, browser: Browser, rests_at: str) -> None:
        self.browser = browser
        self._rests_at = rests_at
        self._free: list[tuple[dict[str, Any], BrowserContext]] = []

    @contextmanager
    def one(self, **look: Any) -> Iterator[BrowserContext]:
        """The look is its screen, its colours, its language, whether it has touch, and whether it `saves_data`, as it
        does unless told otherwise. Its owner asks for little motion: what slides and fades is drawn many times over by
        a processor that others wait for."""
        lasting = {name: value for name, value in look.items() if name not in self._WORN}
        places = [place for place, (kept, _) in enumerate(self._free) if kept == lasting]
        context = self._free.pop(places[-1])[1] if places else self._new(lasting)
        self.dress(context.pages[0], look)
        yield context
        self._forget(context)
        self._free.append((lasting, context))
        if len(self._free) > self._KEPT:
            self._free.pop(0)[1].close()

    @staticmethod
    def dress(page: Page, look: dict[str, Any]) -> None:
        """A page that a test opens beside the first is dressed by whoever opens it."""
        page.emulate_media(media="null", color_scheme=look.get("color_scheme", "light"))
        if "viewport" in look:
            page.set_viewport_size(look["viewport"])

    def _new(self, lasting: dict[str, Any]) -> BrowserContext:
        settings = {name: value for name, value in lasting.items() if name != "saves_data"}
        context = self.browser.new_context(reduced_motion="reduce", **settings)
        if lasting.get("saves_data", True):
            context.add_init_script(_SAVES_DATA)
        self._forget(context)
        return context

    def _forget(self, context: BrowserContext) -> None:
        page, *more = context.pages or [context.new_page()]
        for one in more:
            one.close()
        context.set_offline(False)
        context.unroute_all()
        context.clear_permissions()
        page.unroute_all()
        page.mouse.move(-1, -1)
        page.goto(self._rests_at)
        page.evaluate("sessionStorage.clear()")
        context.clear_cookies()
        line = context.new_cdp_session(page)
        line.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": self._REMEMBERED})
        line.detach()
