"""Thirty consoles open while guests write: when a message is seen, what it costs, and whom it disturbs.

Twenty-eight are sessions that ask what a browser asks, when a browser asks it, over the same streams; two are real
browsers. One of them follows the newest line, the other has scrolled up to read; in both an answer is half written.
"""

from __future__ import annotations

import itertools
import os
import time
from contextlib import ExitStack
from typing import Any

import psutil
from playwright.sync_api import Browser, Page, expect

from tests.load.bookings import stores
from tests.load.console import running_console
from tests.load.measuring import Findings, begin, percentile
from tests.load.open_tabs import OpenTabs

CONSOLES, BROWSERS = 30, 2
TALKS_A_MINUTE, LINES_OF_A_TALK = 20, 6
SECONDS = int(os.environ.get("CONSOLES_SECONDS", "60"))
SEEN_MS, CORES = 2000, 1.0
DRAFT = "Te esperamos con el desa"
_LONG_TALK = 60
# Writes down when a line with a mark is first on the page, in the list or in the thread.
_WATCH = """() => {
  window.seenAt = {};
  const roots = [...document.querySelectorAll("*")].map((host) => host.shadowRoot).filter(Boolean);
  const look = () => {
    for (const root of roots) for (const one of root.querySelectorAll(".bubble, .preview"))
      for (const [mark] of one.textContent.matchAll(/marca-\\d+/g)) window.seenAt[mark] ??= Date.now();
  };
  const all = { childList: true, subtree: true, characterData: true };
  for (const root of roots) new MutationObserver(look).observe(root, all);
}"""
_SCROLLER = """() => [...document.querySelectorAll("*")]
  .flatMap((host) => [...(host.shadowRoot?.querySelectorAll("*") ?? [])])
  .find((one) => one.querySelector(":scope .bubble") && one.scrollHeight > one.clientHeight + 50
    && getComputedStyle(one).overflowY !== "visible")"""


def run() -> Findings:
    found = begin(f"consoles: {CONSOLES} open, {TALKS_A_MINUTE} conversations a minute, {SECONDS} s")
    with stores(), ExitStack() as ends:
        from tests import makers
        from tests.browsing import chromium

        house = makers.fresh_house()
        talks = Talks(house.posada)
        process, address = ends.enter_context(running_console())
        browser = ends.enter_context(chromium())
        reader, scrolled = (_opened(browser, address, talks.ids[place]) for place in (0, 1))
        before_scroll = _scroll_up(scrolled)
        tabs = ends.enter_context(OpenTabs(address, CONSOLES - BROWSERS, talks.ids))
        spent, began = _cpu(process), time.monotonic()
        said = _write(talks)
        cores = (_cpu(process) - spent) / (time.monotonic() - began)
        reader.wait_for_timeout(3000)
        _tell(found, _waits(reader, said), cores, tabs)
        found.goal("drafts lost", sum(_draft(page) != DRAFT for page in (reader, scrolled)), 0)
        found.goal("jump of what was being read, px", abs(_scroll(scrolled) - before_scroll), 2)
    return found


class Talks:
    """Guests who write again and again: so many of them that each minute has its number of conversations."""

    def __init__(self, hotel: int) -> None:
        self._hotel = hotel
        self._lines = itertools.count(1)
        self.ids = [self._heard(guest, f"hola {guest}") for guest in range(TALKS_A_MINUTE)]
        for _ in range(_LONG_TALK):
            self.say(1, "para leer con calma, un rato")

    def _heard(self, guest: int, words: str) -> int:
        from core.domain.messages import Sender
        from core.store.db import transaction
        from tests.makers import heard, incoming

        sender = Sender(phone=f"54911555{guest:05}", name=f"Huésped {guest}")
        with transaction(self._hotel) as session:
            return heard(session, self._hotel, incoming(words, sender=sender))[0].id

    def say(self, guest: int, words: str = "") -> tuple[str, float]:
        """A line of a guest's; answers its mark and when it was committed."""
        mark = f"marca-{next(self._lines)}"
        self._heard(guest, f"{words} {mark}")
        return mark, time.time()


def _opened(browser: Browser, address: str, talk: int) -> Page:
    """Somebody reads a conversation and has half written the answer."""
    from tests.makers import PASSWORD

    page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-AR").new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{address}/conversations?c={talk}")
    page.locator("#email").fill("carla@posada.test")
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator(".status .line.live")).to_be_visible(timeout=60_000)
    expect(page.locator(".bubble").first).to_be_visible(timeout=60_000)
    page.locator("textarea").press_sequentially(DRAFT)
    page.evaluate(_WATCH)
    return page


def _scroll_up(page: Page) -> float:
    page.evaluate(f"({_SCROLLER})().scrollTop -= 700")
    page.wait_for_timeout(500)
    return _scroll(page)


def _scroll(page: Page) -> float:
    return float(page.evaluate(f"({_SCROLLER})().scrollTop"))


def _draft(page: Page) -> str:
    return page.locator("textarea").input_value()


def _write(talks: Talks) -> dict[str, float]:
    """Lines at an even pace, each of another guest's than the one before."""
    pause = 60 / (TALKS_A_MINUTE * LINES_OF_A_TALK)
    ends, said = time.monotonic() + SECONDS, {}
    for turn in itertools.count():
        if time.monotonic() >= ends:
            return said
        next_at = time.monotonic() + pause
        mark, at = talks.say(turn % TALKS_A_MINUTE)
        said[mark] = at
        time.sleep(max(0.0, next_at - time.monotonic()))
    return said


def _waits(page: Page, said: dict[str, float]) -> list[float]:
    """Milliseconds from the commit to the line on the screen; one that never came counts as for ever."""
    seen: dict[str, Any] = page.evaluate("window.seenAt")
    return [seen[mark] - at * 1000 if mark in seen else float("inf") for mark, at in said.items()]


def _cpu(process: psutil.Process) -> float:
    family = [process, *process.children(recursive=True)]
    return sum(sum(one.cpu_times()[:2]) for one in family)


def _tell(found: Findings, waits: list[float], cores: float, tabs: OpenTabs) -> None:
    found.say(f"{len(waits)} lines; seen after p50 {percentile(waits, 0.5):.0f} ms, most {max(waits):.0f} ms")
    found.say(f"{tabs.asked} questions of the other consoles, p95 {percentile(tabs.took, 0.95):.0f} ms")
    found.goal("a new message is seen, p95 in ms", percentile(waits, 0.95), SEEN_MS)
    found.goal("the console's server, cores", cores, CORES)
    found.goal("questions refused or failed", tabs.failed, 0)
