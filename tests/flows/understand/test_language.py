"""Which language a message is in, and when a conversation changes its own."""

from __future__ import annotations

import pytest

from core.flows.understand.language import detect, tells_little
from core.flows.understand.language.guessing import _PROFILE
from core.flows.understand.language.profile import main as make_profile


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "hola, tienen lugar para este finde?"),
        ("es", "cuanto sale la noche con desayuno"),
        ("es", "se rompio la canilla del baño"),
        ("es", "che y a que hora tengo que dejar la pieza"),
        ("es", "necesitamos factura a nombre de la empresa"),
        ("es", "SE PUEDE LLEVAR PERRO?"),
        ("en", "do you have a room for two nights"),
        ("en", "the shower is cold and nobody answers"),
        ("en", "can we leave our bags after checkout?"),
        ("en", "how far is the beach"),
        ("en", "i need to cancel my stay"),
        ("pt", "vocês têm quarto livre no feriado?"),
        ("pt", "quanto fica a diária com café da manhã"),
        ("pt", "o chuveiro não esquenta"),
        ("pt", "gostaria de cancelar a minha reserva"),
        ("pt", "da pra chegar depois das dez da noite?"),
    ],
)
def test_a_sentence_is_known_whatever_the_hotels_language(lang: str, said: str) -> None:
    for default in ("es", "en", "pt"):
        guess = detect(said, default)
        assert guess.lang == lang
        assert guess.confidence > 0.7


@pytest.mark.parametrize("said", ["ok", "👍", "", "10-15", "wifi?", "Booking.com", "H7K4QX", "ana@mail.com"])
@pytest.mark.parametrize("default", ["es", "en", "pt"])
def test_what_gives_no_hint_is_the_hotels_language(said: str, default: str) -> None:
    assert detect(said, default).lang == default


@pytest.mark.parametrize(
    "said", ["thanks", "no hot water", "ok perfect thanks", "obrigado", "wifi please", "my room key"]
)
def test_fewer_than_four_words_never_change_a_conversation(said: str) -> None:
    guess = detect(said, "es", previous="es")
    assert guess.lang == "es"
    assert not guess.switched


def test_clear_words_change_a_conversation() -> None:
    guess = detect("sorry, do you speak english?", "es", previous="es")
    assert (guess.lang, guess.switched) == ("en", True)


def test_a_few_foreign_words_do_not_change_a_conversation() -> None:
    for said in ("quiero late check out y room service", "hay gym, spa y wifi?", "soy John Smith, somos dos"):
        assert detect(said, "es", previous="es").lang == "es"


def test_a_conversation_keeps_its_language_over_the_hotels() -> None:
    assert detect("ok", "es", previous="en").lang == "en"


@pytest.mark.parametrize(
    ("said", "lang"),
    [
        ("tem piscina?", "pt"),
        ("aceita cartão?", "pt"),
        ("two adults", "en"),
        ("cuánto sale?", "es"),
        ("ok", "es"),
        ("12 al 15", "es"),
    ],
)
def test_after_nothing_but_a_hello_the_first_clear_words_choose(said: str, lang: str) -> None:
    assert detect(said, "es", previous="es", hardly=tells_little(["hola"])).lang == lang


def test_a_hello_tells_little_and_a_question_much() -> None:
    assert tells_little(["hola", "buenas"])
    assert not tells_little(["hola", "tienen lugar?"])


def test_french_is_noticed_but_answered_in_the_hotels_language() -> None:
    guess = detect("nous arrivons demain avec deux enfants", "es")
    assert (guess.spoken, guess.lang) == ("fr", "es")


def test_the_profile_is_made_again_to_the_byte() -> None:
    before = _PROFILE.read_bytes()
    make_profile()
    try:
        assert _PROFILE.read_bytes() == before
    finally:
        _PROFILE.write_bytes(before)
