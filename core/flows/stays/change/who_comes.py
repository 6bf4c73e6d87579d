"""For whom a booked stay is to be: of those it was booked for, with those who join and without those who leave."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from core.domain.joining import change_of, party_after, party_left
from core.domain.memory import About, Asked, Party
from core.domain.outgoing import Text
from core.domain.so_far import Before, StaySoFar
from core.flows.booking.asking import how_old
from core.flows.stays.progress import Progress, Request, Step, going
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.joining import adults_beside, number_beside
from core.flows.understand.text import normalise, numbered
from core.services.own_stays import Booking
from core.services.scenes import Scene

_OF_ADULTS: Final = re.compile(r"(?i)\badult|\bgrown")
# "My daughter stays too, so we shall be three adults and a baby": the sum is told, and nobody is added to it.
_ALL_OF_THEM: Final = re.compile(
    r"(?i)\b(?:we(?: shall| will|'ll)? be|we are|we're|somos|seremos|ser[ií]amos|vamos ser|vamos a ser)"
    r" (?:now |then |entonces |ent[aã]o )?\w+ adult"
)
_WOULD_BE: Final = re.compile(
    r"\b(?:(?:can|could|may) we be|we(?:'?d| would|'?ll| will) be|pod(?:emos|riamos|eriamos) ser|da (?:para|pra) ser"
    r"|seriamos|seremos|vamos a ser|vamos ser) (?P<number>[1-9]|1\d)\b"
    r"(?! ?(?:noches?|nights?|noites?|dias?|days?|hs?\b|am\b|pm\b|:|/|late|min))"
)
_OF_PEOPLE: Final = frozenset({About.PEOPLE, About.ADULTS})


def read(meant: Understanding) -> dict[str, Any]:
    """In plain values that can be kept until it is known which booking is meant."""
    said = meant.entities
    if meant.changes:
        if said.adults and said.children and said.child_ages and _ALL_OF_THEM.search(meant.text):
            return {"adults": said.adults, "children": said.children, "ages": list(said.child_ages)}
        if (plainly := adults_beside(meant)) is not None:
            return {"adults": plainly}
        return {"moves": [one.to_json() for one in meant.changes], "number": number_beside(meant)}
    ages = list(said.child_ages)
    if said.children is None and not ages and not _OF_ADULTS.search(meant.text):
        number = said.people if said.people is not None else said.adults
        return {"number": number if number is not None else _would_be(meant)}
    adults = said.adults if said.adults is not None else said.people
    return {"adults": adults, "children": said.children, "ages": ages}


def _would_be(meant: Understanding) -> int | None:
    """ "Could we be 3 instead of 2?"."""
    found = _WOULD_BE.search(numbered(normalise(meant.text), meant.language.spoken))
    return int(found["number"]) if found is not None else None


def of_those_booked(booking: Booking, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Who joins or leaves makes a party of those it was booked for: that one is kept, and ages are added to it."""
    kept = {name: value for name, value in changes.items() if name not in ("moves", "number")}
    moves, number = [change_of(one) for one in changes.get("moves", [])], changes.get("number")
    if not moves and not number:
        return kept
    known = by_now(booking, kept)
    after = party_left(known, moves, number) if number else party_after(known, moves)
    after = known if after is None else after
    who = {"adults": after.adults or 0, "children": after.children or 0, "ages": list(after.child_ages)}
    left = any(not one.joins and one.who.children for one in moves)
    return {**kept, **who, "left": left}


def by_now(booking: Booking, changes: Mapping[str, Any]) -> Party:
    """As booked, but for what is to be different."""
    ages = tuple(changes.get("ages", [])) if "children" in changes else tuple(booking.children)
    children = changes.get("children", len(ages))
    return Party(changes.get("adults", booking.adults) or None, children, ages[:children])


def before(booking: Booking) -> Before:
    stay = StaySoFar(booking.check_in, booking.check_out, booking.nights.length)
    return Before(stay, by_now(booking, {}))


def missing(scene: Scene, booking: Booking, request: Request) -> Turn | None:
    """Where nobody can tell who comes, or how old they are, it is asked."""
    come, here = by_now(booking, request.changes), Progress(Step.CHANGES, request, booking.code)
    if come.adults is None:
        said = Text(scene.say("booking.ask_people"))
        return going(scene, here, said, Asked(About.PEOPLE), "asked_people")
    if come.complete:
        return None
    said = Text(how_old(scene, come, left=bool(request.changes.get("left"))))
    return going(scene, here, said, Asked(About.AGES), "asked_ages")


def and_more(before: Mapping[str, Any], said: Mapping[str, Any], asked: Asked | None) -> dict[str, Any]:
    """What is to be different by now: who joins or leaves does so on top, and what was asked for completes it."""
    asked_who = asked is not None and asked.about in _OF_PEOPLE
    if asked_who:
        before = {name: value for name, value in before.items() if name not in ("adults", "children", "ages")}
    if "moves" in said:
        return {**before, **said, "moves": [*before.get("moves", []), *said["moves"]]}
    if asked is not None and asked.about is About.AGES and "ages" in said:
        known, told = before.get("ages", []), said["ages"]
        return {
            **before,
            "ages": [*known, *told] if len(known) + len(told) == before.get("children") else told,
        }
    if asked_who and ("number" in said or "adults" in said):
        told = {"adults": said.get("adults") or said["number"], "children": 0, "ages": []}
        return {**before, **told, **{name: value for name, value in said.items() if name != "number"}}
    who = ("adults", "children", "ages", "moves", "number")
    if any(name in said for name in who):
        days = ("check_in", "check_out") if not {"nights", "more"} & set(said) else ()
        return {**{name: before[name] for name in days if name in before}, **said}
    return {**{name: before[name] for name in who if name in before}, **said}
