"""Phrases a hotel has put into its own words, with their blanks elsewhere than the house has them."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from core.services import phrases
from core.services.phrases import Line
from tests.flows.talking import Guest
from tests.furnishing import furnish as knows
from tests.inventory import furnish
from tests.makers import House


@pytest.mark.parametrize("words", ["{rooms}: sin mascotas. Ojo, {rooms}.", "{rooms}", "Ojo: en {rooms} no."])
def test_no_turn_fails_over_where_a_room_is_named(
    guest: Guest, house: House, session: Session, words: str
) -> None:
    knows(session, house.posada)
    furnish(session, house.posada)
    phrases.override(session, house.diego, Line("es", "booking.takes_no_pet", words), token="own-words")
    assert guest("hola, doble del 4 al 6 de diciembre para 2 con mi perro")
