"""What a hotel knows about itself: facts in three languages, checked before they are kept and found by topic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from core.domain.hours import Hours, WrongHours, from_json
from core.domain.topics import AMENITIES, DIRECTIONS, PAYMENTS, POLICIES, ROOM_AMENITIES

LANGUAGES: Final = ("es", "en", "pt")
LONGEST_TEXT: Final = 700
LONGEST_CAPTION: Final = 200
LONGEST_AMENITY: Final = 40
LONGEST_NAME: Final = 24  # a room's name is a row of a list
MOST_WORDS: Final = 30


class Subject(StrEnum):
    """What a fact is about."""

    AMENITY = "amenity"
    POLICY = "policy"
    PAYMENT = "payment"
    DIRECTION = "direction"
    RULE = "rule"
    ROOM = "room"
    ROOM_AMENITY = "room_amenity"
    WIFI = "wifi"
    HOURS = "hours"
    HOLIDAY = "holiday"


class Answer(StrEnum):
    """`told` is for facts that are no yes or no: a way to come, a rule of the house."""

    YES = "yes"
    NO = "no"
    PAID = "paid"
    TOLD = "told"


class Per(StrEnum):
    """What a price buys."""

    NIGHT = "night"
    DAY = "day"
    HOUR = "hour"
    STAY = "stay"
    PERSON = "person"
    USE = "use"
    TRIP = "trip"


class Audience(StrEnum):
    EVERYONE = "everyone"
    STAYING = "staying"


CLOSED_LISTS: Final[Mapping[Subject, tuple[str, ...]]] = {
    Subject.POLICY: POLICIES,
    Subject.PAYMENT: PAYMENTS,
    Subject.DIRECTION: DIRECTIONS,
    Subject.WIFI: ("wifi",),
}
# What is said of these stands in their details.
_WORDLESS: Final = frozenset({Subject.WIFI, Subject.HOURS, Subject.HOLIDAY, Subject.ROOM_AMENITY})
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_MONEY = re.compile(
    r"[$€£]\s?\d|\b(?:usd|ars|uyu|brl|eur|clp|mxn)\s?\d"
    r"|\d\s?(?:[$€£]|(?:usd|ars|uyu|brl|eur|clp|mxn|pesos|d[óo]lar(?:es)?|dollars?|euros?|reais|real)\b)",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
Texts = Mapping[str, str]


class WrongFact(ValueError):
    """What is wrong with what somebody wrote, in one line; `why` is its name, for screens that say it themselves."""

    def __init__(self, words: str, why: str = "wrong_fact", **facts: Any) -> None:
        super().__init__(words)
        self.why, self.facts = why, facts


@dataclass(frozen=True)
class Fact:
    """`words` are what guests call a topic of the hotel's own, `details` are of its subject, prices in minor units."""

    subject: Subject
    topic: str
    answer: Answer = Answer.TOLD
    texts: Texts = field(default_factory=dict)
    price: int | None = None
    per: Per | None = None
    words: tuple[str, ...] = ()
    audience: Audience = Audience.EVERYONE
    details: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0

    @cached_property
    def hours(self) -> Hours:
        return from_json(self.details)

    @property
    def names(self) -> Texts:
        names: Texts = self.details.get("names", {})
        return names


@dataclass(frozen=True)
class Photo:
    """`of` says what is seen: `room:doble-rio`, `pool`, `breakfast`."""

    id: int
    of: str
    media: int
    place: int
    captions: Texts


@dataclass(frozen=True)
class Gap:
    """A text that a guest of that language would miss."""

    what: str
    topic: str
    language: str


@dataclass(frozen=True)
class Knowledge:
    """All of one hotel's facts at one moment; `mark` changes with every edit."""

    mark: int = 0
    facts: Mapping[tuple[Subject, str], Fact] = field(default_factory=dict)
    photos: tuple[Photo, ...] = ()

    def fact(self, subject: Subject, topic: str) -> Fact | None:
        return self.facts.get((subject, topic))

    def all_of(self, subject: Subject) -> tuple[Fact, ...]:
        return tuple(fact for (about, _), fact in self.facts.items() if about is subject)

    def hours(self, service: str) -> Hours | None:
        fact = self.fact(Subject.HOURS, service)
        return fact.hours if fact is not None else None

    def photos_of(self, of: str) -> tuple[Photo, ...]:
        return tuple(photo for photo in self.photos if photo.of == of)

    @property
    def pictured(self) -> tuple[str, ...]:
        """What there are photos of, in the order in which the hotel shows it."""
        return tuple(dict.fromkeys(photo.of for photo in self.photos))

    @property
    def own_words(self) -> dict[str, list[str]]:
        """Topics of the hotel's own and what guests call them."""
        return {fact.topic: list(fact.words) for fact in self.all_of(Subject.AMENITY) if fact.words}

    @property
    def own_room_words(self) -> dict[str, list[str]]:
        """What guests call the things that only this hotel's rooms are known for."""
        return {fact.topic: list(fact.words) for fact in self.all_of(Subject.ROOM_AMENITY)}

    @property
    def gaps(self) -> list[Gap]:
        found = [gap for fact in self.facts.values() for gap in _gaps_of(fact)]
        for photo in self.photos:
            found += [Gap("photo", photo.of, language) for language in _missing(photo.captions)]
        return found


