"""What reception does every day, done as somebody new would, from the first screen on: each job is possible where one
looks for it, and takes no more clicks and keys than docs/everyday-jobs.md says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select, text

from core.domain.access import Actor
from core.domain.bookings import BlockReason, Status
from core.domain.conversations import Reason
from core.domain.money import Money
from core.domain.payments import Method
from core.domain.pricing import Act, Change, Selection
from core.domain.stays import Stay
from core.services import bookings, owners, payments, pricing
from core.services.pricing import Said
from core.store import bookings as rows
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from tests.browser.console.conftest import Desk, OpenDesk, Says
from tests.browser.console.hand import Hand, done
from tests.browser.console.pictures import picture
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House
from tests.moneyed import moneyed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

DAY = ".day[aria-busy=false]"
CARD = "dialog.booking .card[aria-busy=false]"
READY = ".page[aria-busy=false]"
PLAN = ".sheet[aria-busy=false]"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}

_TWO_DAYS_EARLIER = text(
    """
    UPDATE bookings SET stay = daterange(lower(stay) - 2, upper(stay) - 2),
        occupied = tstzrange(lower(occupied) - interval '2 days', upper(occupied) - interval '2 days')
    WHERE id = :id
    """
)


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada, doble=3)


def booked(house: House, inn: Inventory, first: int = 0, *, paid: int = 0, confirmed: bool = True) -> Booking:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, house.carla, inn.guest, wish(first))
        if confirmed:
            bookings.confirm(session, house.carla, made.id)
        if paid:
            amount = Money.of(paid, "ARS")
            payments.record_at_desk(
                session, house.carla, made.id, Method.CASH, amount, "paid-beforehand-0001"
            )
    return read(house, made.id)


def read(house: House, booking_id: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return found


def leaving(house: House, inn: Inventory) -> Booking:
    """Came two days ago and leaves today."""
    made = in_house(house, inn)
    with transaction(house.posada) as session:
        session.execute(_TWO_DAYS_EARLIER, {"id": made.id})
    return made


def in_house(house: House, inn: Inventory, *, paid: int = 0) -> Booking:
    made = booked(house, inn, paid=paid)
    with transaction(house.posada) as session:
        bookings.check_in(session, house.carla, made.id)
    return made


def begin(desk: Desk, actor: Actor, **facts: Any) -> Hand:
    return Hand(desk.sign_in(actor, "/", DAY), **facts)


def card(page: Page) -> Locator:
    return page.locator(CARD)


def open_card(hand: Hand, name: str = "Ana Pereyra") -> Locator:
    hand.click(hand.page.get_by_role("button", name=name).first)
    expect(card(hand.page)).to_be_visible()
    return card(hand.page)


def chip(page: Page, words: str) -> None:
    expect(page.locator(".card .chip", has_text=words)).to_be_visible()


def day_of(page: Page, inn: Inventory, room: str, day: float) -> tuple[float, float]:
    """Where on the room plan a day lies; days count from today, and two days before it are shown."""
    expect(page.locator(PLAN)).to_be_attached()
    track = page.locator(f'.track[data-room="{inn.rooms[room]}"]').bounding_box()
    head = page.locator(".days .day").first.bounding_box()
    assert track is not None
    assert head is not None
    return track["x"] + (day + 2) * head["width"], track["y"] + track["height"] / 2


def test_check_a_guest_in(desk: OpenDesk, house: House, inn: Inventory) -> None:
    made = booked(house, inn, paid=200_000)
    hand = begin(desk(), house.carla)
    hand.button("Hacer check-in")
    expect(hand.page.locator(".of-in_house")).to_contain_text("Ana Pereyra")
    assert read(house, made.id).status == Status.IN_HOUSE
    done(hand, "check a guest in")


def test_check_out_a_guest_who_owes(desk: OpenDesk, house: House, inn: Inventory) -> None:
    made = leaving(house, inn)
    hand = begin(desk(), house.carla)
    hand.button("Hacer check-out", hand.page.locator(".of-departures"))
    dialog = hand.page.get_by_role("dialog", name="Check-out de Ana")
    expect(dialog).to_contain_text("$ 200.000")
    hand.click(dialog.get_by_text("Efectivo"))
    hand.button("Hacer check-out", dialog)
    expect(hand.page.get_by_text("Check-out hecho.")).to_be_visible()
    with transaction(house.posada) as session:
        assert payments.purse(session, session.get_one(Booking, made.id)).balance.minor == 0
    assert read(house, made.id).status == Status.CHECKED_OUT
    done(hand, "check out a guest who owes")


def test_find_out_why_a_room_is_blocked(desk: OpenDesk, house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        stay = Stay(in_days(1), in_days(3))
        made = bookings.block(session, house.diego, inn.rooms["doble-1"], stay, BlockReason.MAINTENANCE)
        bookings.write_note(session, house.diego, made.id, "Pintan el baño")
    hand = begin(desk(), house.carla)
    hand.screen("Calendario")
    hand.click(hand.page.locator(".bar.blocked"))
    expect(hand.page.get_by_role("dialog")).to_contain_text("Mantenimiento")
    expect(hand.page.get_by_role("dialog")).to_contain_text("Pintan el baño")
    expect(hand.page.get_by_role("dialog")).to_contain_text("Diego Sosa")
    picture(hand.page, "jobs", "blocked")
    done(hand, "find out why a room is blocked")


def test_give_ten_per_cent_off(desk: OpenDesk, house: House, inn: Inventory) -> None:
    made = booked(house, inn)
    hand = begin(desk(), house.diego)
    open_card(hand)
    hand.button("Hacer descuento")
    hand.button("Hacer descuento", hand.page.get_by_role("dialog", name="Descuento para"))
    expect(card(hand.page)).to_contain_text("180.000")
    assert read(house, made.id).total == 20_000_000
    done(hand, "give ten per cent off")


def test_move_a_couple_to_another_room(desk: OpenDesk, house: House, inn: Inventory) -> None:
    made = booked(house, inn)
    hand = begin(desk(), house.carla)
    open_card(hand)
    hand.button("Cambiar de habitación")
    dialog = hand.page.get_by_role("dialog", name="Cambiar a Ana")
    expect(dialog).to_contain_text("sin diferencia")
    hand.button("Cambiar de habitación", dialog)
    expect(card(hand.page)).to_contain_text("doble-2")
    assert read(house, made.id).room_id == inn.rooms["doble-2"]
    done(hand, "move a couple to another room")


def test_answer_at_two_in_the_morning_from_a_telephone(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("no anda el aire")
    with transaction(house.posada) as session:
        owners.call_person(session, session.get_one(Conversation, conversation), Reason.ASKED)
    hand = begin(desk(**PHONE), house.carla, touch=True)
    hand.click(hand.page.locator(".of-waiting").get_by_role("button", name="Ana"))
    hand.click(hand.page.locator("textarea"))
    hand.type("Ya voy")
    hand.button("Enviar")
    expect(hand.page.locator(".message:not(.unsent)", has_text="Ya voy")).to_be_visible()
    done(hand, "answer at two in the morning from a telephone")


def test_approve_a_receipt(desk: OpenDesk, house: House) -> None:
    moneyed(house)
    hand = begin(desk(), house.carla)
    hand.screen("Dinero")
    hand.button("Aprobar", hand.page.locator(".receipt"))
    hand.button("Aprobar", hand.page.get_by_role("dialog", name="Aprobar el comprobante"))
    expect(hand.page.get_by_text("Comprobante aprobado.")).to_be_visible()
    done(hand, "approve a receipt")


def test_book_somebody_at_the_desk_by_keyboard(desk: OpenDesk, house: House, inn: Inventory) -> None:
    hand = begin(desk(), house.carla)
    hand.press("Alt+4")
    expect(hand.page.locator(READY)).to_be_attached()
    hand.press("n")
    hand.type("Walter Ruiz")
    expect(hand.page.get_by_role("button", name="Anotar")).to_be_enabled()
    hand.press("Enter")
    expect(hand.page.get_by_role("dialog", name="Walter Ruiz")).to_contain_text("En la casa")
    done(hand, "book somebody at the desk by keyboard")


def test_give_a_hold_more_time(desk: OpenDesk, house: House, inn: Inventory) -> None:
    made = booked(house, inn, 5, confirmed=False)
    hand = begin(desk(), house.carla)
    hand.button("Dar más tiempo", hand.page.locator(".of-holds"))
    hand.button("Dar más tiempo", hand.page.get_by_role("dialog"))
    expect(hand.page.get_by_text("Tiene más tiempo para pagar.")).to_be_visible()
    later = read(house, made.id).hold_until
    assert later is not None
    assert made.hold_until is not None
    assert later > made.hold_until - timedelta(minutes=1)
    done(hand, "give a hold more time")


def test_agree_on_leaving_later(desk: OpenDesk, house: House, inn: Inventory) -> None:
    made = in_house(house, inn, paid=200_000)
    hand = begin(desk(), house.carla)
    open_card(hand)
    hand.button("Late checkout")
    hand.button("Late checkout", hand.page.get_by_role("dialog", name="Late checkout"))
    expect(card(hand.page)).to_contain_text("Late checkout hasta las 12:00")
    assert read(house, made.id).status == Status.IN_HOUSE
    done(hand, "agree on leaving later")


def test_find_a_booking_by_half_a_name(desk: OpenDesk, house: House, inn: Inventory) -> None:
    made = booked(house, inn, 40)
    hand = begin(desk(), house.carla)
    hand.press("Alt+4")
    expect(hand.page.locator(READY)).to_be_attached()
    hand.press("/")
    hand.type("perey")
    expect(hand.page.locator(".booking-row")).to_have_count(1)
    hand.press("ArrowDown")
    hand.press("Enter")
    expect(card(hand.page)).to_contain_text(made.code)
    done(hand, "find a booking by half a name")


def test_leave_a_word_for_housekeeping(desk: OpenDesk, house: House, inn: Inventory) -> None:
    hand = begin(desk(), house.carla)
    hand.button("Anotar una tarea")
    hand.type("Cuna en la 2")
    hand.button("Anotar", hand.page.get_by_role("dialog"))
    expect(hand.page.locator(".of-tasks")).to_contain_text("Cuna en la 2")
    done(hand, "leave a word for housekeeping")


def test_close_a_room_for_painting(desk: OpenDesk, house: House, inn: Inventory) -> None:
    hand = begin(desk(), house.carla)
    page = hand.page
    hand.screen("Calendario")
    hand.drag(day_of(page, inn, "doble-2", 2.6), day_of(page, inn, "doble-2", 4.6))
    drawer = page.get_by_role("dialog")
    hand.click(drawer.get_by_text("Bloqueo"))
    hand.write(drawer.get_by_label("Notas"), "Pintura")
    hand.button("Bloquear la habitación", drawer)
    expect(page.locator(".bar.blocked")).to_be_visible()
    with transaction(house.posada) as session:
        assert session.scalars(select(Booking.notes)).all() == ["Pintura"]
    done(hand, "close a room for painting")


def test_give_a_part_back(desk: OpenDesk, house: House, inn: Inventory) -> None:
    booked(house, inn, paid=200_000)
    hand = begin(desk(), house.diego)
    open_card(hand)
    hand.button("Devolver", card(hand.page))
    dialog = hand.page.get_by_role("dialog", name="Devolver dinero")
    hand.write(dialog.get_by_label("Monto"), "50000")
    hand.press("Tab")
    hand.type("Sin agua")
    hand.button("Devolver", dialog)
    expect(card(hand.page)).to_contain_text("devuelto $ 50.000")
    done(hand, "give a part back")


def test_take_a_conversation_and_give_it_back(desk: OpenDesk, house: House, guest: Says) -> None:
    conversation = guest("hola")
    hand = begin(desk(), house.carla)
    hand.screen("Conversaciones")
    hand.click(hand.page.get_by_role("option", name="Ana"))
    hand.click(hand.page.get_by_role("button", name="Tomar la conversación"))
    hand.click(hand.page.get_by_role("button", name="Devolver"))
    expect(hand.page.get_by_role("button", name="Tomar la conversación")).to_be_visible()
    with transaction(house.posada) as session:
        assert session.get_one(Conversation, conversation).owner_staff_id is None
    done(hand, "take a conversation and give it back")


def test_change_tomorrows_price(desk: OpenDesk, house: House, inn: Inventory) -> None:
    hand = begin(desk(), house.diego)
    hand.screen("Tarifas")
    tomorrow = hand.page.locator('.cell[data-row="0"][data-column="1"]')
    hand.click(tomorrow)
    hand.button("Poner un precio")
    drawer = hand.page.get_by_role("dialog", name="Cambiar precios")
    drawer.get_by_label("Precio por noche").clear()
    hand.type("120000")
    hand.write(drawer.get_by_label("Motivo"), "Feria")
    hand.button("Cambiar 1 día", drawer)
    expect(tomorrow).to_contain_text("120.000")
    done(hand, "change tomorrow's price")


def test_write_down_a_missing_fact(desk: OpenDesk, house: House, inn: Inventory) -> None:
    hand = begin(desk(), house.diego)
    hand.screen("Conocimiento")
    hand.button("Gimnasio")
    drawer = hand.page.get_by_role("dialog", name="Gimnasio")
    hand.write(drawer.get_by_label("Español"), "Hay un gimnasio chico.")
    hand.button("Guardar", drawer)
    expect(hand.page.locator(".fact-row", has_text="Hay un gimnasio chico.")).to_be_visible()
    done(hand, "write down a missing fact")


def test_invite_a_colleague(desk: OpenDesk, house: House) -> None:
    hand = begin(desk(), house.olga)
    hand.screen("Equipo")
    hand.button("Invitar")
    dialog = hand.page.get_by_role("dialog", name="Invitar a alguien")
    hand.type("Nina Paz")
    hand.press("Tab")
    hand.type("nina@posada.test")
    hand.button("Hacer enlace", dialog)
    expect(hand.page.locator(".secret-link")).to_be_visible()
    done(hand, "invite a colleague")


def test_print_the_sheet_of_today(desk: OpenDesk, house: House, inn: Inventory) -> None:
    booked(house, inn)
    hand = begin(desk(), house.carla)
    hand.page.evaluate("window.print = () => { window.printed = true; }")
    hand.click(hand.page.get_by_role("button", name="Imprimir"))
    assert hand.page.evaluate("window.printed")
    done(hand, "print the sheet of today")


def test_find_out_who_changed_a_price(desk: OpenDesk, house: House, inn: Inventory) -> None:
    with transaction(house.posada) as session:
        tomorrow = in_days(1)
        chosen, change = Selection((inn.types["doble"],), tomorrow, tomorrow), Change(Act.PRICE, 12_000_000)
        seen = pricing.preview(session, house.olga, chosen, change).mark
        pricing.apply(session, house.olga, chosen, change, Said(seen, "Feria"), "click-of-olga-0001")
    hand = begin(desk(), house.diego)
    hand.screen("Auditoría")
    hand.choose(hand.page.get_by_label("Acción"), "prices:changed")
    expect(hand.page.locator(".lines .main")).to_have_count(1)
    expect(hand.page.locator(".lines .main")).to_contain_text("Olga")
    expect(hand.page.locator(".lines .main")).to_contain_text("precio habitual → $ 120.000")
    picture(hand.page, "jobs", "who")
    done(hand, "find out who changed a price")


def test_bring_a_cancelled_booking_back(desk: OpenDesk, house: House, inn: Inventory) -> None:
    made = booked(house, inn, 5)
    with transaction(house.posada) as session:
        bookings.cancel(session, house.carla, made.id)
    hand = begin(desk(), house.carla)
    hand.screen("Reservas")
    hand.click(hand.page.get_by_role("button", name="Canceladas"))
    hand.click(hand.page.locator(".booking-row"))
    hand.button("Recuperar la reserva", card(hand.page))
    dialog = hand.page.get_by_role("dialog", name="Recuperar la reserva de Ana")
    expect(dialog).to_contain_text("$ 200.000")
    picture(hand.page, "jobs", "back")
    hand.button("Recuperar la reserva", dialog)
    chip(hand.page, "Confirmada")
    assert read(house, made.id).status == Status.CONFIRMED
    done(hand, "bring a cancelled booking back")
