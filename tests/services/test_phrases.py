"""Every word a guest can read exists three times, fits, and has the same blanks."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from core.domain.access import NotAllowed
from core.flows.heard.doubt import OFFERED
from core.flows.heard.hearing import PLAIN
from core.services import phrases
from core.services.passes import Standing
from core.services.phrases import (
    FORMS,
    LANGUAGES,
    LONGEST_BODY,
    LONGEST_BUTTON,
    TUTEO,
    VOSEO,
    PhraseProblem,
    book,
    say,
)
from core.store.db import transaction
from core.store.hotels import Hotel
from tests.makers import House

ROOT = Path(__file__).parents[2]
KEYS = sorted(book()["es"])


# Words that two of the languages share.
ALIKE = {
    "when.sat", "when.sun", "summary.adults", "pass.arrive", "pass.cancelled", "pass.code", "pass.valid",
    "booking.adult", "booking.adults", "button.book", "button.pay_it", "button.pay_link", "confirmation.total",
    "amenity.fan", "amenity.wifi", "noted.allergy", "noted.beds_apart", "noted.diet", "readback.wishes",
    "stay.all_rooms", "stay.cancel_what", "stay.row", "stay.task_about", "review.star_2", "review.star_5",
    "button.speak_es", "button.speak_en", "button.speak_pt", "joining.quoted", "language.choose",
}  # fmt: skip
# Nothing but blanks and what stands between them.
BARE = re.compile(r"(?:\{\w+\}|[\s·•,:–-]|del|total)+")
# Examples of how to write an answer, with figures of nobody's.
EXAMPLES = {f"booking.ask_{what}_again" for what in ("dates", "people", "age", "ages", "which")}


def test_a_phrase_exists_three_times_and_says_something_else_each_time() -> None:
    for key in KEYS:
        said = [book()[language][key] for language in LANGUAGES]
        assert len(set(said)) == 3 or key in ALIKE or all(BARE.fullmatch(words) for words in said), key
        assert all(words.strip() == words and words for words in said), key


def test_a_phrase_fits_and_has_the_same_blanks_everywhere() -> None:
    for key in KEYS:
        longest = LONGEST_BUTTON if key.startswith(("button.", "wish.")) else LONGEST_BODY
        assert all(len(book()[language][key]) <= longest for language in LANGUAGES), key
        assert len({frozenset(phrases.blanks(book()[language][key])) for language in LANGUAGES}) == 1, key


# Named by what they speak of: a wish on a button, the matter of a question.
OF_LISTS = {f"wish.{name}" for name in OFFERED} | {f"topic.{name}" for name in PLAIN}
OF_LISTS |= {f"pass.{standing}" for standing in Standing}


def used() -> set[str]:
    """Keys named in the code, as whole words or as parts of a pair."""
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for room in ("core/flows", "core/services", "webhook")
        for path in (ROOT / room).rglob("*.py")
    )
    made = [_of_pattern(one) for one in re.findall(r'f"([a-z]+\.[a-z_]*\{[^"]+)"', code)]
    of_patterns = {key for key in KEYS for pattern in made if pattern.fullmatch(key)}
    return set(re.findall(r"""["']([a-z]+\.[a-z_]+)["']""", code)) | OF_LISTS | of_patterns


def _of_pattern(written: str) -> re.Pattern[str]:
    """`booking.ask_{step}`: the name of a step, a way to pay, a reason."""
    parts = [re.escape(part) for part in re.split(r"\{[^}]+\}", written)]
    return re.compile("[a-z0-9_]+".join(parts))


def test_every_phrase_is_said_somewhere_and_every_phrase_said_exists() -> None:
    chapters = {key.partition(".")[0] for key in KEYS}
    named = {key for key in used() if key.partition(".")[0] in chapters and not key.endswith(".toml")}
    assert named == set(KEYS)


def test_blanks_are_filled_in() -> None:
    assert "Posada" in say("es", "greeting.first", hotel="Posada")


def test_a_language_we_do_not_speak_is_answered_in_the_first() -> None:
    assert say("de", "button.person") == say("es", "button.person")


def test_a_guest_whose_name_has_braces_is_greeted_all_the_same() -> None:
    assert "{0.__class__}" in say("es", "greeting.named", name="{0.__class__}", hotel="Posada")


def test_a_book_with_a_gap_is_refused_by_name() -> None:
    books = {language: dict(book()[language]) for language in LANGUAGES}
    del books["pt"]["button.person"]
    books["en"]["button.times"] = "x" * 21
    books["en"]["answer.address"] = "We are somewhere."
    assert sorted(phrases._problems(books)) == [
        "en answer.address has other blanks than es",
        "en button.times is longer than 20",
        "pt lacks button.person",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_no_phrase_holds_a_figure_of_its_own(form: str) -> None:
    """Hours, prices and counts come from the database through blanks, never from the words."""
    for language, key in product(LANGUAGES, KEYS):
        plain = re.sub(r"{\w+}", "", book(form)[language][key])
        if key in EXAMPLES:
            plain = plain.partition(":")[0]
        assert not re.search(r"\d|[$€£%]|<|\|", plain), (language, key, plain)


TELLING = {
    "es": re.compile(r"\b(?:los|las|está|recepción|escrib\w+)\b"),
    "en": re.compile(r"\b(?:the|you|with|reception|write)\b"),
    "pt": re.compile(r"\b(?:você|não|recepção|aqui|escrever|está fechada)\b"),
}


def test_no_phrase_slips_into_another_language() -> None:
    for language, others in (("es", ("en", "pt")), ("en", ("es", "pt")), ("pt", ("en",))):
        for key, words in book()[language].items():
            assert not [other for other in others if TELLING[other].search(words.lower())], (key, words)


VOSEO_WORDS = re.compile(r"\b(?:vos|\w+[aeí]s(?<=[áéí]s)|escribime|mandanos|decime|acá)\b")


def test_who_says_tu_never_says_vos() -> None:
    slips = {key: words for key, words in book(TUTEO)["es"].items() if VOSEO_WORDS.search(words)}
    assert {
        key for key in slips if not re.search(r"\b(?:detrás|después|además|inglés|atrás)\b", slips[key])
    } == set()
    assert book(TUTEO)["es"] != book()["es"]
    assert book(TUTEO)["en"] == book()["en"]


@pytest.mark.parametrize(
    ("country", "chosen", "form"),
    [
        ("AR", None, VOSEO),
        ("uy", None, VOSEO),
        ("MX", None, TUTEO),
        ("ES", "voseo", VOSEO),
        ("AR", "tuteo", TUTEO),
    ],
)
def test_the_form_of_address_is_the_hotels_or_its_countrys(
    country: str, chosen: str | None, form: str
) -> None:
    assert phrases.form_of(Hotel(country=country, address_form=chosen)) == form


def voice(session: Session, house: House) -> phrases.Voice:
    return phrases.of(session, session.get_one(Hotel, house.posada))


def test_a_hotels_own_words_come_first_and_can_be_taken_back(house: House, session: Session) -> None:
    house_words = voice(session, house).say("es", "greeting.thanks")
    phrases.override(session, house.diego, phrases.Line("es", "greeting.thanks", " Un gusto. "), token="t1")
    assert voice(session, house).say("es", "greeting.thanks") == "Un gusto."
    phrases.override(session, house.diego, phrases.Line("es", "greeting.thanks", "¡Un placer!"), token="t2")
    assert voice(session, house).say("es", "greeting.thanks") == "¡Un placer!"
    assert voice(session, house).say("en", "greeting.thanks").startswith("You're welcome")
    phrases.override(session, house.diego, phrases.Line("es", "greeting.thanks", ""), token="t3")
    assert voice(session, house).say("es", "greeting.thanks") == house_words


def test_a_click_that_comes_twice_changes_words_once(house: House, session: Session) -> None:
    phrases.override(session, house.diego, phrases.Line("es", "greeting.thanks", "Un gusto."), token="t1")
    phrases.override(session, house.diego, phrases.Line("es", "greeting.thanks", "Otra cosa."), token="t1")
    assert voice(session, house).say("es", "greeting.thanks") == "Un gusto."


@pytest.mark.parametrize(
    ("language", "key", "words"),
    [
        ("es", "button.person", "x" * 21),
        ("es", "answer.address", "Estamos por ahí."),
        ("es", "greeting.thanks", "De nada, {name}"),
        ("es", "greeting.thanks", "De nada {"),
        ("es", "greeting.thanks", "x" * 1025),
        ("es", "greeting.nothing", "hola"),
        ("de", "greeting.thanks", "Bitte"),
        ("es", "greeting.thanks", "De\x00nada"),
        ("es", "greeting.thanks", "De nada {0}"),
        ("es", "greeting.first", "Hola {hotel.__class__}"),
        ("es", "greeting.first", "Hola {hotel!r}"),
        ("es", "greeting.first", "Hola {hotel:>9999999}"),
    ],
)
def test_words_no_channel_or_guest_would_take_are_refused(
    house: House, session: Session, language: str, key: str, words: str
) -> None:
    with pytest.raises(PhraseProblem):
        phrases.override(session, house.diego, phrases.Line(language, key, words), token="t1")


def test_reception_may_not_change_what_the_house_says(house: House, session: Session) -> None:
    with pytest.raises(NotAllowed):
        phrases.override(session, house.carla, phrases.Line("es", "greeting.thanks", "Chau"), token="t1")


def test_one_hotels_words_are_not_anothers(house: House, session: Session) -> None:
    phrases.override(session, house.diego, phrases.Line("es", "greeting.thanks", "Un gusto."), token="t1")
    session.commit()
    with transaction(house.cabanas) as theirs:
        theirs.get_one(Hotel, house.cabanas).phrases_version = 1
        words = phrases.of(theirs, theirs.get_one(Hotel, house.cabanas)).say("es", "greeting.thanks")
    assert words.startswith("¡De nada!")
