"""Danger, anger and impatience, and above all what only sounds like them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.flows.understand.alarms import temper
from core.flows.understand.alarms.temper import Mood, mood

HEARD = [
    ("hay olor a quemado en el pasillo", Mood.DANGER),
    ("me robaron la mochila", Mood.DANGER),
    ("no sé si es gas o hay humo", Mood.DANGER),
    ("es una porquería este lugar", Mood.ANGRY),
    ("we are locked out of the cabin", Mood.DANGER),
    ("there's smoke coming from the heater", Mood.DANGER),
    ("tem cheiro de gás!!!", Mood.DANGER),
    ("nos quedamos afuera y hace frío", Mood.DANGER),
    ("no me anda el código del portón", Mood.DANGER),
    ("no podemos entrar a la cabaña!!", Mood.DANGER),
    ("the key won't open the door", Mood.DANGER),
    ("não consigo entrar no quarto", Mood.DANGER),
    ("SOCORRO", Mood.DANGER),
    ("Esto es una VERGÜENZA", Mood.ANGRY),
    ("los voy a escrachar en todos lados", Mood.ANGRY),
    ("this is ridiculous", Mood.ANGRY),
    ("isso é um absurdo", Mood.ANGRY),
    ("no hay nadie?", Mood.WAITING),
    ("is anybody there??", Mood.WAITING),
    ("ninguém responde", Mood.WAITING),
]
NOT_HEARD = [
    "si no puedo entrar a la habitación hasta las 14, dónde dejo las valijas?",
    "qué hago si la llave no abre?",
    "what if we get locked out?",
    "no puedo entrar a la página",
    "decime la verdad, está buena la pieza o es una porquería",
    "fala a verdade, o quarto é bom ou é uma merda?",
    "is it any good or is it a scam?",
    "tuvimos una emergencia familiar, tenemos que cancelar",
    "no es una emergencia",
    "it is not an emergency",
    "is there a fire pit?",
    "do you have a fireplace",
    "can I smoke in the garden?",
    "can you help me?",
    "qué linda la cabaña",
    "that would be ridiculously nice",
    "somos 4 personas",
    "we are still deciding",
    "estamos esperando a mi hermana para salir",
    "",
]


@pytest.mark.parametrize(("words", "expected"), HEARD)
def test_it_is_heard(words: str, expected: Mood) -> None:
    assert mood(words) is expected


@pytest.mark.parametrize("words", NOT_HEARD)
def test_it_is_not_heard_where_it_is_not_meant(words: str) -> None:
    assert mood(words) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it(words: str) -> None:
    assert mood(words) in (None, *Mood)


def test_every_word_is_written_as_it_is_compared() -> None:
    held = tomllib.loads(Path(temper.__file__).with_suffix(".toml").read_text("utf-8"))
    assert set(held) == set(Mood)
    odd = [
        word
        for by_language in held.values()
        for said in by_language.values()
        for word in said
        if mood(word) is None
    ]
    assert odd == []
