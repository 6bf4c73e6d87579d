"""The money screen: a receipt is looked at and approved, late money decided, payments found, the till counted."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from core.services import bookings
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.payments import Payment
from tests.browser.console.conftest import OpenDesk, speaks_english
from tests.browser.console.pictures import picture
from tests.inventory import wish
from tests.makers import House
from tests.moneyed import late_money, moneyed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

READY = ".page[aria-busy=false]"


def test_a_receipt_is_looked_at_and_approved_with_what_the_guest_will_read(
    desk: OpenDesk, house: House
) -> None:
    moneyed(house)
    page = desk().sign_in(house.carla, "/money", READY)
    receipt = page.locator(".receipt")
    expect(receipt).to_contain_text("Ana Pereyra")
    expect(receipt).to_contain_text("<b>de la seña</b>")
    picture(page, "money", "pending", "es", "1440")
    receipt.get_by_role("button", name="Ver el comprobante en grande").click()
    large = page.get_by_role("dialog", name="Comprobante de Ana Pereyra")
    expect(large).to_be_visible()
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    receipt.get_by_role("button", name="Rechazar").click()
    refusing = page.get_by_role("dialog", name="Rechazar el comprobante")
    refusing.get_by_label("Motivo para el huésped").fill("no vemos la transferencia")
    expect(refusing.locator("blockquote")).to_contain_text("no vemos la transferencia")
    picture(page, "money", "refuse")
    refusing.get_by_role("button", name="Ahora no").click()
    receipt.get_by_role("button", name="Aprobar").click()
    dialog = page.get_by_role("dialog", name="Aprobar el comprobante")
    expect(dialog.locator("blockquote")).to_contain_text("está confirmada")
    picture(page, "money", "approve")
    dialog.get_by_role("button", name="Aprobar").click()
    expect(page.get_by_text("Comprobante aprobado.")).to_be_visible()
    expect(page.locator(".receipt")).to_have_count(0)


def test_a_receipt_approved_while_the_line_is_broken_is_said_to_wait_and_approved_once_it_is_back(
    desk: OpenDesk, house: House
) -> None:
    there = moneyed(house)
    mine = desk()
    page = mine.sign_in(house.carla, "/money", READY)
    page.locator(".receipt").get_by_role("button", name="Aprobar").click()
    mine.context.set_offline(True)
    page.get_by_role("dialog", name="Aprobar el comprobante").get_by_role("button", name="Aprobar").click()
    receipt = page.locator(".receipt")
    expect(receipt.get_by_text("Tu decisión sale sola cuando vuelva la conexión.")).to_be_visible()
    for name in ("Aprobar", "Rechazar"):
        expect(receipt.get_by_role("button", name=name, exact=True)).to_be_disabled()
    picture(page, "money", "waits for the line")
    mine.context.set_offline(False)
    expect(page.get_by_text("Comprobante aprobado.")).to_be_visible(timeout=20_000)
    expect(page.locator(".receipt")).to_have_count(0)
    with transaction(house.posada) as session:
        paid = session.scalars(select(Payment).where(Payment.booking_id == there.held.booking)).all()
        assert [one.state for one in paid] == ["approved"]


def test_a_manager_gives_late_money_back(desk: OpenDesk, house: House) -> None:
    there = moneyed(house)
    late_money(house, there.held)
    page = desk().sign_in(house.diego, "/money", READY)
    case = page.locator(".case")
    expect(case).to_contain_text("El pago llegó tarde")
    picture(page, "money", "case")
    case.get_by_role("button", name="Buscar lugar de nuevo").click()
    page.get_by_role("dialog").get_by_role("button", name="Buscar lugar de nuevo").click()
    expect(page.get_by_text("No queda lugar en esas fechas.")).to_be_visible()
    case.get_by_role("button", name="Devolver").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Motivo").fill("no había lugar")
    picture(page, "money", "send-back")
    dialog.get_by_role("button", name="Devolver $").click()
    expect(page.locator(".case")).to_have_count(0)
    expect(page.get_by_text("por salir")).to_be_visible()


def test_payments_are_found_and_the_till_is_counted_in_english(desk: OpenDesk, house: House) -> None:
    moneyed(house)
    speaks_english(house.diego)
    page = desk(locale="en-GB", color_scheme="dark").sign_in(house.diego, "/money?tab=payments", READY)
    expect(page.locator(".payment-row")).to_have_count(2)
    picture(page, "money", "payments", "en", "dark", "1440")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download").click()
    assert taken.value.suggested_filename.startswith("payments-posada-")
    page.get_by_label("Way of paying").select_option("transfer")
    expect(page.get_by_text("No payments like that")).to_be_visible()
    page.get_by_role("tab", name="Day's till").click()
    page.get_by_label("Counted in the drawer").fill("129000")
    expect(page.get_by_text("missing.")).to_be_visible()
    picture(page, "money", "till", "en", "dark", "1440")
    page.get_by_role("tab", name="Balances").click()
    expect(page.locator("#page-balances .money-line")).to_have_count(1)
    picture(page, "money", "balances", "en", "dark", "1440")


def test_what_is_owed_stands_in_one_column_and_who_comes_today_is_not_in_the_house_yet(
    desk: OpenDesk, house: House
) -> None:
    there = moneyed(house)
    with transaction(house.posada) as session:
        owing = session.scalars(select(Booking).where(Booking.code == there.owing)).one()
        [other] = bookings.hold(session, house.carla, owing.guest_id, wish(0, 2, room_type="cabana"))
        bookings.confirm(session, house.carla, other.id)
        session.flush()
        owing.code = "WMWMWM"
        session.get_one(Booking, other.id).code = "IIIIII"
    page = desk().sign_in(house.diego, "/money?tab=balances", READY)
    coming = page.locator("#page-balances .part", has_text="Por llegar, con saldo").locator(".money-line")
    expect(coming).to_have_count(2)
    expect(coming.first).to_contain_text("Llega hoy")
    ends = (
        "lines => lines.map((one) => Math.round(one.querySelector('.amount').getBoundingClientRect().right))"
    )
    assert len(set(coming.evaluate_all(ends))) == 1


@pytest.mark.parametrize("tab", ["", "?tab=payments", "?tab=balances", "?tab=till"])
def test_it_fits_a_telephone(desk: OpenDesk, house: House, tab: str) -> None:
    there = moneyed(house)
    late_money(house, there.held)
    phone = desk(viewport={"width": 390, "height": 844}, locale="es-AR")
    page = phone.sign_in(house.diego, f"/money{tab}", READY)
    expect(page.locator("[role=tabpanel]:not([hidden])")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    picture(page, "money", tab[5:] or "pending", "es", "390")


def test_an_empty_hotel_is_told_what_will_be_here(desk: OpenDesk, house: House) -> None:
    page = desk().sign_in(house.vera, "/money", READY)
    expect(page.get_by_text("No hay nada por resolver")).to_be_visible()
    page.get_by_role("tab", name="Saldos").click()
    expect(page.get_by_text("Nadie debe nada")).to_be_visible()
    page.get_by_role("tab", name="Caja del día").click()
    expect(page.get_by_text("Ese día no entró nada")).to_be_visible()
    picture(page, "money", "empty")
