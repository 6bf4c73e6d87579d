"""A car from a station is another than the one from the airport."""

from __future__ import annotations

import pytest

from core.flows.facts import finer
from core.flows.understand.wishes.fetched_where import asks_its_price, is_elsewhere


@pytest.mark.parametrize(
    ("said", "elsewhere"),
    [
        ("me buscan en la terminal?", True),
        ("can you pick us up from the bus station?", True),
        ("vocês buscam na rodoviária?", True),
        ("hay traslado desde Retiro?", True),
        ("me buscan en ezeiza?", False),
        ("nos pasan a buscar por la terminal A de Ezeiza?", False),
        ("can you pick us up?", False),
    ],
)
def test_where_they_are_to_be_fetched(said: str, elsewhere: bool) -> None:
    assert is_elsewhere(said) is elsewhere
    asked = any(one.name == finer.FETCHED_ELSEWHERE for one in finer.asked(said))
    assert asked is elsewhere


@pytest.mark.parametrize(
    "said", ["a cuánto queda la terminal de micros?", "a qué hora llega el tren a Tigre?"]
)
def test_the_way_to_a_station_asks_for_no_car(said: str) -> None:
    assert all(one.name != finer.FETCHED_ELSEWHERE for one in finer.asked(said))


@pytest.mark.parametrize(
    ("said", "barely"),
    [
        ("cuánto sale?", True),
        ("and how much would that be?", True),
        ("quanto custa?", True),
        ("cuánto sale la doble?", False),
    ],
)
def test_a_bare_price_is_of_the_car(said: str, barely: bool) -> None:
    assert asks_its_price(said) is barely
