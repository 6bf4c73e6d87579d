"""From the first question to the door: in words, by buttons alone, in Portuguese."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.journeys.conftest import OpenPhone, from_to, pays
from tests.browser.journeys.guest_phone import PICTURES
from tests.chaos.running_house import RunningHouse

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def test_a_guest_asks_chooses_holds_pays_and_has_a_pass(phone: OpenPhone, open_one: RunningHouse) -> None:
    first, last = from_to(120, 3)
    ana = phone("ana")
    ana.says(f"Hola! tienen algo para 2 del {first} al {last}?")
    ana.hears("para 2 adultos, tengo lugar")
    ana.picture("offers")
    ana.chooses("Doble al río")
    ana.hears("Total: .* por noche.*¿Te la reservo")
    ana.picture("restated")
    ana.taps("Reservar")
    ana.hears("Te guardo Doble al río.*Tu código es")
    ana.picture("held")
    ana.taps("Mercado Pago")
    pays(ana, ana.link("Pagar ahora")).close()
    confirmed = ana.ever_hears("confirmada")
    expect(confirmed.locator("img.picture")).to_be_visible()
    ana.picture("confirmed")
    door = ana.page.context.new_page()
    door.goto(ana.link("Ver mi reserva"))
    expect(door.locator(".standing")).to_contain_text("Reserva válida")
    assert door.evaluate("document.documentElement.scrollWidth <= innerWidth")
    door.screenshot(path=PICTURES / f"{ana.journey}-pass.png", full_page=True)


def test_after_the_first_words_buttons_are_enough(phone: OpenPhone) -> None:
    first, last = from_to(140, 3)
    chris = phone("chris")
    chris.says(f"quiero reservar del {first} al {last} para 2")
    chris.hears("tengo lugar")
    chris.chooses("Doble al jardín")
    chris.hears("¿Te la reservo")
    chris.taps("Cambiar algo")
    chris.hears("cambi")
    chris.picture("what-to-change")
    chris.taps("Reservar")
    chris.hears("Tu código es")
    chris.taps("Transferencia")
    chris.hears("[Aa]lias|CBU")
    chris.picture("transfer")
    chris.taps("Mercado Pago")
    pays(chris, chris.link("Pagar ahora")).close()
    chris.ever_hears("confirmada")
    chris.picture("confirmed")


def test_everything_can_be_said_in_portuguese(phone: OpenPhone) -> None:
    first, last = from_to(160, 3, "pt")
    bruno = phone("bruno", "pt-BR")
    bruno.says(f"Olá! Tem quarto para 2 pessoas de {first} a {last}?")
    bruno.hears("2 adultos")
    bruno.picture("offers")
    bruno.chooses(".")
    bruno.hears("Total")
    bruno.taps("Reservar")
    bruno.hears("código")
    bruno.picture("held")
    bruno.taps("Mercado Pago")
    pays(bruno, bruno.link("Pagar agora")).close()
    bruno.ever_hears("confirmada")
    bruno.picture("confirmed")
