"""A hold runs out, somebody else takes the room, and then the money comes: nobody is left with nothing."""

from __future__ import annotations

import re

import pytest

from tests.browser.journeys.conftest import Newcomer, books, from_to, pays
from tests.chaos.running_house import RunningHouse, until

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
CABIN = "Cabaña del muelle"


def test_money_that_comes_after_the_room_is_gone_can_be_had_back(
    newcomer: Newcomer, open_one: RunningHouse
) -> None:
    first, last = from_to(120, 3)
    wish = f"Hola, ¿tienen lugar para 2 del {first} al {last}?"
    late = newcomer("Marta Sosa")
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

    books(newcomer("Pedro Luna"), wish, CABIN)
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
