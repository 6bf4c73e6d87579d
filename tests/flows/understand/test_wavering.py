"""A yes that waits for something is none yet; one that only talks more is."""

from __future__ import annotations

import pytest

from core.flows.understand.answers.wavering import wavers


@pytest.mark.parametrize(
    "words",
    [
        "ok y ya no me han dicho si anotaron al perro",
        "dale, pero todavía no sé si vamos",
        "sí pero esperá que le pregunto a mi marido",
        "ok me avisás si anotaron la cuna",
        "bueno no sé",
        "dale, aunque nadie me contestó lo del desayuno",
        "ok, still waiting to hear about the crib",
        "yes but let me ask my wife first",
        "ok but I'm not sure",
        "yes, you never told me about parking",
        "sim, mas ainda não falei com ela",
        "ok, ninguém respondeu do berço",
        "pode ser, mas deixa eu perguntar pro meu marido antes",
    ],
)
def test_a_yes_that_waits(words: str) -> None:
    assert wavers(words)


@pytest.mark.parametrize(
    "words",
    [
        "sí, no hay problema",
        "dale, no hay drama",
        "sí, cambiala porque no podemos ir el lunes",
        "dale que no llegamos a tiempo",
        "si si, ya te dije que sí",
        "sí pero sin desayuno",
        "dale, no se preocupen",
        "yes, I don't mind",
        "yes please, no rush",
        "sim, sem problema",
        "pode ser, não tem problema",
    ],
)
def test_a_yes_with_more_words(words: str) -> None:
    assert not wavers(words)
