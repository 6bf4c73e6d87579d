"""The letters of a stay on its card: how each stands, and a person who skips one, lets it go, or sends it again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from core.base import clock
from core.domain.journey import Fate, JourneyLetter
from core.store import journey
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.messages import Message
from tests.browser.console.conftest import OpenDesk, Says, speaks_english
from tests.browser.console.pictures import picture
from tests.browser.console.test_booking_card import CARD, inn, made
from tests.inventory import Inventory
from tests.makers import House

__all__ = ["inn"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
PATIENTLY = 30_000


@pytest.fixture
def stay(house: House, inn: Inventory, guest: Says) -> Booking:
    """Booked by somebody who writes to the house."""
    booking = made(house, inn, 20)
    talk = guest("hola")
    with transaction(house.posada) as session:
        row = session.get_one(Booking, booking.id)
        row.conversation_id = talk
    return booking


def fate(house: House, stay: Booking) -> tuple[str, bool]:
    """Of the letter of the day before: what became of it, and whether it is due already."""
    with transaction(house.posada) as session:
        row = journey.of_booking(session, stay.id)[JourneyLetter.DAY_BEFORE]
        return row.fate, row.due_at <= clock.now()


def opened(page: Page, name: str) -> Locator:
    page.locator("[data-name=journey] summary").click()
    return page.locator(".stay-letters li", has_text=name)


def answer(page: Page, reason: str) -> None:
    dialog = page.locator("dialog.ask")
    dialog.locator("button[type=submit]").click()
    expect(dialog.locator(".wrong")).to_be_visible()  # nothing is decided without a reason
    dialog.locator("input").fill(reason)
    dialog.locator("button[type=submit]").dblclick()
    expect(dialog).to_have_count(0, timeout=PATIENTLY)


@pytest.mark.parametrize(("width", "language", "scheme"), [(1440, "es", "light"), (390, "en", "dark")])
def test_a_letter_is_skipped_kept_after_all_and_sent_now(
    desk: OpenDesk, house: House, stay: Booking, width: int, language: str, scheme: str
) -> None:
    if language == "en":
        speaks_english(house.diego)
    words = {
        "es": ("Saltear", "Que salga", "Mandar ya", "Un día antes de llegar", "Va en camino"),
        "en": ("Skip", "Let it go out", "Send now", "The day before arrival", "On its way"),
    }[language]
    mine = desk(viewport={"width": width, "height": 844 if width == 390 else 900}, color_scheme=scheme)
    page = mine.sign_in(house.diego, f"/?b={stay.code}", CARD)
    row = opened(page, words[3])
    expect(row.get_by_role("button")).to_have_count(2)
    picture(page, "stay-letters", language, str(width))
    row.get_by_role("button", name=words[0]).click()
    answer(page, "se lo digo yo")
    expect(row.get_by_role("button", name=words[1])).to_be_visible(timeout=PATIENTLY)
    assert fate(house, stay) == (Fate.SKIPPED, False)
    picture(page, "stay-letters-skipped", language, str(width))
    row.get_by_role("button", name=words[1]).click()
    expect(row.get_by_role("button", name=words[0])).to_be_visible(timeout=PATIENTLY)
    assert fate(house, stay) == (Fate.PLANNED, False)
    row.get_by_role("button", name=words[2]).click()
    answer(page, "sale temprano")
    expect(page.locator(".toasts")).to_contain_text(words[4], timeout=PATIENTLY)
    assert fate(house, stay) == (Fate.PLANNED, True)


def test_the_confirmation_goes_once_more_for_one_trembling_hand(
    desk: OpenDesk, house: House, stay: Booking
) -> None:
    page = desk().sign_in(house.carla, f"/?b={stay.code}", CARD)
    row = opened(page, "Confirmación")
    row.get_by_role("button", name="Mandar de nuevo").click()
    answer(page, "no la encuentra")
    expect(page.locator(".toasts")).to_contain_text("Va en camino", timeout=PATIENTLY)
    with transaction(house.posada) as session:
        sent = list(session.scalars(select(Message).where(Message.direction == "out")))
        assert [stay.code in one.text for one in sent] == [True]


def test_reception_sees_how_letters_stand_and_decides_nothing(
    desk: OpenDesk, house: House, stay: Booking
) -> None:
    page = desk().sign_in(house.carla, f"/?b={stay.code}", CARD)
    row = opened(page, "Un día antes de llegar")
    expect(row).to_contain_text("Sale:")
    expect(row.get_by_role("button")).to_have_count(0)
