"""Words that pass by: they outlive what opens and closes, and never lie over what a dialog asks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from core.services import bookings
from core.store.bookings import Booking
from core.store.db import transaction
from tests.browser.console.conftest import OpenDesk
from tests.inventory import furnished, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

CARD = ".card[aria-busy=false]"
TELEPHONE = {"width": 390, "height": 844}
# The names of what a person could press and that words lie over, though it was scrolled to where it can be seen.
_COVERED = """dialog => {
  const words = dialog.querySelector('.toasts').getBoundingClientRect();
  const covered = [];
  for (const one of dialog.querySelectorAll('button, input, select, textarea, a[href], summary')) {
    if (one.closest('.toasts') || !one.checkVisibility()) continue;
    one.scrollIntoView({ block: 'nearest' });
    const box = one.getBoundingClientRect();
    const above = box.bottom <= words.top || box.top >= words.bottom;
    const apart = above || box.right <= words.left || box.left >= words.right;
    const middle = one.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (apart && !middle?.closest('.toasts')) continue;
    covered.push(one.getAttribute('aria-label') || one.textContent || one.name);
  }
  return covered;
}"""


@pytest.fixture
def stay(house: House) -> Booking:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        [booking] = bookings.hold(session, house.carla, inn.guest, wish(3))
        bookings.confirm(session, house.carla, booking.id)
        return booking


def lies_over_nothing(dialog: Locator) -> None:
    expect(dialog.locator(".toasts p")).to_be_visible()
    assert dialog.evaluate(_COVERED) == []


@pytest.mark.parametrize("screen", [TELEPHONE, {"width": 390, "height": 560}, {"width": 1440, "height": 900}])
def test_words_lie_over_no_button_of_the_dialog_that_is_open(
    desk: OpenDesk, house: House, stay: Booking, screen: dict[str, int]
) -> None:
    page = desk(viewport=screen).sign_in(house.carla, f"/?b={stay.code}", CARD)
    said(page)
    lies_over_nothing(page.locator("dialog.drawer"))
    page.get_by_role("button", name="Agregar cargo").click()
    lies_over_nothing(page.locator("dialog.ask"))
    page.keyboard.press("Escape")
    lies_over_nothing(page.locator("dialog.drawer"))


def test_room_that_was_made_for_words_is_given_back(desk: OpenDesk, house: House, stay: Booking) -> None:
    page = desk(viewport=TELEPHONE).sign_in(house.carla, f"/?b={stay.code}", CARD)
    body = page.locator(".drawer-body")
    whole = body.evaluate("body => body.clientHeight")
    said(page)
    assert body.evaluate("body => body.clientHeight") < whole
    page.locator(".toasts .shut").click()
    assert body.evaluate("body => body.clientHeight") == whole


def test_the_way_back_outlives_a_dialog_that_opens_and_one_that_closes(
    desk: OpenDesk, house: House, stay: Booking
) -> None:
    page = desk().sign_in(house.carla, f"/?b={stay.code}", CARD)
    said(page)
    page.get_by_role("button", name="Agregar cargo").click()
    expect(page.locator(".toasts")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("dialog.drawer > header .shut").click()
    page.locator(".toasts").get_by_role("button", name="Deshacer").click()
    page.goto(f"{page.url.split('?')[0]}?b={stay.code}")
    expect(page.locator("[data-act=fix]")).to_be_visible()


def said(page: Page) -> None:
    page.locator("[data-act=fix]").click()
    expect(page.locator(".toasts p")).to_be_visible()
