"""Everyday jobs that begin with somebody and not with a booking: what is sent to them, and whose record is whose."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from core.domain.access import Actor
from core.services import guest_book
from core.store.db import transaction
from core.store.guests import Guest, GuestIdentifier
from tests.browser.console.conftest import Desk, OpenDesk, Says
from tests.browser.console.hand import Hand, done
from tests.inventory import furnished
from tests.makers import ANA, House
from tests.moneyed import moneyed
from tests.paying import held_by_ana

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


def begin(desk: Desk, actor: Actor) -> Hand:
    return Hand(desk.sign_in(actor, "/", ".day[aria-busy=false]"))


def send_from_the_plus(hand: Hand, thing: str) -> None:
    hand.screen("Conversaciones")
    hand.click(hand.page.get_by_role("option", name="Ana"))
    hand.click(hand.page.locator("button.plus"))
    hand.click(hand.page.locator(f".at-hand [data-thing={thing}]"))
    send = hand.page.locator("dialog.at-hand-ask button[type=submit]")
    expect(send).to_be_enabled()
    hand.click(send)
    expect(hand.page.locator("dialog.at-hand-ask")).to_have_count(0)


def test_offer_what_is_free_tonight(desk: OpenDesk, house: House, guest: Says) -> None:
    furnished(house.posada)
    guest("¿Tienen lugar?")
    hand = begin(desk(), house.carla)
    send_from_the_plus(hand, "offer")
    expect(hand.page.locator(".message .menu-options")).to_have_count(1)
    done(hand, "offer what is free tonight")


def test_send_a_link_to_pay(desk: OpenDesk, house: House) -> None:
    held_by_ana(house)
    hand = begin(desk(), house.carla)
    send_from_the_plus(hand, "pay_link")
    expect(hand.page.get_by_text("El link se crea ahora").first).to_be_visible()
    done(hand, "send a link to pay")


def test_join_two_records_of_one_guest(desk: OpenDesk, house: House) -> None:
    moneyed(house)
    hand = begin(desk(), house.carla)
    page = hand.page
    hand.screen("Huéspedes")
    hand.click(page.locator(".guest-row", has_text="+54 9 11 5550"))
    hand.button("Unir con otro", page.get_by_role("dialog", name="Ana Pereyra"))
    hand.write(page.get_by_label("Nombre, teléfono o código", exact=True).last, "Bruno")
    hand.click(page.get_by_role("button", name="Buscar", exact=True))
    hand.button("Ver qué se mueve")
    hand.button("Unir con otro", page.get_by_role("dialog", name="¿Pasar todo de Bruno Lima a Ana Pereyra?"))
    expect(page.get_by_text("Quedaron en una sola ficha.")).to_be_visible()
    done(hand, "join two records of one guest")


def test_separate_two_that_were_joined_by_mistake(desk: OpenDesk, house: House) -> None:
    moneyed(house)
    with transaction(house.posada) as session:
        bruno = session.scalars(select(Guest.id).where(Guest.name == "Bruno Lima")).one()
        ana = session.scalars(
            select(GuestIdentifier.guest_id).where(GuestIdentifier.value == ANA.phone)
        ).one()
        guest_book.merge(session, house.carla, ana, bruno, "joined-before")
    hand = begin(desk(), house.carla)
    page = hand.page
    hand.screen("Huéspedes")
    hand.click(page.locator(".guest-row", has_text="1 estadía"))
    hand.button("Separar", page.get_by_role("dialog", name="Ana Pereyra"))
    hand.button("Separar", page.get_by_role("dialog", name="¿Separar a Bruno Lima?"))
    expect(page.get_by_text("Volvieron a ser dos fichas.")).to_be_visible()
    done(hand, "separate two that were joined by mistake")
