"""Who takes a person back says so plainly, and what is asked for in the same breath is kept as written."""

from __future__ import annotations

import pytest

from core.flows.person.coming_back import Back, come_back

TAKEN_BACK = {
    "dejá": Back(),
    "ok deja gracias": Back(),
    "dejá, no hace falta": Back(),
    "ya no hace falta, gracias": Back(),
    "forget it": Back(),
    "ok nvm, all good": Back(),
    "deixa como estava": Back(),
    "dejá, seguimos con la reserva": Back(to_the_room=True),
    "let's continue with the booking": Back(to_the_room=True),
    "deixa, vamos continuar com a reserva": Back(to_the_room=True),
    "ok nvm, book the double for feb 6-9": Back("book the double for feb 6-9"),
    "nvm ill take it, I'm Joe Park": Back("ill take it, I'm Joe Park"),
    "bueno no importa, quiero la triple a nombre de Inés": Back("quiero la triple a nombre de Inés"),
}
STILL_WANTED = (
    "dejá que te llamo",
    "dejame hablar con alguien",
    "sigo esperando",
    "seguimos sin agua",
    "no me dejan entrar",
    "deja de escribirme",
    "I continue to wait",
    "ya no quiero nada",
    "quiero hablar con una persona",
    "no te preocupes, espero",
    "no worries, I'll wait",
    "deixa, eu aguardo",
)


@pytest.mark.parametrize("words", TAKEN_BACK)
def test_a_person_is_taken_back(words: str) -> None:
    assert come_back(words) == TAKEN_BACK[words]


@pytest.mark.parametrize("words", STILL_WANTED)
def test_a_person_is_still_wanted(words: str) -> None:
    assert come_back(words) is None
