"""What is wanted on a booking is told from what is only asked, and from what is wanted no more."""

from __future__ import annotations

import pytest

from core.flows.understand.wishes import beside_stay_wishes, stay_wishes


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("hola, nos podrían poner una cuna? eso nomas", {"crib"}),
        ("just a crib, that's all", {"crib"}),
        ("só um berço, por favor", {"crib"}),
        ("could you put a cot in the room?", {"crib"}),
        ("hay lugar del 4 al 6? vamos 2, necesitamos cochera y cuna", {"crib"}),
        ("una silla alta para el bebe", {"high_chair"}),
        ("we need a high chair", {"high_chair"}),
        ("cadeirinha de bebê", {"high_chair"}),
        ("two single beds please and do book it", {"beds_apart"}),
        ("queremos camas separadas", {"beds_apart"}),
        ("queremos cama de casal", {"double_bed"}),
        ("a king bed please", {"double_bed"}),
        ("preferimos planta baja", {"ground_floor"}),
        ("no andar térreo por favor", {"ground_floor"}),
        ("a quiet room on the ground floor please", {"quiet_room", "ground_floor"}),
        ("una habitación tranquila, lejos de la calle", {"quiet_room"}),
        ("mi hija es celíaca", {"celiac"}),
        ("meu filho tem alergia a amendoim", {"allergy"}),
        ("i'm allergic to feather pillows", {"allergy"}),
        ("also my husband can't eat gluten", {"celiac"}),
        ("vamos chegar lá pelas 22h", {"late_arrival"}),
        ("somos veganos", {"diet"}),
        ("llegamos tarde, tipo 23hs", {"late_arrival"}),
        ("llego a las 22", {"late_arrival"}),
        ("we'll get there around 11pm", {"late_arrival"}),
        ("vamos chegar tarde, umas 23h", {"late_arrival"}),
    ],
)
def test_what_is_wanted_is_heard(said: str, kinds: set[str]) -> None:
    assert {wish.kind for wish in stay_wishes.told(said) if wish.wanted} == kinds


@pytest.mark.parametrize(
    "said",
    [
        "tienen cuna?",
        "is there a crib",
        "tem berço?",
        "la habitacion es tranquila?",
        "tienen opciones sin tacc?",
        "puedo llegar tarde?",
        "llegamos un dia mas tarde",
        "llegamos a las 15",
        "si llegamos tarde nos esperan",
        "quedó anotada la cuna?",
    ],
)
def test_what_is_asked_is_not_wanted_yet(said: str) -> None:
    assert not stay_wishes.told(said)


@pytest.mark.parametrize(
    "said",
    [
        "al final no necesitamos la cuna",
        "no crib needed",
        "we don't need the crib any more",
        "o berço não precisa mais",
        "cancelá la cuna",
    ],
)
def test_what_is_wanted_no_more_is_taken_back(said: str) -> None:
    assert [(wish.kind, wish.wanted) for wish in stay_wishes.told(said)] == [("crib", False)]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("two single beds please and do book it", "please and do book it"),
        ("si, y con cuna", "si"),
        ("sim, com berço", "sim"),
        ("queremos camas separadas", ""),
        ("quero cama de casal", ""),
        ("a quiet room on the ground floor please", "please"),
        ("also my husband can't eat gluten", ""),
        ("soy celíaca, y reservala", "reservala"),
        ("les pido una cuna para mi bebé de 8 meses", "les pido"),
        ("sí, con cuna para mi hija de 2 años en la habitación", "sí"),
    ],
)
def test_the_rest_of_the_message_is_left(said: str, left: str) -> None:
    assert beside_stay_wishes.left_beside(said) == left


def test_whether_it_is_noted_is_asked() -> None:
    for said in (
        "quedó anotado?",
        "is it noted?",
        "did you note it?",
        "ficou anotado?",
        "quedó todo anotado?",
    ):
        assert stay_wishes.asks_whether_noted(said), said
    for said in ("anotame dos toallas", "quedó anotada la reserva?", "did you write my booking down?"):
        assert not stay_wishes.asks_whether_noted(said), said
