"""A choice, a yes or a way to pay, and something else in one message: neither may be lost.

What the guest does is done first, and the rest is answered in the same reply. Only a yes waits where its question
doubts it, "book it. Actually wait, can my dog come?", and where the answer is not plainly the one that was hoped for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from core.flows import hearing, matters
from core.flows.boldly import about_what_is_known
from core.flows.booking import (
    before_their_eyes,
    choosing,
    naming,
    not_from_there,
    ordered,
    paid_for_them,
    paying,
    progress,
    sealed,
    searching,
    way_said,
)
from core.flows.booking.asked_beside import another_matter, asked_beside, plainly_asked
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.wanted import remembered, says_anything, tells_of_the_stay
from core.flows.flow import Halved
from core.flows.room_has import compared_here
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding, sealing, stay_wishes, taking
from core.flows.understand.halves import Halves, halved
from core.flows.understand.intents.labels import ANSWERS, COURTESIES, FOR_RECALL
from core.flows.understand.keeping import asks_for_time, holds_on, keeps_until, pays_later_today
from core.flows.understand.paid import says_paid
from core.flows.understand.places import place_said
from core.flows.understand.pointing import by_degree
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.showing import Booking

_PLAIN: Final = frozenset(hearing.PLAIN)
# What a rule says, or what the room has, may make somebody think again.
_MAY_CHANGE_IT: Final = frozenset({"ask_policy", "ask_room"})
# A bare "yes" before one of these takes it: nobody asks how to pay for what they do not want.
_OF_PAYING: Final = frozenset({"ask_payment"})
_IN_EVERY_ROOM: Final = frozenset({"wifi"})
_MOVES_IT: Final = frozenset({"modify_booking"})
# When they may come or go depends on the day: nothing of the room hangs on it.
_OF_THE_HOURS: Final = frozenset({"early_checkin", "late_checkout"})
_FEW: Final = 6
_COUNTS: Final = re.compile(
    r"\d|\b(?:una?|uno|dos|tres|cuatro|cinco|seis|one|two|three|four|five|dois|duas|quatro|couple|pareja|casal)\b"
)
_GIVES_A_NAME: Final = re.compile(r"\b(?:nombre|nome|name|soy|sou|i'?m|me llamo|me chamo)\b")
_CAN_BE: Final = re.compile(
    r"[¿ ]*(?:se puede|puede ser|podra ser|(?:esta|ta) bien|da|pode(?: ser)?|tudo bem|can (?:i|we)|is (?:that|it) (?:ok"
    r"|okay|fine|possible|alright)|(?:that )?ok(?:ay)?|possible|hay problema|tem problema|any problem) ?[?]+"
)


def heard(session: Session, scene: Scene, meant: Understanding) -> Halved | None:
    here = progress.of(scene)
    if here is None or scene.taps or meant.names & FOR_RECALL:
        return None
    few = len(meant.text.split()) < 2 or taking.agrees(meant.text)
    if few:
        return sealed.heard(session, scene, meant, here)
    match here.step:
        case Step.CHOICE:
            return sealed.heard(session, scene, meant, here) or _chosen(session, scene, meant, here)
        case Step.YES:
            hears = (_taken, sealed.heard, _chosen)
            return next((found for heard in hears if (found := heard(session, scene, meant, here))), None)
        case Step.PAY:
            return _paid(session, scene, meant, here)
        case step if step in progress.ASKING and not says_anything(meant):
            return _told(session, scene, meant, here)
    return None


def _told(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """ "2. And do you take dogs?": a bare number answers what was asked, also where a question follows it."""
    halves = asked_beside(
        meant, lambda deed: len(deed.split()) <= _FEW and _COUNTS.search(normalise(deed)) is not None
    )
    rest = plainly_asked(scene, halves)
    if halves is None or rest is None:
        return None
    told = hearing.hear(replace(scene, part=halves.deed))
    if not says_anything(told):
        return None
    memory = hearing.gathered(scene.memory, told)
    turn = searching.heard(session, replace(scene, memory=memory, part=halves.deed), told, here)
    if turn is None:
        return None
    going = replace(turn, flow=NAME, by=NAME)
    return Halved(replace(scene, memory=memory, part=halves.rest), rest, lambda _: going)


def _chosen(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """Nothing is taken yet by a choice: it is told whole, and what is asked is asked of it."""
    if len(compared_here(session, scene, meant.text)) > 1:
        return None
    halves = asked_beside(meant, lambda deed: place_said(deed) is not None or by_degree(deed) is not None)
    halves = halves or asked_beside(meant, ordered.naming_one(session, scene))
    if halves is None:
        return None
    chosen = hearing.hear_words(scene, halves.deed)
    plain = plainly_asked(scene, halves)
    rest = plain or another_matter(scene, halves)
    if rest is None:
        return None
    turn = before_their_eyes.chosen_by_place(
        session, scene, chosen, here
    ) or before_their_eyes.chosen_by_word(session, scene, chosen, here)
    if turn is None or turn.goes_on is None:
        return None
    memory = replace(scene.memory, flow=NAME, data=turn.goes_on)
    told = replace(turn, flow=NAME, by=NAME)
    at = replace(scene, memory=memory, part=halves.rest)
    if plain is None:
        return Halved(sealed.alone(at), rest, lambda _: told, apart=True, sure=True, at=at)
    return Halved(at, rest, lambda _: told)


def _taken(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    halves = _ordered_beside(session, scene, meant, here)
    if (bare := halves is None) and (halves := asked_beside(meant, taking.says_yes)) is None:
        return None
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


def _paid(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Halved | None:
    """A way to pay, and a question or another wish: that one is served, and the way stays told."""
    told = _way_told(session, scene, meant)
    if told is None:
        return None
    booking, halves, way = told
    rest = hearing.hear(replace(scene, part=halves.rest))
    memory = replace(scene.memory, data={**scene.memory.data, "way": str(way)})
    at = replace(scene, memory=memory, part=halves.rest)
    pays = partial(paying.pay_by, session, scene, remembered(scene, here), booking, way)
    if paid_for_them.is_asked(rest.text):
        return Halved(at, rest, lambda _: replace(pays(), flow=NAME, by=NAME), apart=True, sure=True)
    of_another_wish = says_anything(rest) or rest.names & _MOVES_IT
    unheard = not (
        way_said.names_one(rest.text)
        or rest.answer
        or says_anything(rest)
        or about_what_is_known(scene, rest).answer
    )
    plain = (
        rest.names and rest.answer and rest.names <= sealed.BESIDE | COURTESIES and not says_anything(rest)
    )
    if halves.asks and unheard:
        alone = sealed.alone(at)
        return Halved(
            alone, rest, lambda _: replace(pays(), flow=NAME, by=NAME), apart=True, sure=True, at=at
        )
    if halves.asks and plain:
        return Halved(at, rest, lambda _: replace(pays(), flow=NAME, by=NAME))
    if not (of_another_wish or halves.asks):
        return None
    noted = scene.say("booking.way_noted", way=scene.say(f"button.pay_{way}")) if way is not Way.HOTEL else ""
    if of_another_wish and not stay_wishes.told(rest.text):
        return Halved(at, rest, noted=noted)
    return Halved(at, rest, lambda _: replace(pays(), flow=NAME, by=NAME), noted, apart=True)


def _way_told(session: Session, scene: Scene, meant: Understanding) -> tuple[Booking, Halves, Way] | None:
    """One of this hold's own ways, told shortly and for now, with something beside it."""
    booking = money.open_hold(session, scene.conversation) if way_said.names_one(meant.text) else None
    fails = way_said.BROKEN.search(meant.text)
    if booking is None or fails or meant.stay.candidates or not_from_there.said_now(scene):
        return None
    if _is_for_later(meant.text) or says_paid(meant.text):
        return None
    halves = halved(meant.text, _tells_a_way)
    way = way_said.told_lately([halves.deed]) if halves is not None else None
    if halves is None or way is None or way not in money.ways(session, scene.hotel, booking):
        return None
    return booking, halves, way


def _is_for_later(text: str) -> bool:
    return asks_for_time(text) or holds_on(text) or bool(keeps_until(text)) or pays_later_today(text)


def _tells_a_way(deed: str) -> bool:
    return way_said.is_named_shortly(deed) and len(deed.split()) <= _FEW


def _asks_plainly(rest: Understanding) -> bool:
    return (
        rest.answer
        and bool(asked := rest.names - COURTESIES)
        and asked <= _PLAIN
        and not tells_of_the_stay(rest)
    )


def _is_of_the_room(scene: Scene, rest: Understanding) -> bool:
    return bool(set(matters.of_rooms(rest.text, scene.knowledge)) - _IN_EVERY_ROOM)
