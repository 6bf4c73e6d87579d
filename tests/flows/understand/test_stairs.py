"""Who avoids stairs, and who only asks whether there are any."""

from __future__ import annotations

import pytest

from core.flows.understand.stairs import are_avoided, cannot_be_climbed


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
