"""A yes or an order with something else beside it: what waits for the answer, and what is taken all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.asked_beside import asked_beside, plainly_asked
from core.flows.booking.money import way_said
from core.flows.booking.offer import choosing
from core.flows.booking.order import naming, ordered, sealed
from core.flows.booking.progress import NAME, Progress
from core.flows.booking.wanted import tells_of_the_stay
from core.flows.facts import matters
from core.flows.facts.boldly import about_what_is_known
from core.flows.flow import Halved
from core.flows.heard import hearing
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import sealing, taking
from core.flows.understand.answers.halves import Halves
from core.flows.understand.answers.keeping import keeps_until
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import ANSWERS, COURTESIES
from core.flows.understand.text import normalise
from core.flows.understand.wishes import stay_wishes
from core.services.scenes import Scene

_PLAIN: Final = frozenset(hearing.PLAIN)
# What a rule says, or what the room has, may make somebody think again.
_MAY_CHANGE_IT: Final = frozenset({"ask_policy", "ask_room"})
# A bare "yes" before one of these takes it: nobody asks how to pay for what they do not want.
_OF_PAYING: Final = frozenset({"ask_payment"})
_IN_EVERY_ROOM: Final = frozenset({"wifi"})
# When they may come or go depends on the day: nothing of the room hangs on it.
_OF_THE_HOURS: Final = frozenset({"early_checkin", "late_checkout"})
_GIVES_A_NAME: Final = re.compile(r"\b(?:nombre|nome|name|soy|sou|i'?m|me llamo|me chamo)\b")
_CAN_BE: Final = re.compile(
    r"[¿ ]*(?:se puede|puede ser|podra ser|(?:esta|ta) bien|da|pode(?: ser)?|tudo bem|can (?:i|we)|is (?:that|it) (?:ok"
    r"|okay|fine|possible|alright)|(?:that )?ok(?:ay)?|possible|hay problema|tem problema|any problem) ?[?]+"
)


def heard(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """What they take waits where the question doubts it, or the answer may change their mind."""
    halves = _ordered_beside(session, scene, meant, here)
    if (bare := halves is None) and (halves := asked_beside(meant, taking.says_yes)) is None:
        return None
    if bare and stay_wishes.asks_whether_noted(halves.rest):
        return None  # told of what is noted, with which it is taken
    if not bare and here.shown is not None and _only_wants_time(halves):
        kept = partial(
            choosing.take, session, scene, here.shown, here
        )  # for as long as the house holds a room
        return Halved(scene, None, lambda _: replace(kept(), flow=NAME, by=NAME))
    if halves.doubts:
        return _in_doubt(scene, halves)
    if not bare and (coming := _at_an_hour(session, scene, halves, here)) is not None:
        return coming
    halves = _with_its_way(halves)
    rest = plainly_asked(scene, halves)
    if rest is None or here.shown is None:
        return None
    if any(naming.in_a_piece(bit) is not None for bit in sealing.pieces(halves.rest)):
        return None  # in that name it is sealed
    at = replace(scene, part=halves.rest)
    plainly = (
        any(taking.takes_it(bit.strip(" .,;!")) for bit in (halves.deed, *sealing.pieces(halves.deed)))
        or _name_beside_a_yes(scene, halves.deed) is not None
    )
    may_change = bool(rest.names & _MAY_CHANGE_IT) or _is_of_the_room(scene, rest)
    if (may_change and not plainly) or (bare and not rest.names - COURTESIES <= _OF_PAYING):
        return Halved(at, rest, lambda _: None)
    takes = partial(_take_what_was_hoped_for, session, scene, here, halves.deed, plainly)
    return Halved(at, rest, takes, sure=not bare)


def _only_wants_time(halves: Halves) -> bool:
    """ "Book it, but can you hold it till tomorrow? I have to ask my wife": what else is said asks for nothing."""
    bits = sealing.pieces(halves.rest)
    return keeps_until(halves.rest) and not any(asks(bit) and not keeps_until(bit) for bit in bits)


def _with_its_way(halves: Halves) -> Halves:
    """ "Book it, we pay by card, is that ok?": whether one can is asked of the way, and not of nothing."""
    *before, last = sealing.pieces(halves.deed)
    if not before or not _CAN_BE.fullmatch(normalise(halves.rest)) or not way_said.names_one(last):
        return halves
    return Halves(" ".join(before), f"{last} {halves.rest}")


def _ordered_beside(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halves | None:
    """More than a bare yes: an order, or a name given with it."""
    orders = ordered.ordering_it(session, scene, here)
    halves = asked_beside(meant, lambda deed: taking.takes_it(deed) or orders(deed))
    if halves is None and _GIVES_A_NAME.search(normalise(meant.text)):
        halves = asked_beside(meant, lambda deed: _name_beside_a_yes(scene, deed) is not None)
    return halves


def _in_doubt(scene: Scene, halves: Halves) -> Halved | None:
    """ "Book it, but for three of us" takes nothing, and asks nothing plainly either."""
    at = replace(scene, part=halves.rest)
    beside = hearing.hear(at)
    beside = beside if beside.answer else about_what_is_known(scene, beside)
    asked = tuple(guess for guess in beside.intents if guess.name not in ANSWERS)
    beside = replace(beside, intents=asked or beside.intents)  # its "si" is an "if"
    if halves.only_waits:
        return Halved(at, replace(beside, intents=()), lambda _: None)
    return Halved(at, beside) if halves.asks or _asks_plainly(beside) else None


def _take_what_was_hoped_for(
    session: Session, scene: Scene, here: Progress, deed: str, plainly: bool, answers: Sequence[Answer]
) -> Turn | None:
    """A plain order holds unless the answer is a "no": what nobody has written down reception tells of a held room."""
    if not all(sealed.is_hoped_for(scene, one) or (plainly and not one.known) for one in answers):
        return None
    name = _name_beside_a_yes(scene, deed)
    called = naming.called(scene, name) if name else scene
    turn = replace(choosing.take(session, called, here.shown or 0, here), flow=NAME, by=NAME)
    return naming.remembering(turn, name) if name else turn


def _at_an_hour(session: Session, scene: Scene, halves: Halves, here: Progress) -> Halved | None:
    """ "Book it, and may I come at 10?": what the house says of hours is told, and the room is taken all the same."""
    at = replace(scene, part=halves.rest)
    rest = hearing.hear(at)
    hours = rest.answer and rest.names - COURTESIES and rest.names <= COURTESIES | _OF_THE_HOURS
    if not hours or here.shown is None or tells_of_the_stay(rest):
        return None
    shown = here.shown
    takes = partial(choosing.take, session, scene, shown, here)
    return Halved(at, rest, lambda _: replace(takes(), flow=NAME, by=NAME), apart=True)


def _name_beside_a_yes(scene: Scene, deed: str) -> str | None:
    return naming.beside_a_yes(hearing.hear_words(scene, deed))


def _asks_plainly(rest: Understanding) -> bool:
    return (
        rest.answer
        and bool(asked := rest.names - COURTESIES)
        and asked <= _PLAIN
        and not tells_of_the_stay(rest)
    )


def _is_of_the_room(scene: Scene, rest: Understanding) -> bool:
    return bool(set(matters.of_rooms(rest.text, scene.knowledge)) - _IN_EVERY_ROOM)
