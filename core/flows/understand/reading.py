"""Reads a message whole: language, wishes, stay, everything named, and what about it is unsure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from core.domain.joining import Change
from core.domain.memory import About, Asked, Party
from core.domain.over_and_over import a_few_times
from core.domain.so_far import Named
from core.flows.understand.asked import (
    agreement,
    chosen_option,
    fill_ages,
    fill_count,
    fill_nights,
    follows_on,
    only_number,
    rating,
    without_days_as_ages,
    without_false_days,
    without_numbers,
)
from core.flows.understand.changing import read_against, without_people
from core.flows.understand.days import a_day_of_theirs
from core.flows.understand.days.asides import with_heads_settled, without_asides
from core.flows.understand.days.before_dawn import asked_which_night
from core.flows.understand.days.beside_ages import told_apart
from core.flows.understand.days.day_of_a_feast import without_its_day
from core.flows.understand.days.feasts import without_feast_meals
from core.flows.understand.days.impossible import NoSuchDay, no_such_day
from core.flows.understand.days.no_days import without_numbers_of_else
from core.flows.understand.days.one_end import is_told
from core.flows.understand.days.shifted import without_how_far_it_moved
from core.flows.understand.entities import Entities, hotel_list, read_entities
from core.flows.understand.entities.rough_hours import with_rough_hours
from core.flows.understand.heads.room_by_room import without_heads_by_room
from core.flows.understand.intents.deciding import Guess, Verdict, decide
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.language import LanguageGuess, detect
from core.flows.understand.stay import Clock, Holidays, StayReading, Talk, read_stay
from core.flows.understand.text import normalise, numbered
from core.flows.understand.which_room.places import among_shown, beside_what_is_chosen, both_said

__all__ = ["About", "Asked", "Context", "Guess", "Understanding", "read"]

_BARE: Final = frozenset({"inform", "yes", "no", "review_answer", "out_of_scope", "help", "greet"})
_GOES_ON: Final = frozenset(
    {"ask_availability", "ask_price", "book", "modify_booking", "ask_hours", "ask_amenity"}
)
_SURE: Final = 0.95


@dataclass(frozen=True)
class Context:
    """What is known before the message: the hotel's clock and country, and how the conversation stands.

    `wish` is the intent being talked about, `asked` the question just put, `stay` what is known of the stay so far,
    `month` the one that is talked of while no day is known, `talk` the stays that are talked about just now.
    """

    now: datetime
    zone: str | None = None
    country: str = "AR"
    holidays: Holidays | None = None
    hotel_language: str = "es"
    language: str | None = None
    language_hardly_told: bool = False
    asked: Asked | None = None
    wish: str | None = None
    stay: StayReading | None = None
    month: date | None = None
    talk: Talk | None = None
    amenities: Any = ()


@dataclass(frozen=True)
class Understanding:
    """`answer` says whether the intents may be acted on; `rivals` are what a question back could offer.

    `agrees`, `option` and `stars` answer the question just asked and are None where it was not answered.
    With a `no_such_day` nothing else is believed of the stay. `changes` are those who join or drop out, and `party`
    is who comes after them, where that is known by now; `perhaps` somebody comes and nobody knows yet.
    `named` are those who were told one by one so far, `again` tells one of them once more; where it `undoes`, what was
    changed last is taken back. `apart` are the heads of each room, where all who come were shared out over several.
    """

    text: str
    language: LanguageGuess
    intents: tuple[Guess, ...]
    rivals: tuple[Guess, ...]
    right: float
    answer: bool
    entities: Entities
    stay: StayReading
    agrees: bool | None = None
    option: str | None = None
    stars: int | None = None
    no_such_day: NoSuchDay | None = None
    changes: tuple[Change, ...] = ()
    party: Party | None = None
    perhaps: bool = False
    named: Named | None = None
    again: bool = False
    undoes: bool = False
    apart: tuple[int, ...] = ()

    @property
    def loses_a_child(self) -> bool:
        return any(not change.joins and change.who.children for change in self.changes)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(guess.name for guess in self.intents)

    def heard_as(self, wish: str, right: float) -> Understanding:
        """That wish alone, and as sure as that."""
        return replace(self, intents=(Guess(wish, right),), right=right, answer=True)

    @property
    def unsure(self) -> tuple[str, ...]:
        """What to ask before acting: the wish, the stay, or nothing."""
        doubts = () if self.answer else ("intent",)
        return (*doubts, *(f"stay:{doubt.value}" for doubt in self.stay.doubts))


def read(text: str, context: Context) -> Understanding:
    """Never raises over what a guest wrote, whatever it is."""
    text = a_few_times(text)
    language = detect(text, context.hotel_language, context.language, hardly=context.language_hardly_told)
    lang = language.spoken
    clock = Clock(context.now, context.zone, context.country, context.holidays)
    settled = with_rough_hours(with_heads_settled(text))
    entities = read_entities(settled, lang, context.country, context.amenities)
    impossible = no_such_day(text, lang, clock)
    apart = told_apart(text, context.asked, lang)
    of_ages, of_days = apart or (text, settled)
    of_days = a_day_of_theirs.without_it(beside_what_is_chosen(of_days, context.asked), context.stay)
    of_days = without_numbers_of_else(without_asides(without_its_day(of_days)), clock)
    of_days = without_heads_by_room(without_feast_meals(of_days, lang), lang)
    of_days = without_how_far_it_moved(without_people(of_days, lang))
    stay = read_against(of_days, lang, clock, context.stay, context.month, context.talk)
    stay = asked_which_night(text, lang, clock, stay, context.stay) if impossible is None else StayReading()
    if (left := without_days_as_ages(text, entities, stay, lang)) is not None:
        of_people = read_entities(left, lang, context.country, context.amenities)
        who = ("adults", "children", "child_ages", "people")
        entities = replace(entities, **{name: getattr(of_people, name) for name in who})
    if apart is None and context.asked is not None and stay:
        days = read_stay(without_numbers(text), lang, clock)
        stay = without_false_days(text, context.asked, stay, days, lang)
    if among_shown(text, context.asked) and not is_told(numbered(normalise(text), lang)):
        stay = StayReading()
    if both_said(text, context.asked):
        entities = replace(entities, adults=None, people=None)
    verdict = _in_context(text, lang, decide(text), context)
    counted = fill_count(text, context.asked, entities, lang)
    return Understanding(
        text=text,
        language=language,
        intents=verdict.intents,
        rivals=verdict.rivals,
        right=verdict.right,
        answer=verdict.answer,
        entities=fill_ages(of_ages, context.asked, counted, stay, lang),
        stay=fill_nights(text, context.asked, stay, context.stay, lang),
        agrees=agreement(text, verdict.intents, context.asked),
        option=chosen_option(text, context.asked, lang),
        stars=rating(text, context.asked, lang),
        no_such_day=impossible,
    )


def _in_context(text: str, lang: str, verdict: Verdict, context: Context) -> Verdict:
    """Bare facts are what was asked for; "and for 4?" is the wish before; danger is danger in any context."""
    names = {guess.name for guess in verdict.intents}
    if names & FOR_RECALL:
        return verdict
    if _answers(text, lang, names, context.asked):
        name = "review_answer" if context.asked and context.asked.about is About.RATING else "inform"
        return Verdict((Guess(name, _SURE),), verdict.rivals, _SURE, answer=True)
    if context.wish in _GOES_ON and follows_on(text) and (names <= _BARE or not verdict.answer):
        return Verdict(
            (Guess(context.wish or "", 0.8),), verdict.intents, 0.8, answer=context.wish.startswith("ask_")
        )
    return verdict


def _answers(text: str, lang: str, names: set[str], asked: Asked | None) -> bool:
    if asked is None or asked.about is About.YES_OR_NO:
        return False
    if only_number(text, lang) is not None or chosen_option(text, asked, lang) is not None:
        return True
    return asked.about in (About.NAME, About.AGES, About.OTHER) and names <= _BARE - {"yes", "no", "help"}


def hotel_amenities(extra: dict[str, list[str]], passed_over: Iterable[str] = ()) -> Any:
    """A hotel's own amenities and what guests call them, ready for `Context.amenities`."""
    return hotel_list(extra, passed_over)
