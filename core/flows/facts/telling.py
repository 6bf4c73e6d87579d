"""Facts, hours, days and prices in the guest's language; nothing here knows anything the database does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from babel import Locale
from babel.dates import format_date, get_day_names
from sqlalchemy.orm import Session

from core.domain.hours import Calendar, Hours, Shifts, runs_of
from core.domain.knowledge import Answer, Fact, Per, Texts
from core.domain.money import Money
from core.services import promises, questions, wording, words
from core.services.holidays import Holidays, days_around, of_hotel
from core.services.knowledge import in_language
from core.services.questions import Unanswered, Why
from core.services.scenes import Scene

_LOCALES: Final = {"es": "es_AR", "en": "en_US", "pt": "pt_BR"}
_PRICE: Final = {
    Per.NIGHT: "price.night",
    Per.DAY: "price.day",
    Per.HOUR: "price.hour",
    Per.STAY: "price.stay",
    Per.PERSON: "price.person",
    Per.USE: "price.use",
    Per.TRIP: "price.trip",
}
_A_WEEK: Final = timedelta(days=6)


@dataclass(frozen=True)
class Told:
    """Words for the guest, and whether they had to be taken from another language."""

    words: str
    borrowed: bool = False


def text(scene: Scene, texts: Texts) -> Told | None:
    """The text in the guest's language; else another one, announced, in a paragraph of its own."""
    found = in_language(texts, scene.language, scene.hotel.language)
    if found is None:
        return None
    words, language = found
    if language == scene.language:
        return Told(words)
    name = Locale.parse(_LOCALES[scene.language]).languages[language]
    announced = scene.say("fact.only_in", tongue=name)
    return Told(f"{announced}\n{words}", borrowed=True)


def names_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """By these a turn says from what it was told."""
    return tuple(f"{fact.subject}:{fact.topic}" for fact in facts)


def fact(session: Session, scene: Scene, known: Fact) -> str:
    """The fact with its price. A text that was missing in the guest's language is noted for staff."""
    told = text(scene, known.texts)
    price = price_words(scene, known)
    if told is None:
        return price
    if told.borrowed:
        topic = f"{known.subject}:{known.topic}"
        questions.note(
            session, scene.conversation, Unanswered(Why.NOT_IN_LANGUAGE, scene.language, scene.words, topic)
        )
    return (told.words + ("\n" if told.borrowed else " ") + price).strip()


def unwritten(session: Session, scene: Scene, topic: str | None) -> None:
    """Nobody has written of it: it is noted for staff, in the guest's words."""
    questions.note(session, scene.conversation, Unanswered(Why.UNKNOWN, scene.language, scene.words, topic))


def price_words(scene: Scene, known: Fact) -> str:
    if known.answer is not Answer.PAID or known.price is None:
        return ""
    price = money(scene, known.price)
    return scene.say(_PRICE[known.per], price=price) if known.per else scene.say("price.plain", price=price)


def money(scene: Scene, minor: int) -> str:
    return words.money(scene, Money(minor, scene.hotel.currency))


def calendar(scene: Scene) -> Calendar:
    """The days off around now: the country's, as this hotel has changed them."""
    return days_around(scene.hotel.country, scene.knowledge, scene.local_now.date())


def holidays(scene: Scene) -> Holidays:
    return of_hotel(scene.hotel.country, scene.knowledge)


def reception(scene: Scene) -> Hours:
    """As written down shift by shift, else the one span of the hotel's own row."""
    return promises.reception(scene.hotel, scene.knowledge)


def week(scene: Scene, hours: Hours, *, brief: bool = False) -> str:
    """ "Monday to Friday from 8 to 12 and from 16 to 20; Saturday from 9 to 13"; brief where all days are alike."""
    runs = runs_of(hours.week)
    if len(runs) == 1 and (runs[0].first, runs[0].last) == (0, 6):
        told = shifts(scene, runs[0].shifts)
        plain = brief or runs[0].shifts[0].is_whole_day
        return told if plain else scene.say("week.every_day") + " " + told
    return "; ".join(f"{_days(scene, run.first, run.last)} {shifts(scene, run.shifts)}" for run in runs)


def _days(scene: Scene, first: int, last: int) -> str:
    names = get_day_names("wide", locale=_LOCALES[scene.language])
    if first == last:
        return str(names[first])
    if last == first + 1:
        return scene.list_of([str(names[first]), str(names[last])])
    return scene.say("week.days", first=str(names[first]), last=str(names[last]))


def hour(scene: Scene, at: time) -> str:
    """In the one manner of each language."""
    return wording.hour(scene.language, scene.hotel.country, at)


def shifts(scene: Scene, of_day: Shifts) -> str:
    told = [
        scene.say("week.always")
        if shift.is_whole_day
        else scene.say("week.shift", opens=hour(scene, shift.opens), closes=hour(scene, shift.closes))
        for shift in of_day
    ]
    return scene.list_of(told)


def when(scene: Scene, moment: datetime) -> str:
    """Today, tomorrow, on Monday, on 3 December: with the hour."""
    today, clock = scene.local_now.date(), hour(scene, moment.time())
    if moment.date() == today:
        return scene.say("moment.today", time=clock)
    if moment.date() == today + timedelta(days=1):
        return scene.say("moment.tomorrow", time=clock)
    return scene.say("moment.day", day=_day(scene, moment), time=clock)


def _day(scene: Scene, moment: datetime) -> str:
    locale = _LOCALES[scene.language]
    if moment - scene.local_now <= _A_WEEK:
        return str(get_day_names("wide", locale=locale)[moment.weekday()])
    return format_date(moment.date(), {"en": "d MMMM"}.get(scene.language, "d 'de' MMMM"), locale=locale)
