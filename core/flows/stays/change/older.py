""" "El de 6 ya tiene 7 para enero, cambia algo?": the same children, one of them older by then, priced as a change."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.joining import OF_AGE
from core.flows.stays import serving, which
from core.flows.stays.progress import NAME, Matter, Request
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise, numbered
from core.services.scenes import Scene

_WILL_BE: Final = (
    r"(?:(?:ya |ja |then |by then |en enero |para entonces )?(?:tiene|va a tener|tendra|tendria|cumple|va a cumplir"
    r"|cumplio|will be|will turn|turns|is turning|is now|has turned|turned|faz|vai fazer|tera|vai ter|ja tem|fez))"
)
_WHO: Final = (
    r"(?:(?:el|la|the|o|a) (?:(?:nene|nena|chico|chica|one|child|boy|girl|de) )?(?:de|who is|aged|com"
    r"|of)? ?(?P<was>\d{1,2})"
    r"(?: (?:anos|year old))?(?:,? que)?"
    r"|(?:el|la|the|o|a|mi|my|meu|minha)(?: \w+)? (?P<which>mas grande|mayor|oldest|eldest|mais velh[oa]"
    r"|mas chic[oa]|menor"
    r"|youngest|mais nov[oa])"
    r"|(?:mi|my|meu|minha|el|la|the|o|a) (?P<only>hij[oa]|nen[ea]|kid|son|daughter|child|boy|girl|filh[oa]"
    r"|menin[oa]))"
)
_OLDER: Final = re.compile(
    rf"\b{_WHO} {_WILL_BE} (?P<age>\d{{1,2}})\b(?! (?:euros|pesos|usd|mil|noches|nights))"
)
_MATTERS: Final = re.compile(
    r"\b(?:cambia\w*|modific\w+|precio|price|preco|pag\w+|pay\w*|cobr\w+|charg\w+|algo|anything"
    r"|alguma coisa|difer\w+|mism[oa]|same|muda\w*|igual|sale|cost\w*)\b"
)
_THE_OLDEST: Final = re.compile(r"grande|mayor|oldest|eldest|velh")


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = numbered(normalise(meant.text), meant.language.spoken)
    found = _OLDER.search(plain)
    if "?" in plain and _MATTERS.search(plain) is None:
        return None  # "he turns 5 that day, is there a cake?"
    if (
        found is None
        or meant.names & FOR_RECALL
        or scene.taps
        or not which.nothing_else_is_open(session, scene)
    ):
        return None
    theirs = [
        one for one in which.candidates(session, scene, Matter.CHANGE) if one.status == Status.CONFIRMED
    ]
    ages = _ages_then(list(theirs[0].children), found) if len(theirs) == 1 else None
    if ages is None:
        return None
    changes = {"adults": theirs[0].adults, "children": len(ages), "ages": ages}
    turn = serving.serve(session, scene, Request(Matter.CHANGE, changes=changes), theirs[0])
    return replace(turn, flow=NAME, by=NAME)


def _ages_then(booked: list[int], found: re.Match[str]) -> list[int] | None:
    """None where it is not clear who of them it is, or where that one is of age by then."""
    was, age = found["was"], int(found["age"])
    if was is not None:
        old = int(was) if booked.count(int(was)) else None
    elif found["which"] and booked:
        old = max(booked) if _THE_OLDEST.search(found["which"]) else min(booked)
    else:
        old = booked[0] if len(booked) == 1 else None
    if old is None or not old < age < OF_AGE:
        return None
    at = booked.index(old)
    return [*booked[:at], age, *booked[at + 1 :]]
