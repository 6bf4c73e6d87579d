"""What a sentence means, and above all what it does not: words inside other sentences are the usual trap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.flows.understand import Intent, read
from core.flows.understand.glance import _lexicon, _patterns, plain_text

BOOKING, HUMAN, URGENT = Intent.BOOKING, Intent.HUMAN, Intent.URGENT
TIMES, LOCATION, FOR_PEOPLE = Intent.TIMES, Intent.LOCATION, Intent.FOR_PEOPLE
GREET, THANKS, FINE, OPT_OUT, OPT_IN = Intent.GREET, Intent.THANKS, Intent.FINE, Intent.OPT_OUT, Intent.OPT_IN

MEANT: list[tuple[str, Intent]] = [
    ("¿Tienen disponibilidad para el 20 al 23?", BOOKING),
    ("Hola, quería reservar 3 noches", BOOKING),
    ("hay lugar este finde?", BOOKING),
    ("necesito una habitación doble", BOOKING),
    ("cuánto sale la cabaña", BOOKING),
    ("Do you have any rooms for tonight?", BOOKING),
    ("how much is it for two nights", BOOKING),
    ("Is the cabin available in January?", BOOKING),
    ("Tem quarto livre pro feriado?", BOOKING),
    ("qual o valor da diária?", BOOKING),
    ("Quiero hablar con recepción", HUMAN),
    ("me pasás con alguien?", HUMAN),
    ("persona", HUMAN),
    ("recepción por favor", HUMAN),
    ("sos un bot?", HUMAN),
    ("nadie responde", HUMAN),
    ("is anybody there??", HUMAN),
    ("please call me", HUMAN),
    ("tem alguém aí?", HUMAN),
    ("AYUDA", URGENT),
    ("es una emergencia", URGENT),
    ("hay olor a quemado en el pasillo", URGENT),
    ("me robaron la mochila", URGENT),
    ("help!", URGENT),
    ("we are locked out of the cabin", URGENT),
    ("there's smoke coming from the heater", URGENT),
    ("socorro", URGENT),
    ("tem cheiro de gás", URGENT),
    ("dónde queda el hotel?", LOCATION),
    ("me pasan la ubicación", LOCATION),
    ("how do I get there?", LOCATION),
    ("endereço", LOCATION),
    ("a qué hora es la salida", TIMES),
    ("what time is check-out?", TIMES),
    ("até que horas posso fazer o check-in", TIMES),
    ("aceptan mascotas?", FOR_PEOPLE),
    ("no anda el wifi", FOR_PEOPLE),
    ("is breakfast included?", FOR_PEOPLE),
    ("the shower is broken", FOR_PEOPLE),
    ("tem piscina?", FOR_PEOPLE),
    ("esqueci meu carregador no quarto", FOR_PEOPLE),
    ("baja", OPT_OUT),
    ("Stop!", OPT_OUT),
    ("STOP please", OPT_OUT),
    ("unsubscribe me from this", OPT_OUT),
    ("quiero darme de baja", OPT_OUT),
    ("não quero mais mensagens de vocês", OPT_OUT),
    ("alta", OPT_IN),
    ("START", OPT_IN),
    ("buenas!", GREET),
    ("Holaaaaa", GREET),
    ("Good evening", GREET),
    ("valeu!", THANKS),
    ("ok", FINE),
    ("Perfecto!!", FINE),
    ("tá bom", FINE),
]

NOT_MEANT: list[tuple[str, Intent]] = [
    ("buenas noches", BOOKING),
    ("good night!", BOOKING),
    ("boa noite", BOOKING),
    ("my room was great, thank you", BOOKING),
    ("la cabaña estaba hermosa", BOOKING),
    ("que lindo lugar", BOOKING),
    ("hola Cabañas Aguamarina", BOOKING),
    ("buen finde!", BOOKING),
    ("have a nice weekend", BOOKING),
    ("bom fim de semana", BOOKING),
    ("last night we heard music", BOOKING),
    ("estoy leyendo un book", BOOKING),
    ("somos 4 personas", HUMAN),
    ("price per person", HUMAN),
    ("precio para una persona", HUMAN),
    ("quanto custa por pessoa", HUMAN),
    ("a qué hora abre la recepción?", HUMAN),
    ("what time does reception open?", HUMAN),
    ("alguien me puede decir a qué hora es el check in?", HUMAN),
    ("no es urgente", URGENT),
    ("it's not urgent", URGENT),
    ("não é urgente", URGENT),
    ("is there a fire pit?", URGENT),
    ("do you have a fireplace", URGENT),
    ("can I smoke in the garden?", URGENT),
    ("non-smoking room", URGENT),
    ("hay fuego para el asado?", URGENT),
    ("can you help me?", URGENT),
    ("could you help me with a booking", URGENT),
    ("me podrían ayudar con algo?", URGENT),
    ("we arrive in two hours", TIMES),
    ("llegamos en 3 horas", TIMES),
    ("my email address is ana@example.com", LOCATION),
    ("my address is Calle 1", LOCATION),
    ("we stop at the bakery first", OPT_OUT),
    ("la temporada baja me viene mejor", OPT_OUT),
    ("cuándo es temporada alta?", OPT_IN),
    ("let's start on Monday", OPT_IN),
    ("quiero sair con vos", OPT_OUT),
    ("that's not ok", FINE),
    ("no tengo idea", FINE),
    ("this hippo", GREET),
    ("machine learning", GREET),
]


@pytest.mark.parametrize(("words", "intent"), MEANT)
def test_a_sentence_means_what_it_says(words: str, intent: Intent) -> None:
    assert intent in read(words).intents


@pytest.mark.parametrize(("words", "intent"), NOT_MEANT)
def test_a_sentence_does_not_mean_what_one_of_its_words_could(words: str, intent: Intent) -> None:
    assert intent not in read(words).intents


LANGUAGES = [
    ("hola", "es"),
    ("¿Qué tal?", "es"),
    ("quiero saber algo", "es"),
    ("mañana llegamos", "es"),
    ("hello", "en"),
    ("what is this", "en"),
    ("thanks", "en"),
    ("oi", "pt"),
    ("não sei", "pt"),
    ("Que horas é o check-in?", "pt"),
    ("você tem café?", "pt"),
    ("obrigada", "pt"),
    ("bom dia", "pt"),
    ("ola", None),
    ("ok", None),
    ("check in", None),
    ("check-out?", None),
    ("STOP", None),
    ("👍", None),
    ("123", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "language"), LANGUAGES)
def test_words_give_their_language_away_or_say_nothing(words: str, language: str | None) -> None:
    assert read(words).language == language


def test_an_instruction_in_any_line_of_a_burst_counts() -> None:
    assert OPT_OUT in read("hola\nbaja").intents
    assert FINE in read("ok\nbuenísimo").intents


@pytest.mark.parametrize("words", ["👍", "❤️", "...", "?!", "", "   ", "\n\n"])
def test_what_has_no_words_is_wordless(words: str) -> None:
    assert read(words).is_wordless


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ("hola", False),
        ("hola soy Ana", False),
        ("buenas, cómo va?", True),
        ("hola queria saber si se puede ver la regata", True),
        ("hola gracias por responder", False),
    ],
)
def test_what_was_not_understood_is_noticed(words: str, more: bool) -> None:
    assert read(words).says_more is more


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("¡Holaaa!", "hola"),
        ("HOLA", "hola"),
        ("  a\n\tb ", "a b"),
        ("Ñandú", "nandu"),
        ("ção", "cao"),
        ("🏡", ""),
    ],
)
def test_spellings_meet_in_plain_text(written: str, plain: str) -> None:
    assert plain_text(written) == plain


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(words: str) -> None:
    understood = read(words)
    assert understood.language in {None, "es", "en", "pt"}
    assert understood.rest >= 0


def test_a_very_long_message_is_read_quickly() -> None:
    import time

    began = time.perf_counter()
    read("hola quiero una habitación para 2 noches " * 100)
    assert time.perf_counter() - began < 0.5


def test_every_word_of_the_lexicon_is_written_as_it_is_compared() -> None:
    """A word with an accent or a capital would never match anything."""
    odd = {
        word
        for by_language in _lexicon().values()
        for words in by_language.values()
        for word in words
        if plain_text(word.replace("#", "1").lstrip("=")) != word.replace("#", "1").lstrip("=")
    }
    assert odd == set()


def test_no_word_stands_twice_in_one_list() -> None:
    twice = {
        (name, language, word)
        for name, by_language in _lexicon().items()
        for language, words in by_language.items()
        for word in words
        if words.count(word) > 1
    }
    assert twice == set()


def test_every_chapter_of_the_lexicon_is_an_intent_or_known() -> None:
    assert set(_lexicon()) == {*Intent, "harmless", "language"}
    assert {pattern.name for pattern in _patterns()} == {*Intent, "harmless"}
