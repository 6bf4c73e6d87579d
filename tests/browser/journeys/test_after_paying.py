"""A stay that stands: leaving later beside the next arrival and without one, other days, and giving it up."""

from __future__ import annotations

import pytest

from tests.browser.journeys.conftest import Newcomer, books, from_to
from tests.chaos.running_house import RunningHouse, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
CABIN = "Cabaña del muelle"


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
