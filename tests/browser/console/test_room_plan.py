"""The room plan in a real browser: read, walked with keys, moved by hand, on a telephone, by two people at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from core.base import clock
from core.domain.bookings import Status
from core.services import bookings
from core.services.bookings import Change, Terms
from core.store import bookings as rows
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.guests import Guest
from tests.browser.console.conftest import OpenDesk
from tests.browser.console.hand import written
from tests.browser.console.pictures import picture
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PHONE = {"width": 390, "height": 844}
TABLET = {"width": 1024, "height": 768}
DAY_WIDTH = """() => [...document.querySelectorAll("*")]
    .map((one) => one.shadowRoot?.querySelector(".calendar .day")).find(Boolean).getBoundingClientRect().width"""
CARD = "dialog.booking .card[aria-busy=false]"
DRAWN = ".sheet[aria-busy=false]"
Booked = Callable[..., int]


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada, doble=3)


@pytest.fixture
def booked(house: House, inn: Inventory) -> Booked:
    """A stay in a room of the Posada, in so many days; the answer is its id."""

    def made(room: str, first: int, nights: int = 2, name: str = "Ana Pereyra", **facts: Any) -> int:
        with transaction(house.posada) as session:
            guest = Guest(hotel_id=house.posada, name=name, created_at=clock.now())
            session.add(guest)
            session.flush()
            slug = room.split("-", maxsplit=1)[0]
            terms = Terms(rooms=(inn.rooms[room],), free_hand=True, **facts)
            [stay] = bookings.hold(session, house.diego, guest.id, wish(first, nights, room_type=slug), terms)
            bookings.confirm(session, house.diego, stay.id)
            return stay.id

    return made


def read(house: House, booking_id: int) -> Booking:
    with transaction(house.posada) as session:
        found = rows.one(session, booking_id)
        assert found is not None
        return found


def bar(page: Page, stay: int) -> Locator:
    return page.locator(f'.bar[data-stay="{stay}"]')


def spot(page: Page, inn: Inventory, room: str, day: float) -> tuple[float, float]:
    """Where on the screen a day of a room lies; days count from today, .5 is noon."""
    track = page.locator(f'.track[data-room="{inn.rooms[room]}"]').bounding_box()
    assert track is not None
    width = page.evaluate(DAY_WIDTH)
    return track["x"] + (day + 2) * width, track["y"] + track["height"] / 2


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*[(a + b) / 2 for a, b in zip(start, end, strict=True)], steps=4)
    page.mouse.move(*end, steps=4)
    page.mouse.up()


def test_the_plan_is_read_at_a_glance(desk: OpenDesk, house: House, inn: Inventory, booked: Booked) -> None:
    stay = booked("doble-1", 1, name="<i>Ñandú</i> Pérez")
    with transaction(house.posada) as session:
        bookings.change_stay(session, house.diego, stay, Change(notes="alérgica a las nueces"))
    page = desk().sign_in(house.vera, "/calendar", DRAWN)
    expect(page.locator(".row.room .label b")).to_have_text(
        ["doble-1", "doble-2", "doble-3", "triple-1", "cabana-1"]
    )
    expect(page.locator(".day.today")).to_have_count(1)
    expect(bar(page, stay)).to_have_accessible_name(
        re.compile(r"<i>Ñandú</i> Pérez, Habitación doble-1, .*nueces")
    )
    page.locator('.segments button[data-days="30"]').click()
    expect(page.locator(".days .day")).to_have_count(30)
    page.locator(".fold").first.click()
    expect(page.locator(".row.room")).to_have_count(2)
    page.reload()
    expect(page.locator(".days .day")).to_have_count(30)
    expect(page.locator(".row.room")).to_have_count(2)
    picture(page, "plan_reading")


def test_a_click_tells_what_one_must_know(
    desk: OpenDesk, house: House, inn: Inventory, booked: Booked
) -> None:
    stay = booked("doble-1", 1)
    page = desk(locale="en-GB").sign_in(house.carla, "/calendar", DRAWN)
    bar(page, stay).click()
    expect(page.locator(CARD)).to_contain_text(read(house, stay).code)
    expect(page.get_by_role("dialog", name="Ana Pereyra")).to_be_visible()
    picture(page, "plan_card")
    page.keyboard.press("Escape")
    expect(bar(page, stay)).to_be_focused()


def test_dragging_over_free_nights_books_them(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = desk().sign_in(house.carla, "/calendar", DRAWN)
    drag(page, spot(page, inn, "doble-2", 2.6), spot(page, inn, "doble-2", 4.6))
    drawer = page.locator("dialog.drawer")
    expect(drawer.get_by_label("Llegada")).to_have_value(written(in_days(2)))
    expect(drawer.get_by_label("Salida")).to_have_value(written(in_days(5)))
    expect(drawer).to_contain_text("300.000")
    drawer.get_by_role("button", name="Reservar").click()
    expect(drawer.get_by_label("Nombre del huésped")).to_be_focused()
    drawer.get_by_label("Nombre del huésped").fill("Marta Ruiz")
    picture(page, "plan_booking")
    drawer.get_by_label("Cómo llegó la reserva").select_option("Booking.com")
    drawer.get_by_role("button", name="Reservar").dblclick()
    expect(page.locator(".bar.confirmed")).to_have_count(1)
    expect(page.locator(".bar.confirmed")).to_contain_text("Marta Ruiz")


def test_a_block_says_why_and_is_taken_back(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = desk().sign_in(house.carla, "/calendar", DRAWN)
    page.mouse.click(*spot(page, inn, "cabana-1", 3.6))
    drawer = page.locator("dialog.drawer")
    drawer.get_by_text("Bloqueo").click()
    drawer.get_by_label("Motivo").select_option("maintenance")
    drawer.get_by_role("button", name="Bloquear").click()
    expect(page.locator(".bar.blocked")).to_have_text("Mantenimiento")
    box = page.locator(".bar.blocked").bounding_box()
    assert box is not None
    further = spot(page, inn, "cabana-1", 5.5)
    drag(page, (box["x"] + box["width"] - 3, box["y"] + 10), (further[0], box["y"] + 10))
    expect(page.locator(".toasts")).to_contain_text("Mantenimiento: habitación cabana-1")
    page.locator(".toasts").get_by_role("button", name="Deshacer").last.click()
    expect(page.locator(".toasts")).to_contain_text("volvió a donde estaba")
    page.locator(".bar.blocked").click()
    page.locator("dialog.drawer").get_by_role("button", name="Terminar el bloqueo").click()
    expect(page.locator(".bar.blocked")).to_have_count(0)


def test_a_longer_stay_asks_for_its_price_and_can_be_undone(
    desk: OpenDesk, house: House, inn: Inventory, booked: Booked
) -> None:
    stay = booked("doble-1", 2)
    page = desk().sign_in(house.carla, "/calendar", DRAWN)
    box = bar(page, stay).bounding_box()
    assert box is not None
    end = spot(page, inn, "doble-1", 5.5)
    drag(page, (box["x"] + box["width"] - 3, box["y"] + 10), (end[0], box["y"] + 10))
    question = page.locator("dialog.ask")
    expect(question).to_contain_text("300.000")
    expect(question).to_contain_text("+$ 100.000".replace(" ", "\u00a0"))
    expect(question.get_by_label(re.compile("Mantener"))).to_be_disabled()
    picture(page, "plan_price")
    question.get_by_role("button", name="Mover").click()
    expect(page.locator(".toasts")).to_contain_text("más a pagar")
    assert read(house, stay).check_out == in_days(5)
    page.locator(".toasts").get_by_role("button", name="Deshacer").click()
    expect(page.locator(".toasts")).to_contain_text("volvió a donde estaba")
    assert (read(house, stay).check_out, read(house, stay).total) == (in_days(4), 20_000_000)


def test_a_move_into_somebody_elses_nights_is_refused_by_name(
    desk: OpenDesk, house: House, inn: Inventory, booked: Booked
) -> None:
    stay = booked("doble-1", 2)
    booked("doble-2", 2, name="Bruno Lima")
    page = desk().sign_in(house.carla, "/calendar", DRAWN)
    drag(page, spot(page, inn, "doble-1", 3.2), spot(page, inn, "doble-2", 3.2))
    expect(page.locator(".toasts")).to_contain_text("doble-2 está Bruno Lima")
    assert read(house, stay).room_id == inn.rooms["doble-1"]
    drag(page, spot(page, inn, "doble-1", 3.2), spot(page, inn, "doble-3", 3.2))
    expect(page.locator(".toasts")).to_contain_text("habitación doble-3")
    assert read(house, stay).room_id == inn.rooms["doble-3"]


def test_two_stays_change_rooms_over_the_parking_lane(
    desk: OpenDesk, house: House, inn: Inventory, booked: Booked
) -> None:
    ana, bruno = booked("doble-1", 2), booked("doble-2", 2, name="Bruno Lima")
    page = desk().sign_in(house.carla, "/calendar", DRAWN)
    start = spot(page, inn, "doble-1", 3.2)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 20, start[1] + 20, steps=3)
    parking = page.locator(".parking").bounding_box()
    assert parking is not None
    picture(page, "plan_parking")
    page.mouse.move(parking["x"] + 40, parking["y"] + 20, steps=4)
    page.mouse.up()
    expect(page.locator(".row.aside .bar")).to_contain_text("Ana Pereyra")
    drag(page, spot(page, inn, "doble-2", 3.2), spot(page, inn, "doble-1", 3.2))
    expect(page.locator(".toasts")).to_contain_text("Bruno Lima: habitación doble-1")
    expect(bar(page, bruno)).not_to_have_class(re.compile("moving"))
    lane = bar(page, ana).bounding_box()
    assert lane is not None
    picture(page, "plan_lane")
    drag(page, (lane["x"] + 30, lane["y"] + 10), (lane["x"] + 30, spot(page, inn, "doble-2", 3)[1]))
    expect(page.locator(".toasts")).to_contain_text("Ana Pereyra: habitación doble-2")
    expect(page.locator(".row.aside")).to_have_count(0)
    assert (read(house, ana).room_id, read(house, bruno).room_id) == (
        inn.rooms["doble-2"],
        inn.rooms["doble-1"],
    )


def test_a_card_shut_and_opened_again_at_once_stays_open(
    desk: OpenDesk, house: House, booked: Booked
) -> None:
    stay = booked("doble-1", 1)
    page = desk().sign_in(house.diego, "/calendar", DRAWN)
    bar(page, stay).focus()
    for key in ("Enter", "Escape") * 3:
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator("dialog.drawer.booking .card[aria-busy=false]")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"[?&]b={read(house, stay).code}"))
    page.keyboard.press("Escape")
    expect(page.locator("dialog.drawer")).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"[?&]b="))
    expect(bar(page, stay)).to_be_focused()


def test_the_keyboard_is_enough(desk: OpenDesk, house: House, inn: Inventory, booked: Booked) -> None:
    stay = booked("doble-1", 1)
    page = desk().sign_in(house.diego, "/calendar", DRAWN)
    page.locator(".cursor").focus()
    page.keyboard.press("ArrowRight")
    expect(bar(page, stay)).to_be_focused()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(bar(page, stay)).to_be_focused()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".toasts")).to_contain_text("habitación doble-2")
    expect(bar(page, stay)).to_be_focused()
    assert read(house, stay).room_id == inn.rooms["doble-2"]
    page.keyboard.press("Enter")
    expect(page.locator("dialog.drawer")).to_contain_text("Ana Pereyra")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    drawer = page.locator("dialog.drawer:not(.booking)")
    expect(drawer.get_by_label("Llegada")).to_have_value(written(in_days(1)))
    expect(drawer.get_by_label("Salida")).to_have_value(written(in_days(3)))


def test_a_room_is_cleaned_with_two_taps(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = desk().sign_in(house.carla, "/calendar", DRAWN)
    page.get_by_role("button", name="Habitación doble-1: Limpia").click()
    page.get_by_role("menuitem", name="Hay que limpiarla").click()
    expect(page.get_by_role("button", name="Habitación doble-1: Sucia")).to_be_visible()
    page.get_by_role("button", name="Habitación doble-1: Sucia").click()
    page.get_by_role("menuitem", name="Fuera de servicio").click()
    page.locator("dialog.ask").get_by_label("Qué le pasa").fill("sin agua caliente")
    page.locator("dialog.ask").get_by_role("button", name="Fuera de servicio").click()
    expect(page.locator(".row.out")).to_contain_text("sin agua caliente")


def test_what_others_change_is_seen_and_never_written_over(
    desk: OpenDesk, house: House, inn: Inventory, booked: Booked
) -> None:
    stay = booked("doble-1", 2)
    page = desk().sign_in(house.carla, "/calendar", DRAWN)
    drag(page, spot(page, inn, "doble-1", 3.2), spot(page, inn, "triple-1", 3.2))
    question = page.locator("dialog.ask")
    expect(question).to_contain_text("Triple".lower())
    with transaction(house.posada) as session:
        bookings.change_stay(session, house.diego, stay, Change(room_id=inn.rooms["doble-3"]))
    question.get_by_role("button", name="Mover").click()
    expect(page.locator(".toasts")).to_contain_text("Alguien cambió esto")
    expect(page.locator(f'.track[data-room="{inn.rooms["doble-3"]}"] .bar')).to_have_count(1)
    assert read(house, stay).room_id == inn.rooms["doble-3"]


def test_a_stay_is_put_aside_from_its_card_and_seated_again(
    desk: OpenDesk, house: House, inn: Inventory, booked: Booked
) -> None:
    stay = booked("doble-1", 2)
    page = desk().sign_in(house.carla, "/calendar", DRAWN)
    bar(page, stay).click()
    card = page.locator(CARD)
    card.get_by_role("button", name="Pidió esta habitación").click()
    card.get_by_role("button", name="Ya no pide esta habitación").click()
    card.get_by_role("button", name="Dejar aparte").click()
    expect(page.locator(".row.aside .bar")).to_contain_text("Ana Pereyra")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Ubicar").click()
    expect(page.locator(".row.aside")).to_have_count(0)
    expect(page.locator(".toasts")).to_contain_text("Ana Pereyra: habitación doble-1")
    assert read(house, stay).aside_since is None


def test_a_move_that_is_begun_while_the_line_is_broken_goes_on_when_it_is_back(
    desk: OpenDesk, house: House, inn: Inventory, booked: Booked
) -> None:
    stay = booked("doble-1", 2)
    mine = desk()
    page = mine.sign_in(house.diego, "/calendar", DRAWN)
    mine.context.set_offline(True)
    bar(page, stay).focus()
    for key in ("m", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".toasts")).to_contain_text("Apenas vuelva")
    mine.context.set_offline(False)
    expect(page.locator(".toasts")).to_contain_text("habitación doble-1")
    assert read(house, stay).check_in == in_days(3)


def test_on_a_telephone_a_day_is_a_list(desk: OpenDesk, house: House, inn: Inventory, booked: Booked) -> None:
    stay = booked("doble-1", 0)
    page = desk(viewport=PHONE, has_touch=True).sign_in(house.carla, "/calendar", ".tonight")
    expect(page.locator(".line")).to_contain_text("Ana Pereyra")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    picture(page, "plan_phone")
    page.locator(".line").tap()
    expect(page.locator("dialog.drawer")).to_contain_text("Ana Pereyra")
    picture(page, "plan_phone_card")
    page.locator("dialog.drawer .shut").tap()
    page.get_by_role("button", name="Libre: reservar").first.tap()
    drawer = page.locator("dialog.drawer")
    drawer.get_by_text("Entra ahora").tap()
    drawer.get_by_label("Nombre del huésped").fill("Pedro")
    drawer.get_by_role("button", name="Registrar la entrada").tap()
    expect(page.locator(".line.in_house")).to_contain_text("Pedro")
    assert read(house, stay).status == Status.CONFIRMED


def test_a_long_press_moves_a_stay_and_a_short_one_scrolls(
    desk: OpenDesk, house: House, inn: Inventory, booked: Booked
) -> None:
    stay = booked("doble-1", 2)
    page = desk(viewport=TABLET, has_touch=True).sign_in(house.carla, "/calendar", DRAWN)
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *point: float) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    start, end = spot(page, inn, "doble-1", 3.2), spot(page, inn, "doble-3", 3.2)
    touch("touchStart", *start)
    touch("touchMove", start[0] - 60, start[1])
    touch("touchEnd")
    expect(page.locator(".shade")).to_be_hidden()
    start, end = spot(page, inn, "doble-1", 3.2), spot(page, inn, "doble-3", 3.2)
    touch("touchStart", *start)
    expect(page.locator(".dragging .shade.goal")).to_be_visible()
    touch("touchMove", (start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    touch("touchMove", *end)
    touch("touchEnd")
    expect(page.locator(".toasts")).to_contain_text("habitación doble-3")
    assert (read(house, stay).room_id, read(house, stay).check_in) == (inn.rooms["doble-3"], in_days(2))


def test_a_stay_that_leaves_late_is_drawn_to_its_hour(
    desk: OpenDesk, house: House, inn: Inventory, booked: Booked
) -> None:
    usual, late = booked("doble-1", 2), booked("doble-2", 2, name="Bruno Lima")
    with transaction(house.posada) as session:
        found = session.get_one(Booking, late)
        found.late_until, found.room_fixed = time(18), True
    page = desk().sign_in(house.carla, "/calendar?days=7", DRAWN)
    one, other = bar(page, usual).bounding_box(), bar(page, late).bounding_box()
    assert one is not None
    assert other is not None
    day = page.evaluate(DAY_WIDTH)
    assert other["width"] - one["width"] == pytest.approx(day / 4, abs=1)
    expect(bar(page, late)).to_have_accessible_name(re.compile("sale a las 18:00"))
    picture(page, "plan_late")


def test_a_hotel_without_rooms_is_told_what_will_be_here(desk: OpenDesk, house: House) -> None:
    page = desk(locale="en-GB").sign_in(house.elena, "/calendar", DRAWN)
    expect(page.locator(".lesson")).to_be_visible()
