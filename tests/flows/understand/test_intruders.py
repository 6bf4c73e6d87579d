"""Somebody in the room at night rings, in three languages; who comes to clean, and a price, do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.flows.person import alarms
from core.flows.understand.alarms.intruders import somebody_got_in

THERE = [
    "hay dos hombres en mi pieza",
    "Hay dos hombres en mi pieza, son ladrones",
    "entraron a robar",
    "se metió alguien",
    "se metió alguien en la cabaña",
    "hay alguien en mi habitación",
    "hay un tipo en mi baño!!",
    "alguien entró a mi cuarto",
    "alguien está tratando de entrar",
    "están forzando la puerta",
    "quieren entrar a robar",
    "en mi habitación hay un hombre",
    "someone broke in",
    "somebody broke into our cabin",
    "there's a man in my room",
    "there are two men in our room",
    "there is someone in my room",
    "a stranger is in my room",
    "our car was broken into",
    "someone is trying to get in",
    "someone's trying to open my door",
    "there's an intruder",
    "someone came into my room last night",
    "tem um homem no meu quarto",
    "alguém entrou no meu quarto",
    "entraram no meu quarto",
    "entraram para roubar",
    "estão tentando arrombar a porta",
    "arrombaram a porta",
    "tem alguém no meu quarto",
    "tem um ladrão no hotel!",
    "hay ladrones",
    "hay un hombre armado en mi pieza",
    "entró alguien a mi pieza mientras dormía",
    "se nos metió un tipo en la pieza",
]
NOBODY = [
    "hay alguien en la recepción?",
    "hay alguien?",
    "entró alguien a limpiar?",
    "alguien entró a limpiar mi habitación?",
    "no entró nadie",
    "no se metió nadie",
    "hay ladrones en la zona?",
    "is anyone there?",
    "somos dos hombres",
    "una habitación para dos hombres",
    "hay dos camas en mi habitación?",
    "someone came into my room to clean",
    "can someone come into my room to fix the tv?",
    "the key broke in the lock",
    "se metió un gato en la pieza",
    "entró agua en mi pieza",
    "puede entrar alguien a las 10?",
    "tem alguém na recepção?",
    "alguém pode entrar para limpar?",
    "is there a man at the desk?",
    "there are two men in the room next door, very noisy",
    "hay una mujer en recepción?",
    "son unos ladrones",
    "my husband is in my room",
    "quiero entrar a mi habitación",
    "no hay nadie en mi habitación",
    "hay wifi en mi habitación?",
    "intento entrar y la llave no anda",
    "is it safe? are there thieves?",
    "no puedo abrir la puerta",
    "entró el pago?",
    "alguien me atiende?",
    "tem cara de ser bom no quarto",
    "he is trying to open an account",
    "el señor quiere entrar a las 10",
]


@pytest.mark.parametrize("words", THERE)
def test_somebody_who_should_not_be_there_rings(words: str) -> None:
    assert somebody_got_in(words)
    assert alarms.rings(alarms.calmer(words))


@pytest.mark.parametrize("words", NOBODY)
def test_nobody_is_alarmed_by_a_visit_or_a_question(words: str) -> None:
    assert not somebody_got_in(words)


@given(st.text(max_size=200))
def test_no_text_breaks_it(words: str) -> None:
    assert somebody_got_in(words) in (True, False)


@pytest.mark.parametrize(
    "words",
    [
        "son unos ladrones",
        "sos un ladrón",
        "ustedes son todos ladrones, la habitación sale una fortuna",
        "you are a bunch of crooks",
        "vocês são ladrões",
    ],
)
def test_robbers_to_their_face_are_an_insult(words: str) -> None:
    assert "una estafa" in alarms.calmer(words)


@pytest.mark.parametrize(
    "words",
    [
        "Hay dos hombres en mi pieza, son ladrones",
        "entraron tres tipos, son unos ladrones",
        "creo que son ladrones",
        "SOS ladrones!",
        "they are inside, you are being robbed, thieves",
        "hay gente en el pasillo, son unos chorros, llamen a la policía",
        "são ladrões, tem um homem no quarto",
    ],
)
def test_robbers_who_may_be_real_stay_robbers(words: str) -> None:
    assert "estafa" not in alarms.calmer(words)


@pytest.mark.parametrize("words", ["no es urgente pero hay olor a gas", "not urgent, but there is a fire"])
def test_who_calls_a_fire_not_urgent_is_heard_all_the_same(words: str) -> None:
    assert alarms.rings(alarms.calmer(words))
