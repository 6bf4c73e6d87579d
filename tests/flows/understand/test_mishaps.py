"""An emergency told as why somebody cancels, changes or comes late calls nobody; one that goes on here does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.flows.person import alarms
from core.flows.understand import Context, read
from core.flows.understand.alarms.mishaps import is_told, without_reason

_NOW = Context(datetime(2026, 11, 26, 18, tzinfo=UTC))


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (
            "I need to cancel, family emergency. Do I get my deposit back?",
            "I need to cancel. Do I get my deposit back?",
        ),
        ("se murió mi abuelo, tengo que cancelar", "tengo que cancelar"),
        ("hola, tuvimos una emergencia familiar y no vamos a poder ir", "hola, y no vamos a poder ir"),
        ("me internaron a mi mamá, no podemos viajar", "no podemos viajar"),
        ("tuvimos un accidente en la ruta, cancelen porfa", "cancelen porfa"),
        ("por una urgencia médica tengo que cambiar la fecha", "tengo que cambiar la fecha"),
        ("tuvimos un choque, llegamos tipo 23 hs", "llegamos tipo 23 hs"),
        ("we had an accident on the way, we'll be late", "we'll be late"),
        ("a mi papá le dio un infarto, no vamos a ir", "no vamos a ir"),
        ("mi viejo está internado, cancelame la reserva", "cancelame la reserva"),
        ("my dad had a heart attack, we can't come", "we can't come"),
        ("due to a family emergency we have to cancel our trip", "we have to cancel our trip"),
        ("my grandmother just passed away and we won't be able to come", "and we won't be able to come"),
        ("our house is flooded, can we move the booking?", "can we move the booking?"),
        ("tive uma emergência na família, preciso cancelar", "preciso cancelar"),
        ("meu avô faleceu, não vamos poder ir", "não vamos poder ir"),
        ("sofremos um acidente na estrada, vamos chegar mais tarde", "vamos chegar mais tarde"),
        ("minha mãe foi internada, dá pra mudar a data?", "dá pra mudar a data?"),
    ],
)
def test_what_befell_them_is_why_and_no_alarm(words: str, left: str) -> None:
    assert without_reason(words) == left
    assert "urgent_help" not in read(left, _NOW).names
    assert not alarms.rings(words)


@pytest.mark.parametrize(
    "words",
    [
        "hay un incendio en la cabaña, cancelen todo y vengan",
        "mi marido tuvo un infarto, estamos en la habitación 2, no llega nadie",
        "tuvimos un accidente acá en la pileta, cancelen la cena",
        "es una emergencia, no puedo llegar al baño, no puede respirar",
        "le dio un infarto a mi papá en la pileta, no llega la ambulancia",
        "hubo un accidente, hay un herido, lleguen ya",
        "it's an emergency, my son is bleeding, we can't move him",
        "my wife had a stroke, help us please, we can't move her",
        "medical emergency, call an ambulance, cancel dinner",
        "emergency, we are locked out and can't get in",
        "é uma emergência, venham rápido",
        "emergencia, mi papá se cayó y no se puede mover",
        "emergency, my wife fell and she can't move",
        "it's an emergency, my wife can't stay awake",
        "es una emergencia, por qué demoran tanto",
        "accidente atrás de la casa",
        "se murió alguien en el hotel, cancelen todo",
        "emergência, ninguém chega",
        "emergencia, no puede llegar a la cama",
        "es una emergencia",
        "necesito ayuda, es una emergencia",
    ],
)
def test_what_goes_on_here_and_now_is_left_as_it_is(words: str) -> None:
    assert not is_told(words)


@pytest.mark.parametrize(
    "words",
    [
        "queremos cancelar la cena",
        "hasta qué hora operan? puedo cambiar la reserva?",
        "can you wake us up at 7? we'll be late otherwise",
        "llegamos a las 23",
        "my mother uses a wheelchair, can we change rooms?",
        "no vamos a la pileta",
    ],
)
def test_nothing_is_taken_from_other_words(words: str) -> None:
    assert without_reason(words) == words
