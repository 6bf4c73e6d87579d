"""What staff send from the composer beside words: chosen from one menu, seen as the guest gets it, sent once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from core.base import clock
from core.services import bookings, photos
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
from tests.inventory import Inventory, furnished, wish
from tests.makers import House
from tests.paying import open_account

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
LOOKS = [(1440, "es", "light"), (390, "en", "dark"), (390, "es", "light"), (1440, "en", "dark")]


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
        ana = session.get_one(Conversation, conversation)
        terms = Terms(conversation_id=conversation)
        [held] = bookings.hold(session, house.carla, ana.guest_id, wish(), terms)
        bookings.confirm(session, house.carla, held.id)
    return conversation


def said(house: House) -> list[Message]:
    with transaction(house.posada) as session:
        return list(session.scalars(select(Message).where(Message.author == "staff").order_by(Message.id)))


def choose(page: Page, thing: str) -> None:
    page.locator("button.plus").click()
    page.locator(f".at-hand [data-thing={thing}]").click()


def ready(page: Page) -> None:
    expect(page.locator("dialog.at-hand-ask .as-guest .bubble").first).to_be_visible()
    expect(page.locator("dialog.at-hand-ask button[type=submit]")).to_be_enabled()


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
    expect(page.locator(".at-hand [role=menuitem]")).to_have_count(6)
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
    assert kinds == ["menu", "place", "text", "image", "image", "link", "link"]


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
    page = desk().sign_in(house.carla, f"/conversations?c={talk}")
    for thing, words in (("photos", "Tarifas"), ("pay_link", "reserva"), ("pass", "reserva")):
        choose(page, thing)
        expect(page.locator("dialog.ask .ask-text")).to_contain_text(words)
        picture(page, f"at-hand-no-{thing}")
        page.locator("dialog.ask footer button[type=button]").click()
