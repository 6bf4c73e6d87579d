"""Nothing is booked for whoever says that nothing is to be; a no to something else is another matter."""

from __future__ import annotations

import pytest

from core.flows.understand.answers.refusing import refuses_for_now, refuses_to_book


@pytest.mark.parametrize(
    "words",
    [
        "NO no quiero reservar nada",
        "no quiero reservar",
        "no, no reserves nada",
        "pero no me la reserves",
        "no hace falta, no reservo nada",
        "te dije que no quiero reservar!!",
        "no voy a reservar gracias",
        "no queremos hacer ninguna reserva",
        "al final no la reservo",
        "NO i don't want to book anything",
        "don't book it",
        "please do not book anything",
        "i'm sorry, i don't wanna book it",
        "we're not booking",
        "não quero reservar nada",
        "não reserva não, por favor",
        "nao vou reservar",
    ],
)
def test_who_wants_nothing_booked(words: str) -> None:
    assert refuses_to_book(words)


@pytest.mark.parametrize("words", ["no me la reserves todavía", "don't book it yet", "não reserva ainda"])
def test_who_wants_nothing_booked_yet(words: str) -> None:
    assert refuses_for_now(words)


@pytest.mark.parametrize(
    "words",
    [
        "no, quiero reservar",
        "no importa, reservala",
        "no quiero perderla, reservala ya",
        "por qué no la reservamos?",
        "no quiero la doble, reservame la triple",
        "no problem, book it",
        "why not, book it",
        "not the double, book the triple",
        "não tem problema, reserva",
        "no puedo reservar desde la web, reservame vos",
        "no pude reservar por la pagina",
        "si no reservo ahora la pierdo?",
        "quiero reservar",
    ],
)
def test_a_no_to_something_else(words: str) -> None:
    assert not refuses_to_book(words)
