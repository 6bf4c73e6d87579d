"""Too many rooms are one less; whoever says thanks beside their number has as many as before."""

from __future__ import annotations

import pytest

from core.flows.understand.which_room.fewer_rooms import with_one_less


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("4 habitaciones es mucho", "3 habitaciones"),
        ("two rooms is too many", "1 room"),
        ("três quartos é muito, não dá", "2 quartos, não dá"),
        ("3 quartos e demais pra gente", "2 quartos pra gente"),
    ],
)
def test_so_many_are_not_wanted_and_one_less_is(said: str, heard: str) -> None:
    assert with_one_less(said) == heard


@pytest.mark.parametrize(
    "said",
    [
        "necesito 2 habitaciones, muchas gracias",
        "2 quartos, muito obrigado",
        "2 rooms, many thanks",
        "2 rooms, much appreciated",
        "2 habitaciones es mucho mejor",
    ],
)
def test_thanks_take_no_room_away(said: str) -> None:
    assert with_one_less(said) == said
