"""All bookings: found while typing, and somebody at the desk booked by the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from core.domain.bookings import BlockReason
from core.domain.stays import Stay
from core.services import bookings
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import across_hotels, transaction
from core.store.messages import Message
from core.store.staff import Staff
from tests.browser.console.conftest import OpenDesk
from tests.browser.console.pictures import picture
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House
from tests.paying import all_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PHONE = {"width": 390, "height": 844}
PAGE = ".page[aria-busy=false]"
CARD = "dialog.booking .card[aria-busy=false]"


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


def held(house: House, inn: Inventory, first: int) -> str:
    with transaction(house.posada) as session:
        return bookings.hold(session, house.carla, inn.guest, wish(first))[0].code


def test_a_booking_is_found_by_its_code_and_opens(desk: OpenDesk, house: House, inn: Inventory) -> None:
    held(house, inn, 3)
    code = held(house, inn, 20)
    page = desk().sign_in(house.carla, "/bookings", PAGE)
    expect(page.locator(".booking-row")).to_have_count(2)
    page.keyboard.press("/")
    page.keyboard.type(code.lower())
    expect(page.locator(".booking-row")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text(code)
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_have_value(code.lower())


def test_somebody_at_the_desk_is_booked_by_a_name_and_enter(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    page = desk().sign_in(house.carla, "/bookings", PAGE)
    expect(page.get_by_role("heading", name="No hay reservas")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_label("Nombre y apellido")).to_be_focused()
    page.keyboard.type("Walter Ruiz")
    expect(page.get_by_role("button", name="Anotar")).to_be_enabled()
    expect(page.get_by_role("dialog", name="Nueva reserva")).to_contain_text("$ 100.000")
    picture(page, "walk-in", "es", "1440")
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="Walter Ruiz")
    expect(card).to_contain_text("En la casa")
    expect(card).to_contain_text("1 noche")


def test_who_says_yes_at_the_desk_is_written_to_and_nobody_else(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    page = desk().sign_in(house.carla, "/bookings", PAGE)
    for name, phone, agrees in (
        ("Marta Ruiz", "+54 9 11 5550-7777", True),
        ("Pedro Sosa", "+54 9 11 5550-8888", False),
    ):
        page.get_by_role("button", name="Nueva reserva").click()
        drawer = page.get_by_role("dialog", name="Nueva reserva")
        drawer.get_by_label("Nombre y apellido").fill(name)
        drawer.get_by_label("Teléfono").fill(phone)
        box = drawer.get_by_label("El huésped aceptó recibir mensajes")
        expect(box).not_to_be_checked()
        if agrees:
            box.check()
        drawer.get_by_label("Confirmada").check()
        drawer.get_by_role("button", name="Anotar").click()
        card = page.get_by_role("dialog", name=name)
        expect(card).to_contain_text("Confirmada")
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
    [told] = all_of(Message)
    [talk] = all_of(Conversation)
    assert (told.content["name"], told.conversation_id) == ("booking_confirmed", talk.id)


def test_nothing_free_is_said_and_other_days_are_asked_again(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    page = desk().sign_in(house.carla, "/bookings", PAGE)
    page.get_by_role("button", name="Nueva reserva").click()
    page.get_by_label("Personas adultas").fill("40")
    expect(page.get_by_text("No queda lugar para esas fechas")).to_be_visible()
    expect(page.get_by_role("button", name="Anotar")).to_be_disabled()
    page.get_by_label("Personas adultas").fill("1")
    expect(page.get_by_role("button", name="Anotar")).to_be_enabled()


@pytest.mark.parametrize(("language", "width"), [("en", 1440), ("es", 390)])
def test_the_list_reads_well_on_a_desk_and_on_a_telephone(
    desk: OpenDesk, house: House, inn: Inventory, language: str, width: int
) -> None:
    with across_hotels() as session:
        session.get_one(Staff, house.carla.staff_id).language = language
    for first in (3, 20):
        held(house, inn, first)
    screen = PHONE if width == PHONE["width"] else {"width": width, "height": 900}
    page = desk(viewport=screen, has_touch=width < 500).sign_in(house.carla, "/bookings", PAGE)
    expect(page.locator(".booking-row")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, "bookings", language, str(width))


def test_where_no_room_is_left_the_same_people_are_booked_on_other_days(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, house.carla, inn.guest, wish(5, room_type="cabana", adults=3))
        bookings.cancel(session, house.carla, made.id)
        stay = Stay(in_days(5), in_days(7))
        bookings.block(session, house.diego, inn.rooms["cabana-1"], stay, BlockReason.OWNER)
    page = desk().sign_in(house.carla, f"/bookings?b={made.code}", CARD)
    page.locator(CARD).get_by_role("button", name="Recuperar la reserva").click()
    page.get_by_role("dialog", name="No queda lugar").get_by_role("button", name="Reservar de nuevo").click()
    drawer = page.get_by_role("dialog", name="Nueva reserva")
    expect(drawer.get_by_label("Nombre y apellido")).to_have_value("Ana Pereyra")
    expect(drawer.get_by_label("Personas adultas")).to_have_value("3")
    picture(page, "bookings", "again")
    drawer.get_by_role("button", name="Anotar").click()
    expect(page.get_by_role("dialog", name="Ana Pereyra")).to_contain_text("Confirmada")
    with transaction(house.posada) as session:
        assert set(session.scalars(select(Booking.guest_id).where(Booking.guest_id.is_not(None)))) == {
            inn.guest
        }
