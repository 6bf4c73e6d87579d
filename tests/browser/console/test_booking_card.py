"""The card of a booking in the drawer: opened from anywhere, a click or a question for each deed, and a way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from core.domain.access import Actor
from core.domain.bookings import Status
from core.services import bookings
from core.store import bookings as rows
from core.store.bookings import Booking
from core.store.db import transaction
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.inventory import Inventory, furnished, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PHONE = {"width": 390, "height": 844}
CARD = ".card[aria-busy=false]"


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


def made(house: House, inn: Inventory, first: int = 0, *, confirmed: bool = True) -> Booking:
    with transaction(house.posada) as session:
        [booking] = bookings.hold(session, house.carla, inn.guest, wish(first))
        if confirmed:
            bookings.confirm(session, house.carla, booking.id)
    return read(house, booking.id)


def read(house: House, booking_id: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return found


def opened(desk: OpenDesk, actor: Actor, booking: Booking, **wanted: object) -> Page:
    return desk(**wanted).sign_in(actor, f"/?b={booking.code}", CARD)


def test_a_deep_link_opens_the_card_and_closing_it_leaves_the_screen(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    booking = made(house, inn, 3)
    page = opened(desk, house.carla, booking)
    expect(page.get_by_role("dialog", name="Ana Pereyra")).to_contain_text(booking.code)
    picture(page, "card", "es", "1440")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".day[aria-busy=false]")).to_be_visible()
    assert "b=" not in page.url


def test_from_a_list_the_back_button_closes_it_and_gives_the_focus_back(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    made(house, inn)
    page = desk().sign_in(house.carla, "/", ".day[aria-busy=false]")
    page.get_by_role("button", name="Ana Pereyra").first.click()
    expect(page.locator(CARD)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Ana Pereyra").first).to_be_focused()


def test_checking_in_asks_for_the_money_that_is_missing_and_can_be_undone(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    booking = made(house, inn)
    page = opened(desk, house.carla, booking)
    page.locator(CARD).get_by_role("button", name="Hacer check-in").click()
    question = page.get_by_role("dialog", name="Check-in de Ana Pereyra")
    expect(question).to_contain_text("$ 200.000")
    question.get_by_role("button", name="Hacer check-in").click()
    expect(page.locator(".card .chip", has_text="En la casa")).to_be_visible()
    page.locator(".toasts").get_by_role("button", name="Deshacer").click()
    expect(page.locator(".card .chip", has_text="Confirmada")).to_be_visible()
    assert read(house, booking.id).status == Status.CONFIRMED


def test_money_in_the_hand_confirms_a_hold(desk: OpenDesk, house: House, inn: Inventory) -> None:
    booking = made(house, inn, 3, confirmed=False)
    page = opened(desk, house.carla, booking)
    page.locator(CARD).get_by_role("button", name="Registrar pago").click()
    page.get_by_label("Monto").fill("150.000,50")
    expect(page.get_by_role("dialog", name="Registrar un pago")).to_contain_text("$ 49.999,50")
    page.get_by_role("radio", name="Transferencia").check()
    picture(page, "card-pay", "es")
    page.get_by_role("dialog", name="Registrar un pago").get_by_role("button", name="Registrar pago").click()
    expect(page.locator(".card .chip", has_text="Confirmada")).to_be_visible()
    expect(page.locator(".came")).to_contain_text("Transferencia")


def test_cancelling_says_the_money_before_and_goes_no_further_on_second_thoughts(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    booking = made(house, inn, 3)
    page = opened(desk, house.carla, booking)
    page.get_by_role("button", name="Cancelar la reserva").click()
    question = page.get_by_role("dialog", name="Cancelar la reserva")
    expect(question).to_contain_text("Cargo por cancelar")
    question.get_by_role("button", name="Ahora no").click()
    assert read(house, booking.id).status == Status.CONFIRMED
    page.get_by_role("button", name="Cancelar la reserva").click()
    picture(page, "card-cancel", "es")
    question.get_by_role("button", name="Cancelar la reserva").click()
    expect(page.locator(".card .chip", has_text="Cancelada")).to_be_visible()


def test_a_late_checkout_that_was_sold_is_taken_back_with_what_it_cost(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    booking = made(house, inn)
    with transaction(house.posada) as session:
        bookings.check_in(session, house.carla, booking.id)
    page = opened(desk, house.carla, booking)
    page.locator(CARD).get_by_role("button", name="Late checkout", exact=True).click()
    late = page.get_by_role("dialog", name="Late checkout")
    late.get_by_role("button", name="Late checkout").click()
    expect(page.locator(CARD)).to_contain_text("Late checkout hasta las")
    page.locator(CARD).get_by_role("button", name="Sacar late checkout").click()
    question = page.get_by_role("dialog", name="Sacar el late checkout")
    expect(question).to_contain_text("Se descuenta de la cuenta")
    picture(page, "card-late-off", "es")
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    picture(page, "card-late-off", "es", "390", "dark")
    question.get_by_role("button", name="Sacar late checkout").click()
    expect(page.locator(CARD)).not_to_contain_text("Late checkout hasta las")
    assert read(house, booking.id).late_until is None


def test_other_dates_say_the_difference_while_one_types(desk: OpenDesk, house: House, inn: Inventory) -> None:
    booking = made(house, inn, 3)
    page = opened(desk, house.diego, booking)
    page.get_by_role("button", name="Cambiar fechas").click()
    question = page.get_by_role("dialog", name="Cambiar la estadía")
    expect(question.get_by_role("button", name="Cambiar fechas")).to_be_disabled()
    later = (booking.check_out).toordinal() + 1
    question.get_by_label("Salida").fill(type(booking.check_out).fromordinal(later).isoformat())
    expect(question).to_contain_text("$ 300.000")
    expect(question).to_contain_text("Paga de más")
    picture(page, "card-change", "es")
    question.get_by_role("button", name="Cambiar fechas").click()
    expect(page.locator(".card")).to_contain_text("3 noches")


def test_confirming_without_money_wants_words(desk: OpenDesk, house: House, inn: Inventory) -> None:
    booking = made(house, inn, 3, confirmed=False)
    page = opened(desk, house.carla, booking)
    page.get_by_role("button", name="Confirmar sin pago").click()
    question = page.get_by_role("dialog", name="Confirmar sin pago")
    question.get_by_role("button", name="Confirmar sin pago").click()
    expect(question.get_by_role("alert")).to_contain_text("Falta completar")
    question.get_by_label("Motivo").fill("Es clienta de siempre")
    question.get_by_role("button", name="Confirmar sin pago").click()
    expect(page.locator(".card .chip", has_text="Confirmada")).to_be_visible()
    expect(page.locator(".card-fold")).to_contain_text(["Es clienta de siempre"])


def test_what_happens_elsewhere_shows_without_closing_what_one_is_typing(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    booking = made(house, inn, 3)
    page = opened(desk, house.carla, booking)
    page.get_by_role("button", name="Agregar nota").click()
    page.get_by_role("textbox", name="Notas del equipo").fill("Llega con un perro")
    with transaction(house.posada) as session:
        bookings.write_note(session, house.diego, booking.id, "Paga la empresa")
    expect(page.locator(".card-notes p")).to_have_text("Paga la empresa")
    expect(page.get_by_role("textbox", name="Notas del equipo")).to_have_value("Llega con un perro")


def test_those_who_only_look_have_nothing_to_click(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = opened(desk, house.vera, made(house, inn))
    expect(page.locator(".card")).to_contain_text("Cuenta")
    expect(page.locator(".card .main-acts")).to_have_count(0)
    expect(page.get_by_role("button", name="Registrar pago")).to_have_count(0)


def test_on_a_telephone_the_card_is_a_page_of_its_own(desk: OpenDesk, house: House, inn: Inventory) -> None:
    speaks_english(house.carla)
    booking = made(house, inn)
    page = opened(desk, house.carla, booking, viewport=PHONE, has_touch=True)
    expect(page.locator(CARD).get_by_role("button", name="Check in", exact=True)).to_be_visible()
    assert page.locator("dialog.drawer").bounding_box() == {"x": 0, "y": 0, **PHONE}
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    picture(page, "card", "en", "390")


def test_a_code_that_leads_nowhere_says_so(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = desk().sign_in(house.carla, "/?b=XXXXXX", CARD)
    expect(page.get_by_role("dialog")).to_contain_text("No encontramos esa reserva")


def test_ten_per_cent_off_is_reckoned_by_the_house(desk: OpenDesk, house: House, inn: Inventory) -> None:
    booking = made(house, inn, 3)
    page = opened(desk, house.diego, booking)
    page.get_by_role("button", name="Hacer descuento").click()
    dialog = page.get_by_role("dialog", name="Descuento para Ana Pereyra")
    expect(dialog.locator(".sums .strong")).to_contain_text("180.000")
    dialog.get_by_label("Porcentaje del total").fill("150")
    expect(dialog.get_by_role("button", name="Hacer descuento")).to_be_disabled()
    dialog.get_by_label("Porcentaje del total").fill("5")
    expect(dialog.locator(".sums .strong")).to_contain_text("190.000")
    picture(page, "card", "discount")
    dialog.get_by_role("button", name="Hacer descuento").click()
    bill = page.get_by_role("region", name="Cuenta")
    expect(bill).to_contain_text("Descuento · 5 %")
    expect(bill.locator(".due")).to_contain_text("190.000")


def test_reception_agrees_no_discounts(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = opened(desk, house.carla, made(house, inn, 3))
    expect(page.get_by_role("button", name="Agregar cargo")).to_be_visible()
    expect(page.get_by_role("button", name="Hacer descuento")).to_have_count(0)
