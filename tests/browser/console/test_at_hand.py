"""What staff send from the composer beside words: chosen from one menu, seen as the guest gets it, sent once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.knowledge import Answer, Fact, Subject
from core.domain.policies import Deposit, Policies
from core.services import bookings, knowledge, photos
from core.services.bookings import Terms
from core.services.photos import NewPhoto
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from core.store.rates import RatePlan
from tests.browser.console.conftest import OpenDesk, Says, speaks_english
from tests.browser.console.pictures import picture
from tests.furnishing import speck
from tests.inventory import Inventory, decide, furnished, wish
from tests.makers import House
from tests.paying import open_account

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
PATIENCE = 30_000  # prices are looked up anew, and the machine may be busy
LOOKS = [(1440, "en", "light"), (390, "es", "dark")]


@pytest.fixture
def inn(house: House) -> Inventory:
    return furnished(house.posada)


@pytest.fixture
def talk(house: House, inn: Inventory, guest: Says) -> int:
    """Ana has a stay that stands, owes money, and asks for another room; the hotel has photos."""
    open_account(house.posada)
    conversation = guest("¿Tienen lugar para mis padres también?")
    with transaction(house.posada) as session:
        for of, shade in (("room:doble", 1), ("room:doble", 2), ("room:cabana", 3), ("pool", 4)):
            photos.keep(
                session, house.posada, NewPhoto(of, speck(shade), {"es": f"Foto {shade}"}), "image/png"
            )
        takes_transfers(session, house)
        ana = session.get_one(Conversation, conversation)
        terms = Terms(conversation_id=conversation)
        [held] = bookings.hold(session, house.carla, ana.guest_id, wish(), terms)
        bookings.confirm(session, house.carla, held.id)
    return conversation


def takes_transfers(session: Session, house: House) -> None:
    account = {"es": "Alias POSADA.CEIBO", "en": "Alias POSADA.CEIBO"}
    knowledge.keep(session, house.posada, Fact(Subject.PAYMENT, "transfer", Answer.YES, account))


def said(house: House) -> list[Message]:
    with transaction(house.posada) as session:
        return list(session.scalars(select(Message).where(Message.author == "staff").order_by(Message.id)))


def choose(page: Page, thing: str) -> None:
    page.locator("button.plus").click()
    page.locator(f".at-hand [data-thing={thing}]").click()


def ready(page: Page) -> None:
    bubble = page.locator("dialog.at-hand-ask .as-guest .bubble").first
    expect(bubble).to_be_visible(timeout=PATIENCE)
    expect(page.locator("dialog.at-hand-ask button[type=submit]")).to_be_enabled(timeout=PATIENCE)


def send(page: Page) -> None:
    """A hand that trembles clicks twice."""
    page.locator("dialog.at-hand-ask button[type=submit]").dblclick()
    expect(page.locator("dialog.at-hand-ask")).to_have_count(0)


@pytest.mark.parametrize(("width", "language", "scheme"), LOOKS)
def test_each_thing_is_seen_as_the_guest_gets_it_and_goes_once(
    desk: OpenDesk, house: House, talk: int, width: int, language: str, scheme: str
) -> None:
    if language == "en":
        speaks_english(house.carla)
    mine = desk(viewport={"width": width, "height": 844 if width == 390 else 900}, color_scheme=scheme)
    page = mine.sign_in(house.carla, f"/conversations?c={talk}")
    names = (language, str(width), scheme)
    page.locator("button.plus").click()
    expect(page.locator(".at-hand [role=menuitem]")).to_have_count(7)
    picture(page, "at-hand-menu", *names)
    page.keyboard.press("Escape")
    expect(page.locator(".at-hand")).to_be_hidden()

    choose(page, "offer")
    expect(page.locator(".free-type")).to_have_count(3)
    ready(page)
    picture(page, "at-hand-offer", *names)
    send(page)
    expect(page.locator(".message .menu-options")).to_have_count(1)

    choose(page, "pay_link")
    ready(page)
    picture(page, "at-hand-pay", *names)
    send(page)

    choose(page, "transfer_details")
    ready(page)
    picture(page, "at-hand-transfer", *names)
    send(page)

    choose(page, "way_here")
    ready(page)
    picture(page, "at-hand-way", *names)
    send(page)

    choose(page, "photos")
    tiles = page.locator(".pick-photos label")
    tiles.nth(2).click()
    tiles.nth(0).click()
    ready(page)
    expect(page.locator(".as-guest .bubble")).to_have_count(2)
    picture(page, "at-hand-photos", *names)
    send(page)

    choose(page, "pass")
    ready(page)
    expect(page.locator(".pass-qr")).to_be_visible()
    picture(page, "at-hand-pass", *names)
    send(page)

    choose(page, "calendar")
    ready(page)
    picture(page, "at-hand-calendar", *names)
    send(page)
    expect(page.locator(".message .picture")).to_have_count(2)
    picture(page, "at-hand-sent", *names)
    kinds = [one.kind for one in said(house)]
    assert kinds == ["menu", "text", "place", "text", "image", "image", "link", "link"]


def test_by_keyboard_alone_from_the_slash_to_the_message(desk: OpenDesk, house: House, talk: int) -> None:
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    page.locator(".composer textarea").focus()
    page.keyboard.type("/como lle")
    expect(page.locator(".saved li")).to_have_count(1)
    page.keyboard.press("Enter")
    ready(page)
    page.keyboard.press("Enter")
    expect(page.locator("dialog.at-hand-ask")).to_have_count(0)
    expect(page.locator(".composer textarea")).to_have_value("")
    page.keyboard.press("Alt+p")
    for key in ("ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    ready(page)
    page.keyboard.press("Enter")
    expect(page.locator("dialog.at-hand-ask")).to_have_count(0)
    assert [one.kind for one in said(house)] == ["place", "text", "link"]


def test_a_room_is_held_from_the_offer_and_a_price_that_moved_is_seen_first(
    desk: OpenDesk, house: House, inn: Inventory, talk: int
) -> None:
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    choose(page, "offer")
    ready(page)
    with transaction(house.posada) as session:
        session.get_one(RatePlan, (house.posada, inn.types["triple"])).base += 1_000_00
    page.locator("dialog.at-hand-ask button[type=submit]").click()
    expect(page.locator("dialog.at-hand-ask .trouble").last).to_contain_text("Algo cambió")
    ready(page)
    picture(page, "at-hand-offer-moved")
    page.locator(".free-type", has_text="Triple").get_by_role("button").click()
    ask = page.locator("dialog.ask").last
    expect(ask.locator("blockquote")).to_contain_text("······")
    picture(page, "at-hand-hold")
    ask.locator("button[type=submit]").dblclick()
    expect(page.locator("dialog.ask")).to_have_count(0)
    expect(page.locator(".bubble", has_text="Te guardo Triple")).to_have_count(1)
    with transaction(house.posada) as session:
        held = session.scalars(select(Booking).where(Booking.status == "held")).one()
        assert held.conversation_id == talk


def test_nothing_free_offers_what_is_near(desk: OpenDesk, house: House, inn: Inventory, talk: int) -> None:
    with transaction(house.posada) as session:
        ana = session.get_one(Conversation, talk)
        for slug, count in (("doble", 1), ("doble", 1), ("triple", 1), ("cabana", 1)):
            bookings.hold(session, house.carla, ana.guest_id, wish(20, 2, room_type=slug, rooms=count))
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    choose(page, "offer")
    days = [(clock.now() + timedelta(days=number)).date().isoformat() for number in (20, 22)]
    page.locator(".offer-fields input").nth(0).fill(days[0])
    page.locator(".offer-fields input").nth(1).fill(days[1])
    expect(page.locator(".free-types .trouble")).to_be_visible()
    expect(page.locator(".free-types .button").first).to_be_visible()
    picture(page, "at-hand-nothing-free")
    page.locator(".free-types .button").first.click()
    expect(page.locator(".free-type").first).to_be_visible()


def test_what_is_missing_says_where_to_make_it(desk: OpenDesk, house: House, guest: Says) -> None:
    talk = guest("hola")
    page = desk().sign_in(house.diego, f"/conversations?c={talk}")
    for thing, words in (("photos", "Tarifas"), ("pay_link", "reserva"), ("pass", "reserva")):
        choose(page, thing)
        expect(page.locator("dialog.ask .ask-text")).to_contain_text(words)
        expect(page.locator("dialog.ask footer button:visible")).to_have_count(2)
        picture(page, f"at-hand-no-{thing}")
        page.locator("dialog.ask footer button[type=button]").click()


def test_who_may_not_make_it_is_told_who_can(desk: OpenDesk, house: House, guest: Says) -> None:
    talk = guest("hola")
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    choose(page, "photos")
    expect(page.locator("dialog.ask .ask-text")).to_contain_text("Pedíselo a quien administra el hotel.")
    expect(page.locator("dialog.ask footer button:visible")).to_have_count(1)
    picture(page, "at-hand-no-photos-of-mine")
    expect(page.locator("dialog.ask footer button:visible")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.ask")).to_have_count(0)


def owing(house: House, guest: Says, *, clock_runs: bool) -> int:
    """Ana holds a room; the hotel has no account for links."""
    furnished(house.posada)
    talk = guest("¿Cómo pago?")
    with transaction(house.posada) as session:
        ana = session.get_one(Conversation, talk)
        [held] = bookings.hold(session, house.carla, ana.guest_id, wish(), Terms(conversation_id=talk))
        if not clock_runs:
            bookings.pause_hold(session, house.carla, held.id)
    return talk


def test_where_no_link_can_be_made_the_button_leads_to_the_settings(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    talk = owing(house, guest, clock_runs=True)
    page = desk().sign_in(house.olga, f"/conversations?c={talk}")
    choose(page, "pay_link")
    page.get_by_role("button", name="Ir a Ajustes").click()
    expect(page).to_have_url(re.compile("/settings"))


def test_where_no_link_can_be_made_but_transfers_are_taken_the_button_leads_to_those(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    talk = owing(house, guest, clock_runs=True)
    with transaction(house.posada) as session:
        takes_transfers(session, house)
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    choose(page, "pay_link")
    page.get_by_role("button", name="Datos para transferir").click()
    ready(page)
    expect(page.locator("dialog.at-hand-ask .as-guest")).to_contain_text("Alias POSADA.CEIBO")


def test_money_that_is_looked_at_leads_to_where_it_is_settled(
    desk: OpenDesk, house: House, guest: Says
) -> None:
    talk = owing(house, guest, clock_runs=False)
    open_account(house.posada)
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    choose(page, "pay_link")
    page.get_by_role("button", name="Ir a Dinero").click()
    expect(page).to_have_url(re.compile("/money"))


def test_the_question_before_a_hold_says_its_money_and_what_the_guest_reads(
    desk: OpenDesk, house: House, inn: Inventory, guest: Says
) -> None:
    """The price moved since the list was drawn: what is asked is what will be held."""
    talk = guest("hola")
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    choose(page, "offer")
    ready(page)
    triple = page.locator(".free-type", has_text="Triple")
    expect(triple).to_contain_text("150.000")
    with transaction(house.posada) as session:
        session.get_one(RatePlan, (house.posada, inn.types["triple"])).base += 1_000_00
    triple.get_by_role("button").click()
    ask = page.locator("dialog.ask").last
    expect(ask.locator(".sums .strong")).to_contain_text("151.000", timeout=PATIENCE)
    expect(ask.locator("blockquote")).to_contain_text("Recepción te dice cómo pagarla.")
    picture(page, "at-hand-hold-moved")
    ask.locator("button[type=submit]").click()
    expect(page.locator("dialog.ask")).to_have_count(0)
    expect(page.locator(".bubble", has_text="Te guardo Triple")).to_have_count(1)


def test_nothing_due_is_told_to_staff_as_what_it_is(
    desk: OpenDesk, house: House, inn: Inventory, guest: Says
) -> None:
    decide(house.posada, Policies(deposit=Deposit()))
    talk = guest("hola")
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    choose(page, "offer")
    ready(page)
    page.locator(".free-type", has_text="Triple").get_by_role("button").click()
    ask = page.locator("dialog.ask").last
    expect(ask.locator(".ask-text")).to_contain_text("queda confirmada", timeout=PATIENCE)
    expect(ask.locator("blockquote")).to_have_count(0)
    picture(page, "at-hand-hold-nothing-due")
    ask.locator("button[type=submit]").click()
    expect(page.get_by_role("status").filter(has_text="Confirmada")).to_contain_text("Confirmada:")


def test_nothing_can_be_held_while_other_dates_are_looked_at(
    desk: OpenDesk, house: House, inn: Inventory, talk: int
) -> None:
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    choose(page, "offer")
    ready(page)
    holds = page.locator(".free-type .button")
    expect(holds.first).to_be_enabled()
    page.route("**/at-hand/free", lambda route: None)
    page.locator(".offer-fields input").nth(2).fill("1")
    expect(holds.first).to_be_disabled()
    page.unroute_all(behavior="ignoreErrors")
    page.locator(".offer-fields input").nth(2).fill("2")
    expect(holds.first).to_be_enabled()
