"""The day at the front desk: its lists, the one click that does the thing, other days, and nothing that jumps."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from core.domain.access import Actor
from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.money import Money
from core.domain.payments import Method
from core.services import bookings, owners, payments, tasks
from core.services.tasks import TaskKind
from core.store import bookings as rows
from core.store.conversations import Conversation
from core.store.db import across_hotels, transaction
from core.store.staff import Staff
from tests.browser.console.conftest import OpenDesk, Says
from tests.browser.console.pictures import picture
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PHONE = {"width": 390, "height": 844}
DAY = ".day[aria-busy=false]"


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


def booked(house: House, inn: Inventory, first: int = 0, *, paid: bool = False) -> int:
    with transaction(house.posada) as session:
        [made] = bookings.hold(session, house.carla, inn.guest, wish(first))
        bookings.confirm(session, house.carla, made.id)
        if paid:
            payments.record_at_desk(
                session, house.carla, made.id, Method.CASH, Money.of(200_000, "ARS"), "paid-in-cash"
            )
        return made.id


def status(house: House, booking: int) -> str:
    with transaction(house.posada) as session:
        found = rows.one(session, booking)
        assert found is not None
        return found.status


def busy_day(house: House, inn: Inventory, guest: Says) -> None:
    booked(house, inn, paid=True)
    booked(house, inn)
    conversation = guest("¿hay alguien? necesito toallas")
    with transaction(house.posada) as session:
        bookings.hold(session, house.carla, inn.guest, wish(6, room_type="cabana"))
        talk = session.get_one(Conversation, conversation)
        owners.call_person(session, talk, Reason.ASKED)
        tasks.open_for_guest(session, talk, TaskKind.SERVICE, "Llevar dos toallas", "12")


def speaks(actor: Actor, language: str) -> None:
    with across_hotels() as session:
        session.get_one(Staff, actor.staff_id).language = language


def test_who_has_paid_and_has_a_clean_room_is_checked_in_by_one_click(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    made = booked(house, inn, paid=True)
    page = desk().sign_in(house.carla, "/", DAY)
    page.get_by_role("button", name="Hacer check-in").click()
    expect(page.locator(".of-in_house")).to_contain_text("Ana Pereyra")
    assert status(house, made) == Status.IN_HOUSE
    page.get_by_role("button", name="Deshacer").click()
    expect(page.get_by_role("button", name="Hacer check-in")).to_be_visible()
    assert status(house, made) == Status.CONFIRMED


def test_news_of_colleagues_appear_without_a_jump(desk: OpenDesk, house: House, inn: Inventory) -> None:
    made = booked(house, inn)
    page = desk().sign_in(house.carla, "/", DAY)
    page.get_by_role("button", name="Ana Pereyra").focus()
    with transaction(house.posada) as session:
        bookings.check_in(session, house.diego, made)
    expect(page.locator(".of-in_house")).to_contain_text("Ana Pereyra")
    expect(page.locator(".of-arrivals").get_by_role("button", name="Ana Pereyra")).to_be_focused()


def test_a_task_is_taken_and_done_and_one_of_ones_own_is_written_down(
    desk: OpenDesk, house: House, inn: Inventory, guest: Says
) -> None:
    busy_day(house, inn, guest)
    page = desk().sign_in(house.carla, "/", DAY)
    chores = page.locator(".of-tasks")
    chores.get_by_role("button", name="Tomar").click()
    expect(chores).to_contain_text("la tenés vos")
    chores.get_by_role("button", name="Hecho").click()
    expect(chores).to_contain_text("Nada pendiente")
    chores.get_by_role("button", name="Anotar una tarea").click()
    page.get_by_label("Qué hay que hacer").fill("Cambiar la lámpara")
    page.get_by_role("dialog").get_by_role("button", name="Anotar", exact=True).click()
    expect(chores).to_contain_text("Cambiar la lámpara")


def test_a_guest_who_waits_is_one_click_away(
    desk: OpenDesk, house: House, inn: Inventory, guest: Says
) -> None:
    busy_day(house, inn, guest)
    page = desk().sign_in(house.carla, "/", DAY)
    page.locator(".of-waiting").get_by_role("button", name="Ana Pereyra").click()
    expect(page.locator(".head h1")).to_have_text("Ana Pereyra")


def test_other_days_are_reached_by_arrows_and_by_their_address(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    booked(house, inn, 1)
    mine = desk()
    page = mine.sign_in(house.carla, "/", DAY)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".of-arrivals")).to_contain_text("Ana Pereyra")
    expect(page.get_by_role("button", name="Hacer check-in")).to_have_count(0)
    assert page.url.endswith(f"?day={in_days(1)}")
    page.reload()
    expect(page.locator(".of-arrivals")).to_contain_text("Ana Pereyra")
    page.keyboard.press("t")
    expect(page.locator(".of-arrivals")).to_contain_text("Nadie llega este día")


@pytest.mark.parametrize(("language", "word", "width"), [("en", "Arriving", 1440), ("es", "Llegan", 390)])
def test_a_busy_day_reads_well_on_a_desk_and_on_a_telephone(
    desk: OpenDesk, house: House, inn: Inventory, guest: Says, language: str, word: str, width: int
) -> None:
    speaks(house.carla, language)
    busy_day(house, inn, guest)
    screen = PHONE if width == PHONE["width"] else {"width": width, "height": 900}
    page = desk(viewport=screen, has_touch=width < 500).sign_in(house.carla, "/", DAY)
    expect(page.get_by_role("heading", name=word)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, "today", language, str(width))


def test_the_sheet_of_the_day_prints_all_of_it(
    desk: OpenDesk, house: House, inn: Inventory, guest: Says
) -> None:
    busy_day(house, inn, guest)
    page = desk().sign_in(house.carla, "/", DAY)
    page.emulate_media(media="print")
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.get_by_role("button", name="Hacer check-in").first).to_be_hidden()
    box = page.locator(".of-in_house").bounding_box()
    assert box is not None
    assert box["x"] < 60
    picture(page, "today", "print")


def test_those_who_only_look_have_nothing_to_click(desk: OpenDesk, house: House, inn: Inventory) -> None:
    booked(house, inn)
    page = desk().sign_in(house.vera, "/", DAY)
    expect(page.locator(".of-arrivals")).to_contain_text("Ana Pereyra")
    expect(page.get_by_role("button", name="Hacer check-in")).to_have_count(0)