def _gaps_of(fact: Fact) -> list[Gap]:
    found = []
    wants_text = fact.subject not in _WORDLESS
    if wants_text or any(fact.texts.values()):
        found += [Gap(fact.subject, fact.topic, language) for language in _missing(fact.texts)]
    if fact.subject is Subject.ROOM:
        found += [Gap("room_name", fact.topic, language) for language in _missing(fact.names)]
    return found


def _missing(texts: Texts) -> list[str]:
    return [language for language in LANGUAGES if not texts.get(language)]


def checked(fact: Fact) -> Fact:
    """The fact as it may be kept, blanks tidied away; or one line about what is wrong with it."""
    _check_topic(fact)
    _check_price(fact)
    texts = checked_texts(fact.texts, LONGEST_TEXT)
    if not texts and fact.subject not in _WORDLESS:
        raise WrongFact("a fact needs a text in at least one language", "no_text")
    details = _checked_details(fact)
    audience = Audience.STAYING if fact.subject is Subject.WIFI else fact.audience
    return Fact(
        fact.subject, fact.topic, fact.answer, texts, fact.price, fact.per,
        _checked_words(fact), audience, details, fact.version,
    )  # fmt: skip


def checked_texts(texts: Texts, longest: int) -> dict[str, str]:
    found = {}
    for language, written in texts.items():
        if language not in LANGUAGES:
            raise WrongFact(f"the house speaks {', '.join(LANGUAGES)}, not {language}")
        if not isinstance(written, str):
            raise WrongFact(f"the text in {language} is no text")
        words = _UNPRINTABLE.sub("", written).strip()
        if len(words) > longest:
            too_long = f"the text in {language} has {len(words)} characters, more than {longest}"
            raise WrongFact(too_long, "text_too_long", most=longest)
        if _MONEY.search(words):
            raise WrongFact(
                f"the text in {language} names a price: prices have a field of their own", "price_in_text"
            )
        if words:
            found[language] = words
    return found


def check_slug(topic: str) -> str:
    if not _SLUG.fullmatch(topic) or len(topic) > 60:
        raise WrongFact(f"{topic!r} is no short name such as doble-rio", "wrong_topic")
    return topic


def _check_topic(fact: Fact) -> None:
    if fact.subject is Subject.HOLIDAY:
        try:
            date.fromisoformat(fact.topic)
        except ValueError:
            raise WrongFact(f"{fact.topic!r} is no date such as 2026-12-24", "wrong_topic") from None
        if fact.answer not in (Answer.YES, Answer.NO):
            raise WrongFact("a holiday is added (yes) or taken away (no)")
        return
    check_slug(fact.topic)
    if fact.subject is Subject.ROOM_AMENITY and fact.topic in ROOM_AMENITIES:
        raise WrongFact(f"{fact.topic} is known to every house", "amenity_taken")
    allowed = CLOSED_LISTS.get(fact.subject)
    if allowed is not None and fact.topic not in allowed:
        raise WrongFact(f"{fact.topic} is none of {', '.join(allowed)}")


def _check_price(fact: Fact) -> None:
    if fact.answer is Answer.PAID and fact.price is None:
        raise WrongFact("what is paid for needs its price", "needs_price")
    if fact.price is None and fact.per is not None:
        raise WrongFact(f"there is no price per {fact.per}")
    if fact.price is None:
        return
    if fact.answer is not Answer.PAID:
        raise WrongFact("only what is paid for has a price")
    if isinstance(fact.price, bool) or not isinstance(fact.price, int) or not 0 < fact.price < 10**12:
        raise WrongFact("a price is a whole number of minor units, more than nought", "wrong_price")


def _checked_words(fact: Fact) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(" ".join(word.lower().split()) for word in fact.words))
    own = fact.subject is Subject.ROOM_AMENITY or (
        fact.subject is Subject.AMENITY and fact.topic not in AMENITIES
    )
    if own and not words:
        raise WrongFact(f"{fact.topic} is a topic of your own: say what guests call it", "needs_words")
    if len(words) > MOST_WORDS or any(not 3 <= len(word) <= 40 for word in words):
        raise WrongFact(f"words guests use have 3 to 40 letters; at most {MOST_WORDS} of them", "odd_words")
    if any(not any(char.isalpha() for char in word) for word in words):
        raise WrongFact("words guests use have letters", "odd_words")
    return words


def _checked_details(fact: Fact) -> dict[str, Any]:
    if fact.subject is Subject.HOURS:
        try:
            from_json(fact.details)
        except WrongHours as problem:
            raise WrongFact(str(problem), "wrong_hours") from None
        return dict(fact.details)
    if fact.subject is Subject.WIFI:
        kept = {key: str(fact.details.get(key, "")).strip() for key in ("network", "password")}
        if not kept["network"] or any(len(value) > 63 for value in kept.values()):
            raise WrongFact("the wifi needs the name of its network; neither is so long", "wrong_wifi")
        return kept
    if fact.subject is Subject.ROOM:
        return {"names": checked_texts(fact.names, LONGEST_NAME)}
    if fact.subject is Subject.ROOM_AMENITY:
        names = checked_texts(fact.names, LONGEST_AMENITY)
        if not names:
            raise WrongFact("an amenity has a name in at least one language", "wrong_name")
        return {"names": names}
    if fact.details:
        raise WrongFact(f"a fact about {fact.subject} has no details")
    return {}
