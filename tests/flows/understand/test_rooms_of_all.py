"""How many rooms are meant: all in one, what a cabin has inside, and everybody shared out over several."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.domain.memory import Party
from core.flows.understand import Context, read
from core.flows.understand.entities import read_entities
from core.flows.understand.heads.one_for_all import with_one_for_all
from core.flows.understand.heads.shared_out import shared_out
from core.flows.understand.which_room.kind_taken_back import without_kind_taken_back

THE_DAY = Context(now=datetime(2026, 11, 26, 15, 0, tzinfo=UTC))
FAMILY = Party(adults=2, children=2, child_ages=(5, 8), rooms=2)


@pytest.mark.parametrize(
    ("lang", "text", "rooms"),
    [
        ("es", "una sola habitación", 1),
        ("es", "todos en la misma pieza", 1),
        ("pt", "num quarto só", 1),
        ("pt", "todos em um mesmo quarto", 1),
        ("en", "all of us in the same room", 1),
        ("es", "quiero la misma habitación que la otra vez", None),
        ("es", "la cabaña del 5 al 8 es para 4? tiene dos piezas?", None),
        ("es", "busco cabaña con dos habitaciones", None),
        ("en", "does the cabin have two bedrooms?", None),
        ("en", "a 2 bedroom cabin", None),
        ("pt", "a cabana tem dois quartos?", None),
        ("es", "tiene dos habitaciones para el 5?", 2),
        ("en", "do you have two rooms for us?", 2),
        ("es", "la cabaña y además dos habitaciones", 2),
    ],
)
def test_rooms_are_counted_and_what_is_inside_of_one_is_not(lang: str, text: str, rooms: int | None) -> None:
    assert read_entities(text, lang).rooms == rooms


def test_one_room_for_all_needs_nobody_who_comes_alone() -> None:
    assert read_entities("quiero solamente la cabaña, una sola habitación", "es").adults is None
    assert read_entities("quiero ir sola, una habitación", "es").adults == 1


@pytest.mark.parametrize(
    "text",
    [
        "los pibes con nosotros",
        "los chicos duermen con nosotros",
        "uh 2 piezas no",
        "no quiero dos, quiero una",
        "no podemos dormir todos juntos?",
        "los 4 juntos",
        "y en una sola?",
        "al final una",
        "no nos queremos separar",
        "kids stay with us",
        "no two rooms, everyone together",
        "why 2 rooms? we fit in one",
        "one, not two",
        "as crianças ficam com a gente",
        "não quero dois quartos",
        "todos juntos",
    ],
)
def test_all_in_one_is_heard_where_two_were_looked_for(text: str) -> None:
    meant = with_one_for_all(FAMILY, read(text, THE_DAY))
    assert (meant.entities.rooms, meant.party) == (1, FAMILY)


def test_two_rooms_that_were_only_offered_are_turned_down_as_well() -> None:
    offered = replace(FAMILY, rooms=None)
    assert (
        with_one_for_all(offered, read("uh 2 piezas no, los pibes con nosotros", THE_DAY)).entities.rooms == 1
    )
    assert with_one_for_all(offered, read("2 piezas, los pibes aparte", THE_DAY)).entities.rooms == 2


@pytest.mark.parametrize(
    "text",
    [
        "no quiero dos camas, quiero una grande",
        "las dos juntas?",
        "las habitaciones están juntas?",
        "los chicos pueden comer con nosotros en el comedor?",
        "hay 2 baños?",
        "una por favor",
        "mejor una noche menos",
        "can the kids swim with us?",
    ],
)
def test_other_things_of_one_or_together_ask_for_no_single_room(text: str) -> None:
    assert with_one_for_all(FAMILY, read(text, THE_DAY)).entities.rooms != 1


@pytest.mark.parametrize(
    ("heads", "text", "apart"),
    [
        (6, "de a dos", (2, 2, 2)),
        (5, "de a dos, la quinta sola", (2, 2, 1)),
        (5, "dos y dos y una sola", (2, 2, 1)),
        (6, "de a tres", (3, 3)),
        (6, "two per room please", (2, 2, 2)),
        (5, "nosotros 3 en una y ellos en otra", (3, 2)),
        (5, "3 in one room and the others in another", (3, 2)),
        (5, "3 num quarto e os outros noutro", (3, 2)),
        (3, "she would have her own room", (2, 1)),
        (3, "una pieza para nosotros y otra para mi vieja", (2, 1)),
        (3, "um duplo pra gente e outro quarto pra minha mãe", (2, 1)),
        (4, "and another one for my sister and her husband", ()),
        (3, "y una cuna para mi sobrina?", ()),
        (3, "y otra noche para mi vieja?", ()),
        (3, "and a towel for my sister", ()),
        (6, "paseo de a dos en kayak", ()),
        (6, "de a dos cuadras hay restaurante?", ()),
        (6, "pagamos de a dos?", ()),
        (2, "de a dos", ()),
    ],
)
def test_all_who_come_are_shared_out(heads: int, text: str, apart: tuple[int, ...]) -> None:
    told = shared_out(Party(adults=heads), read(text, THE_DAY))
    assert (told.apart if told is not None else ()) == apart
    assert told is None or told.party == Party(adults=heads)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("haceme la simple, no, mejor la doble", "haceme la doble"),
        ("quiero la doble no perdón la triple", "quiero la triple"),
        ("the double, no wait, the triple", "the triple"),
        ("la doble del 5 al 8, no mejor la triple", "la doble del 5 al 8, no mejor la triple"),
        ("la doble no, gracias", "la doble no, gracias"),
        ("no, mejor la triple", "no, mejor la triple"),
        ("la doble no tiene vista, mejor la triple", "la doble no tiene vista, mejor la triple"),
    ],
)
def test_of_two_kinds_in_one_breath_the_first_is_taken_back(text: str, left: str) -> None:
    assert without_kind_taken_back(text) == left
