"""A guest leaves, is asked how it was, taps five stars, and gets the links that everybody gets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import time

import pytest
from playwright.sync_api import Browser, Page, expect

from core.domain.plain import to_plain
from core.domain.reviews import Rules
from core.local.board import DEMO_PASSWORD
from tests.browser.journeys.conftest import Newcomer
from tests.browser.journeys.guest_phone import PICTURES, GuestPhone
from tests.chaos.running_house import RunningHouse, open_house, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

ALL_DAY = Rules(delay_hours=0, opens=time(0), closes=time(23, 59, 59))


@pytest.fixture(scope="module")
def open_one() -> Iterator[RunningHouse]:
    """With its console, asking at any hour."""
    with open_house(console=True) as opened:
        with opened.database() as books:
            books.execute(
                """INSERT INTO review_rules (hotel_id, document, version, changed_at)
                SELECT id, %s, 1, now() FROM hotels WHERE slug = 'posada-del-ceibo'""",
                (json.dumps(to_plain(ALL_DAY)),),
            )
        yield opened


@pytest.fixture
def desk(browser: Browser, open_one: RunningHouse) -> Iterator[Page]:
    """Carla's screen."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-AR")
    page = context.new_page()
    page.goto(open_one.place.url("CONSOLE_PORT") + "/reviews")
    page.locator("#email").fill("carla@posada.demo")
    page.locator("#password").fill(DEMO_PASSWORD)
    page.locator("#password").press("Enter")
    expect(page.locator(".page[aria-busy=false]")).to_be_attached()
    yield page
    context.close()


def takes_a_stay(house: RunningHouse, guest: GuestPhone, name: str) -> str:
    """They are the guest of one of those who are in the house today; answers the booking's code."""
    guest.says("hola")
    guest.ever_hears(".")
    with house.database() as books:
        found = books.execute(
            """UPDATE bookings b SET guest_id = c.guest_id, conversation_id = c.id
            FROM (SELECT c.id, c.guest_id, c.hotel_id FROM conversations c JOIN guests g ON g.id = c.guest_id
                WHERE g.name LIKE %s) c
            WHERE b.id = (SELECT id FROM bookings WHERE status = 'in_house' AND group_code IS NULL
                AND hotel_id = c.hotel_id AND id NOT IN (SELECT booking_id FROM review_requests)
                ORDER BY check_out, id LIMIT 1)
            RETURNING b.code""",
            (f"{name}%",),
        ).fetchone()
    assert found is not None
    return str(found[0])


def checks_out(desk: Page, house: RunningHouse, code: str) -> None:
    desk.goto(f"{house.place.url('CONSOLE_PORT')}/?b={code}")
    expect(desk.locator(".card[aria-busy=false]")).to_be_visible()
    picture(desk, "leaving")
    desk.locator("[data-act=check_out]").click()
    sure = desk.get_by_role("dialog").get_by_role("button", name="Hacer check-out")
    left = "SELECT 1 FROM bookings WHERE code = %s AND status = 'checked_out'"

    def gone() -> bool:
        if sure.count() and sure.last.is_visible():
            sure.last.click()
        return bool(house.rows(left, code))

    until(gone, 60, "the guest's leaving", pause=0.3)


def is_asked(guest: GuestPhone) -> None:
    """Questions leave one after the other, up to a minute apart."""
    question = guest.root.locator(".row.theirs").filter(
        has_text=re.compile("¿Cómo estuvo la estadía|cuántas estrellas")
    )
    until(question.count, 150, "the question", pause=0.3)


def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"reviews-desk-{name}.png", animations="disabled")


def test_five_stars_get_the_very_same_links(newcomer: Newcomer, desk: Page, open_one: RunningHouse) -> None:
    bea = newcomer("Bea")
    code = takes_a_stay(open_one, bea, "Bea")
    checks_out(desk, open_one, code)
    is_asked(bea)
    bea.chooses("Excelente")
    bea.ever_hears("Qué alegría, gracias")
    bea.says("El desayuno riquísimo y la gente un amor")
    told = bea.ever_hears("Google: http").inner_text()
    bea.picture("links")
    named = re.findall(r"(\w[\w.]*): http", told)
    kept = open_one.rows(
        """SELECT l.platform FROM review_links l JOIN hotels h ON h.id = l.hotel_id
        WHERE h.slug = 'posada-del-ceibo' ORDER BY l.position"""
    )
    assert len(named) == len(kept) > 0
    assert (
        open_one.rows("SELECT 1 FROM review_cases k JOIN reviews v ON v.id = k.review_id WHERE v.stars = 5")
        == []
    )
