"""From the first question to the door, in words, by buttons alone, in Portuguese; a stay that stands, moves, ends later
or is given up; and money that comes too late."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journeys.conftest import Newcomer, OpenPhone, books, from_to, pays
from tests.browser.journeys.guest_phone import PICTURES
from tests.chaos.running_house import RunningHouse, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
CABIN = "Cabaña del muelle"


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


def wants(days_ahead: int, nights: int = 3) -> str:
    first, last = from_to(days_ahead, nights)
    return f"Hola, ¿tienen lugar para 2 del {first} al {last}?"


def test_leaving_later_is_sold_by_the_next_arrival(newcomer: Newcomer) -> None:
    alone = newcomer("Marta Sosa")
    books(alone, wants(120), CABIN)
    alone.says("¿nos podemos quedar hasta las 16 el último día?")
    alone.hears("Salida hasta las 16:00")
    alone.picture("price")
    alone.taps("Sí, confirmar")
    alone.hears("quedarte hasta las 16:00")
    alone.picture("agreed")

    before = newcomer("Pedro Luna")
    books(before, wants(130), CABIN)
    books(newcomer("Rosa Vega"), wants(133), CABIN)
    before.says("¿nos podemos quedar hasta las 16 el último día?")
    before.hears("Hasta las 16:00 no llego.*hasta las 12:00 sí")
    before.picture("not-so-late")


def test_other_days_cost_what_they_cost_and_are_said_first(newcomer: Newcomer) -> None:
    guest = newcomer("Elisa Paz")
    books(guest, wants(150, nights=2), "Doble al jardín")
    start, end = from_to(154, 3)
    guest.says(f"quiero cambiar las fechas, del {start} al {end}")
    guest.hears("La reserva .* quedaría así.*son .* más")
    guest.picture("difference")
    guest.taps("Sí, cambiar")
    guest.ever_hears("Listo, cambié la reserva")
    guest.picture("changed")


def test_giving_up_in_time_costs_nothing_and_late_costs_what_was_said(
    newcomer: Newcomer, open_one: RunningHouse
) -> None:
    early = newcomer("Nora Gil")
    code = books(early, wants(170), "Doble al jardín")
    early.says("quiero cancelar mi reserva")
    early.hears("Cancelarla no cuesta nada y te devolvemos")
    early.picture("free")
    early.taps("Sí, cancelar")
    early.ever_hears(f"Listo, la reserva {code} está cancelada")
    early.ever_hears("[Tt]e devolvimos")
    early.picture("money-is-back")

    late = newcomer("Omar Díaz")
    code = books(late, wants(180), "Doble al jardín")
    nearer(open_one, code)
    late.says("quiero cancelar mi reserva")
    late.hears("Por la fecha, cancelarla cuesta")
    late.picture("with-a-fee")
    late.taps("Sí, cancelar")
    late.ever_hears(f"Listo, la reserva {code} está cancelada")
    late.picture("fee-kept")
    until(
        lambda: open_one.rows("SELECT 1 FROM charges WHERE kind = 'cancellation_fee'"), 20, "the fee's line"
    )


def nearer(house: RunningHouse, code: str) -> None:
    """As if the guest had agreed to stricter rules: by now cancelling costs money."""
    house.rows(
        """
        UPDATE bookings SET quote = jsonb_set(quote, '{cancellation}',
            '[{"hours_before": 0, "fee": 3000}]'::jsonb)
        WHERE code = %s RETURNING id
        """,
        code,
    )


def test_money_that_comes_after_the_room_is_gone_can_be_had_back(
    newcomer: Newcomer, open_one: RunningHouse
) -> None:
    first, last = from_to(200, 3)
    wish = f"Hola, ¿tienen lugar para 2 del {first} al {last}?"
    late = newcomer("Lucía Roca")
    late.says(wish)
    late.hears("tengo lugar")
    late.chooses(CABIN)
    late.hears("¿Te la reservo")
    late.taps("Reservar")
    held = re.search(r"código es ([A-Z0-9]{6})", late.hears("Tu código es").inner_text())
    assert held
    late.taps("Mercado Pago")
    link = late.link("Pagar ahora")
    time_is_over(open_one, held[1])
    late.ever_hears("se liberó|se terminó|venció|pasó el tiempo")
    late.picture("over")

    books(newcomer("Hugo Vera"), wish, CABIN)
    pays(late, link).close()
    late.ever_hears("el plazo de la reserva .* había vencido")
    late.picture("choice")
    late.taps("Devolver el pago")
    late.ever_hears("[Tt]e devolvimos")
    late.picture("money-is-back")


def time_is_over(house: RunningHouse, code: str) -> None:
    """The hour passes at once, by the database's clock."""
    house.rows(
        "UPDATE bookings SET hold_until = now() - interval '1 second' WHERE code = %s RETURNING 1", code
    )
    house.rows(
        "UPDATE outbox SET due_at = now() WHERE kind = 'expire_hold' AND state = 'waiting' RETURNING 1"
    )
    until(
        lambda: house.rows("SELECT 1 FROM bookings WHERE code = %s AND status = 'expired'", code),
        40,
        "the end",
    )
