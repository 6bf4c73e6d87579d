"""Who avoids stairs, and who only asks whether there are any."""

from __future__ import annotations

import pytest

from core.flows.understand.which_room.stairs import Legs, are_avoided, cannot_be_climbed, told_of_legs


@pytest.mark.parametrize(
    "text",
    [
        "¿alguna en planta baja?",
        "no tendría alguna en planta baja, mi hermana no puede subir escaleras",
        "sin escaleras tienen alguna?",
        "prefiero planta baja",
        "quisiera algo abajo",
        "anything at ground level?",
        "something on the ground floor please",
        "Upstairs would be too much for her",
        "my mum can't do stairs",
        "tem algum no térreo?",
        "minha mãe não consegue subir escada",
    ],
)
def test_stairs_are_avoided(text: str) -> None:
    assert are_avoided(text)


@pytest.mark.parametrize(
    "text",
    [
        "hay que subir escaleras?",
        "es en planta baja?",
        "is it upstairs?",
        "are there any stairs?",
        "tem escada?",
        "hay ascensor?",
        "en qué piso está?",
        "which floor is it on?",
        "la doble está en planta baja",
    ],
)
def test_a_question_about_this_room_avoids_nothing(text: str) -> None:
    assert not are_avoided(text)


def test_only_whoever_cannot_climb_them_is_no_emergency() -> None:
    assert cannot_be_climbed("she can't manage the stairs")
    assert not cannot_be_climbed("se cayó por la escalera")
    assert not cannot_be_climbed("somebody fell on the stairs")


@pytest.mark.parametrize(
    ("text", "legs"),
    [
        ("ground floor room for 2, dec 4 to 6 please", Legs.NO_STAIRS),
        ("quarto no térreo para 2", Legs.NO_STAIRS),
        ("cualquier habitación en planta baja", Legs.NO_STAIRS),
        ("necesito planta baja, no hay problema con el precio", Legs.NO_STAIRS),
        ("mi mamá usa bastón", Legs.NO_STAIRS),
        ("my mom walks with a cane", Legs.NO_STAIRS),
        ("minha mãe usa bengala", Legs.NO_STAIRS),
        ("le cuesta subir escaleras", Legs.NO_STAIRS),
        ("Room for 2 adults Dec 15 to Dec 18 on the ground floor please", Legs.NO_STAIRS),
        ("del 13 al 16 entonces, en planta baja", Legs.NO_STAIRS),
        ("que sea en planta baja porfa", Legs.NO_STAIRS),
        ("quarto pra 2 de 4 a 6, no térreo por favor", Legs.NO_STAIRS),
        ("mi vieja no puede subir, tiene la cadera jodida", Legs.NO_STAIRS),
        ("my nan can't climb", Legs.NO_STAIRS),
        ("I use a wheelchair", Legs.WHEELS),
        ("mi papá usa silla de ruedas", Legs.WHEELS),
        ("sou cadeirante", Legs.WHEELS),
        ("igual no importa si es arriba", Legs.ANY_FLOOR),
        ("upstairs is fine", Legs.ANY_FLOOR),
        ("tanto faz o andar", Legs.ANY_FLOOR),
        ("ya no hace falta planta baja", Legs.ANY_FLOOR),
        ("no quiero planta baja", Legs.ANY_FLOOR),
        ("¿la doble queda en planta baja?", None),
        ("la doble al jardín es en planta baja, genial", None),
        ("que habitaciones están en planta baja?", None),
        ("no puedo subir el comprobante", None),
        ("is the room on the ground floor?", None),
        ("is there a wheelchair i can borrow?", None),
        ("dejé el bastón en la habitación", None),
        ("queremos subir al cerro, está bien?", None),
        ("we love walking", None),
    ],
)
def test_what_is_told_of_legs(text: str, legs: Legs | None) -> None:
    assert told_of_legs(text) is legs
