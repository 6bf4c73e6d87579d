"""How soon the screens stand: the first one after signing in, and each one that somebody turns to from another.

The demo hotel with its 120 days of history, in a real browser: what a receptionist waits for, all day long.
"""

from __future__ import annotations

import time

from playwright.sync_api import Browser, Page, expect

from tests.load.bookings import stores
from tests.load.console import running_console
from tests.load.measuring import Findings, begin, percentile

FIRST_MS, TURN_MS = 2000, 500
ROUNDS, WARM_ROUNDS = 6, 1
_READY = ", ".join(f"{one}[aria-busy=false]" for one in (".page", ".day", ".rows", ".sheet"))
_PATIENCE = 60_000
# A telephone's line at the edge of town: every request waits for its first byte.
_POOR = {"offline": False, "latency": 300, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
_POOR_TIMES = 3


def run() -> Findings:
    found = begin("screens: the first after signing in, and each turn of a page, in chromium at 1440 x 900")
    with stores():
        from core.local.demo import __main__ as demo
        from tests.browsing import chromium

        demo.main()
        with running_console() as (_, address), chromium() as browser:
            page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-AR").new_page()
            page.set_default_timeout(_PATIENCE)
            first = _signed_in(page, address)
            screens = page.locator(".rail nav a").evaluate_all(
                "links => links.map(one => one.dataset.screen)"
            )
            turns = _turned(page, screens)
            poor = sorted(_over_a_poor_line(browser, address) for _ in range(_POOR_TIMES))
    found.goal("Today after signing in, ms", first, FIRST_MS)
    found.say(f"conversations, first opened over a poor line: {poor[_POOR_TIMES // 2] / 1000:.1f} s")
    for screen, times in turns.items():
        found.say(f"{screen}: p50 {percentile(times, 0.5):.0f} ms, longest {max(times):.0f}")
    every = [one for times in turns.values() for one in times]
    found.goal("turns of a page", len(every), ROUNDS * len(screens), at_least=True)
    found.goal("a turn of a page, p95 ms", percentile(every, 0.95), TURN_MS)
    return found


def _over_a_poor_line(browser: Browser, address: str) -> float:
    """In a profile that has fetched nothing yet."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-AR")
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", _POOR)
    taken = _signed_in(page, address, "/conversations")
    context.close()
    return taken


def _signed_in(page: Page, address: str, path: str = "/") -> float:
    from core.local.demo.houses import DEMO_PASSWORD

    page.goto(address + path)
    page.locator("#email").fill("olga@posada.demo")
    page.locator("#password").fill(DEMO_PASSWORD)
    began = time.perf_counter()
    page.locator("#password").press("Enter")
    expect(page.locator(_READY).first).to_be_attached(timeout=_PATIENCE)
    return (time.perf_counter() - began) * 1000


def _turned(page: Page, screens: list[str]) -> dict[str, list[float]]:
    """Round after round through all of them; the first is not counted, for there each is fetched at all."""
    turns: dict[str, list[float]] = {screen: [] for screen in screens}
    _turn_to(page, screens[-1])  # who is on the first already does not turn to it
    for turn in range(WARM_ROUNDS + ROUNDS):
        for screen in screens:
            seconds = _turn_to(page, screen)
            if turn >= WARM_ROUNDS:
                turns[screen].append(seconds * 1000)
    return turns


def _turn_to(page: Page, screen: str) -> float:
    """Until the screen before is gone and this one has all it asked for."""
    link = page.locator(f".rail nav a[data-screen={screen}]")
    before = page.locator(_READY).first.element_handle()
    began = time.perf_counter()
    link.click()
    page.wait_for_function("before => !before.isConnected", arg=before)
    expect(page.locator(_READY).first).to_be_attached(timeout=_PATIENCE)
    return time.perf_counter() - began
