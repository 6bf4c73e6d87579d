"""The room plan of a full hotel in a real browser: 60 rooms, 60 days, 500 stays; how soon it is drawn, how it moves."""

from __future__ import annotations

import statistics
import time
from typing import Any

import psycopg

from tests.load.bookings import stores
from tests.load.console import running_console
from tests.load.measuring import Findings, begin, percentile

ROOMS, DAYS, STAYS = 60, 60, 500
FIRST_PAINT_MS, AGAIN_MS, FRAME_MS = 1500, 1200, 50
CPU_MS, FRAME_CPU_MS = 900, 12
_AS_THE_APP = "SET ROLE conserje_app; SELECT set_config('conserje.hotel', 'all', false)"
_TYPES = """
INSERT INTO room_types (hotel_id, slug, names, descriptions, capacity, max_adults, max_children, cots, beds,
                        sort, active)
SELECT %(hotel)s, 'type-' || n, jsonb_build_object('es', 'Tipo ' || n, 'en', 'Type ' || n), '{}',
       4, 3, 2, 1, '', n, true
FROM generate_series(1, 5) n
"""
_ROOMS = """
INSERT INTO rooms (hotel_id, room_type_id, number, floor, sort, housekeeping, out_of_service, out_of_service_why)
SELECT hotel_id, id, (sort * 100 + n)::text, '', n, 'clean', false, ''
FROM room_types, generate_series(1, 12) n WHERE hotel_id = %(hotel)s
"""
_PLANS = """
INSERT INTO rate_plans (hotel_id, room_type_id, currency, base, included, extra_guest)
SELECT hotel_id, id, 'ARS', 10000000, 2, 2000000 FROM room_types WHERE hotel_id = %(hotel)s
"""
_GUESTS = """
INSERT INTO guests (hotel_id, name, created_at)
SELECT %(hotel)s, 'Huésped Número ' || n, now() FROM generate_series(1, 500) n
"""
_STAYS = """
INSERT INTO bookings (hotel_id, code, guest_id, room_id, room_type_id, status, stay, occupied, adults, children, cots,
                      total, deposit, currency, source, notes, version, created_at, changed_at)
SELECT r.hotel_id, 'S' || r.id || n, g.id, r.id, r.room_type_id, 'confirmed', daterange(d.day, d.day + 5),
       tstzrange(d.day + time '17:00', d.day + 5 + time '14:00', '[)'), 2, '{}', 0, 50000000, 15000000, 'ARS',
       'whatsapp', CASE WHEN n = 3 THEN 'llega tarde' ELSE '' END, 1, now(), now()
FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM rooms WHERE hotel_id = %(hotel)s) r,
     generate_series(0, 8) n,
     LATERAL (SELECT current_date - 2 + n * 6 + (r.place %% 3)::int AS day) d,
     LATERAL (SELECT id FROM guests WHERE hotel_id = r.hotel_id ORDER BY id OFFSET (r.place * 9 + n) %% 500 LIMIT 1) g
ORDER BY n, r.place LIMIT %(stays)s
"""

# How long a frame takes while the chart is scrolled from end to end, in the worst of a hundred.
_SCROLL = """async () => {
  const sheet = [...document.querySelectorAll("*")].map((one) => one.shadowRoot?.querySelector(".sheet")).find(Boolean);
  const frames = []; let last = performance.now();
  for (let step = 0; step < 100; step += 1) {
    sheet.scrollTo(((step * 37) % 100) / 100 * sheet.scrollWidth, step / 100 * sheet.scrollHeight);
    await new Promise(requestAnimationFrame);
    const now = performance.now(); frames.push(now - last); last = now;
  }
  return frames;
}"""


def run() -> Findings:
    found = begin(f"room plan: {ROOMS} rooms, {DAYS} days, {STAYS} stays, in chromium at 1440 x 900")
    with stores() as database_url:
        from tests import makers

        house = makers.fresh_house()
        with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
            connection.execute(_AS_THE_APP)
            for statement in (_TYPES, _ROOMS, _PLANS, _GUESTS, _STAYS):
                connection.execute(statement, {"hotel": house.posada, "stays": STAYS})
        with running_console() as (_, address):
            _look(found, address)
    return found


def _look(found: Findings, address: str) -> None:
    from tests.browsing import chromium
    from tests.makers import PASSWORD

    with chromium() as browser:
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}/calendar?days={DAYS}")
        page.locator("#email").fill("diego@posada.test")
        page.locator("#password").fill(PASSWORD)
        page.locator("#password").press("Enter")
        first = _until_drawn(page)
        warm = []
        work = Work(page)
        for _ in range(5):
            page.goto("about:blank")
            began = time.perf_counter()
            work.begin()
            page.goto(f"{address}/calendar?days={DAYS}")
            warm.append(_until_drawn(page, began))
            work.end()
        bars = page.locator(".bar").count()
        asked = _ask(page)
        views = list(work.done)
        work.begin()
        frames = page.evaluate(_SCROLL)
        work.end()
        scrolled = work.done[-1]
        page.goto("about:blank")
        work.begin()
        page.goto(f"{address}/conversations")
        page.locator(".rows[aria-busy=false]").wait_for(state="attached")
        work.end()
        empty = work.done[-1]
    found.say(f"stays drawn {bars}; the plan as JSON p50 {statistics.median(asked):.0f} ms")
    found.goal("stays drawn", bars, STAYS * 0.9, at_least=True)
    found.goal("first view after signing in, ms", first, FIRST_PAINT_MS)
    found.goal("page loaded anew, p50 ms", statistics.median(warm), AGAIN_MS)
    found.goal("a frame while scrolling, p95 ms", percentile(frames, 0.95), FRAME_MS)
    found.say(f"CPU of the page for a screen with nothing on it: {empty:.0f} ms")
    found.goal("page's own CPU for a view, ms", statistics.median(views), CPU_MS)
    found.goal("page's own CPU for a frame, ms", scrolled / len(frames), FRAME_CPU_MS)


class Work:
    """CPU time of the page's main thread: unlike time on the wall it is the same beside other work."""

    def __init__(self, page: Any) -> None:
        self._line = page.context.new_cdp_session(page)
        self._line.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.done: list[float] = []

    def begin(self) -> None:
        self._from = self._spent()

    def end(self) -> None:
        self.done.append((self._spent() - self._from) * 1000)

    def _spent(self) -> float:
        metrics = self._line.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def _until_drawn(page: Any, began: float | None = None) -> float:
    began = began or time.perf_counter()
    page.locator(".sheet[aria-busy=false] .bar").first.wait_for()
    return (time.perf_counter() - began) * 1000


def _ask(page: Any) -> list[float]:
    path = f"/api/plan?days={DAYS}"
    script = """async (path) => { const at = performance.now(); await (await fetch(path)).json();
        return performance.now() - at; }"""
    return [page.evaluate(script, path) for _ in range(15)]
