"""Facts are checked before they are kept, and gaps between languages are seen."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.domain.hours import every_day, to_json
from core.domain.knowledge import (
    LANGUAGES,
    Answer,
    Audience,
    Fact,
    Gap,
    Knowledge,
    Per,
    Photo,
    Subject,
    WrongFact,
    checked,
)
from core.domain.topics import AMENITIES
from core.services.phrases import LANGUAGES as SPOKEN

POOL = Fact(
    Subject.AMENITY, "pool", Answer.YES, {"es": "Hay pileta.", "en": "There is a pool.", "pt": "Há piscina."}
)
PARKING = replace(POOL, topic="parking", answer=Answer.PAID, price=500_000, per=Per.DAY)
KAYAK = replace(POOL, topic="kayak", words=("kayak", "canoa"))
ROOM = Fact(
    Subject.ROOM,
    "doble-rio",
    texts=POOL.texts,
    details={"names": {"es": "Doble al río", "en": "River double", "pt": "Duplo do rio"}},
)
WIFI = Fact(Subject.WIFI, "wifi", details={"network": "Posada", "password": "ceibo-rojo"})
HOURS = Fact(Subject.HOURS, "pool", details=to_json(every_day("09:00-20:00")))
DAY = Fact(Subject.HOLIDAY, "2026-12-24", Answer.YES)


@pytest.mark.parametrize("fact", [POOL, PARKING, KAYAK, ROOM, WIFI, HOURS, DAY], ids=lambda fact: fact.topic)
def test_a_sound_fact_is_kept_as_it_is(fact: Fact) -> None:
    kept = checked(fact)
    assert (kept.texts, kept.price, kept.words) == (fact.texts, fact.price, fact.words)
    assert checked(kept) == kept


WRONG: dict[str, tuple[Fact, str]] = {
    "no text at all": (replace(POOL, texts={"es": " \n "}), "text in at least one language"),
    "a language nobody speaks": (replace(POOL, texts={"fr": "Il y a une piscine."}), "not fr"),
    "a text too long": (replace(POOL, texts={"es": "a" * 701}), "701 characters"),
    "a price in pesos in the text": (replace(POOL, texts={"es": "Cuesta $ 5000."}), "names a price"),
    "a price in dollars in the text": (replace(POOL, texts={"en": "20 USD each"}), "names a price"),
    "a price in reais in the text": (replace(POOL, texts={"pt": "são 30 reais"}), "names a price"),
    "paid without a price": (replace(PARKING, price=None, per=None), "needs its price"),
    "a price of nothing": (replace(PARKING, price=0), "whole number"),
    "a price below nothing": (replace(PARKING, price=-5), "whole number"),
    "a price in halves": (replace(PARKING, price=2.5), "whole number"),
    "a price of true": (replace(PARKING, price=True), "whole number"),
    "a price beyond belief": (replace(PARKING, price=10**12), "whole number"),
    "free with a price": (replace(POOL, price=100), "only what is paid for"),
    "per night without a price": (replace(POOL, per=Per.NIGHT), "no price per night"),
    "a topic with blanks": (replace(POOL, topic="the pool"), "no short name"),
    "a topic of nothing": (replace(POOL, topic=""), "no short name"),
    "an own topic nobody can ask for": (replace(KAYAK, words=()), "what guests call it"),
    "words of two letters": (replace(KAYAK, words=("si",)), "3 to 40"),
    "words of digits": (replace(KAYAK, words=("12345",)), "have letters"),
    "too many words": (replace(KAYAK, words=tuple(f"palabra{n}" for n in range(31))), "at most 30"),
    "a policy nobody asks about": (replace(POOL, subject=Subject.POLICY), "none of pets"),
    "details where there are none": (replace(POOL, details={"a": 1}), "no details"),
    "hours that overlap": (replace(HOURS, details={"week": [["8:00-9:00"]] * 7}), "no shift"),
    "a wifi without a name": (replace(WIFI, details={"password": "x"}), "name of its network"),
    "a wifi password of a page": (replace(WIFI, details={"network": "a", "password": "x" * 64}), "so long"),
    "a holiday on no day": (replace(DAY, topic="2026-02-30"), "no date"),
    "a holiday neither added nor taken": (replace(DAY, answer=Answer.TOLD), "added"),
    "a room with a long name": (replace(ROOM, details={"names": {"es": "D" * 25}}), "more than 24"),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_wrong_fact_is_refused_in_one_line(case: tuple[Fact, str]) -> None:
    fact, reason = case
    with pytest.raises(WrongFact, match=reason) as refused:
        checked(fact)
    assert "\n" not in str(refused.value)


def test_marks_that_turn_text_around_are_taken_out() -> None:
    assert checked(replace(POOL, texts={"es": "\u202eHay\x00 pileta.\x1b"})).texts == {"es": "Hay pileta."}


def test_the_wifi_is_told_to_those_who_stay_whatever_was_asked_for() -> None:
    assert checked(replace(WIFI, audience=Audience.EVERYONE)).audience is Audience.STAYING


def knowing(*facts: Fact, photos: tuple[Photo, ...] = ()) -> Knowledge:
    return Knowledge(1, {(fact.subject, fact.topic): fact for fact in facts}, photos)


def test_what_is_there_in_three_languages_has_no_gap() -> None:
    photo = Photo(1, "pool", 7, 1, {"es": "La pileta", "en": "The pool", "pt": "A piscina"})
    assert knowing(POOL, PARKING, ROOM, WIFI, HOURS, DAY, photos=(photo,)).gaps == []


def test_each_missing_text_is_a_gap_with_its_name() -> None:
    half = replace(ROOM, texts={"es": "x"}, details={"names": {"es": "Doble", "pt": "Duplo"}})
    noted = replace(HOURS, texts={"en": "Weather permitting"})
    photo = Photo(1, "pool", 7, 1, {"es": "La pileta", "pt": "A piscina"})
    assert knowing(half, noted, photos=(photo,)).gaps == [
        Gap("room", "doble-rio", "en"),
        Gap("room", "doble-rio", "pt"),
        Gap("room_name", "doble-rio", "en"),
        Gap("hours", "pool", "es"),
        Gap("hours", "pool", "pt"),
        Gap("photo", "pool", "en"),
    ]


def test_own_topics_bring_their_words_and_others_none() -> None:
    assert knowing(POOL, KAYAK).own_words == {"kayak": ["kayak", "canoa"]}


def test_photos_come_in_the_order_of_the_hotel() -> None:
    shown = tuple(Photo(number, of, number, 1, {}) for number, of in enumerate(["pool", "room:a", "pool"]))
    known = knowing(photos=shown)
    assert known.pictured == ("pool", "room:a")
    assert [photo.id for photo in known.photos_of("pool")] == [0, 2]


def test_the_topics_the_house_knows_are_those_it_understands() -> None:
    words: dict[str, Any] = tomllib.loads(
        (Path(__file__).parents[2] / "core/flows/understand/entities/amenities.toml").read_text("utf-8")
    )
    assert tuple(words) == AMENITIES


def test_facts_are_written_in_the_languages_the_house_speaks() -> None:
    assert LANGUAGES == SPOKEN
