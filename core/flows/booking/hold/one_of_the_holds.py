"""Of two stays that are held in one talk: "pay the first", "let go of the one of the 18th", "what have I booked?".

Where nothing tells which of them is meant it is asked; what is said then is of that one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Asked
from core.domain.money import total
from core.domain.outgoing import Buttons, Option, Text
from core.flows.booking import progress
from core.flows.booking.asking import going
from core.flows.booking.hold import (
    all_let_go,
    giving_up,
    kept,
    only_one_of_them,
    which_of_the_holds,
    while_held,
)
from core.flows.booking.money import paid_without_proof, paying, way_said
from core.flows.booking.progress import NAME, Step, any_way, awaiting_money
from core.flows.booking.search import looking_again
from core.flows.booking.wanted import remembered
from core.flows.flow import Tap, read_tap, tap_id
from core.flows.turn import Turn
from core.flows.understand import StayReading, Understanding
from core.flows.understand.answers.refusing import refuses_to_book
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.money.paid import says_paid
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services import showing, words
from core.services.scenes import Scene
from core.services.showing import Booking

ACTION: Final = all_let_go.ACTION
_PAY: Final = "pay"
_LET_GO: Final = "release"
_PAID: Final = "paid"
_KEEP: Final = "alone"
_LATELY: Final = 4
_QUESTIONS: Final = {
    _PAY: "booking.which_to_pay",
    _LET_GO: "booking.which_to_release",
    _PAID: "booking.which_is_paid",
}
_MOST: Final = 3
_PAYS: Final = frozenset({"pay", "ask_payment", "confirm_booking"})
_HOW_MUCH: Final = re.compile(
    r"\b(?:cuant[oa]s?|how much|quanto|quanta)\b.{0,30}"
    r"\b(?:pag\w+|pay|debo|debemos|devo|devemos|owe|mand\w+|transf\w+|deposit\w*|total|tudo|todo|send|sena|sinal"
    r"|(?<!para )(?<!pra )(?:l[ao]s|d?[ao]s) (?:dos|2|duas|dois)|(?<!for )both)\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    if here is None or here.step not in (Step.PAY, Step.GIVE_UP) or scene.taps or meant.names & FOR_RECALL:
        return None
    if all_let_go.agreed(scene, meant):
        turn = all_let_go.done(session, scene, all_let_go.those_asked_of(scene))
        return replace(turn, flow=NAME, by=NAME) if turn is not None else None
    aim = _aim(meant) or _aim_asked(scene)
    holds = money.open_holds(session, scene.conversation) if aim else []
    if len(holds) < 2:
        return None
    all_of_them = all_let_go.is_said(meant.text)
    named = None if all_of_them else which_of_the_holds.named(session, meant, holds)
    if aim == _KEEP:
        turn = _alone(session, scene, named, holds) if named is not None else None
    elif named is not None:
        turn = _of_that_one(session, scene, meant, named, aim)
    elif aim == _LET_GO and all_of_them:
        turn = all_let_go.ask(session, scene, holds)
    elif not all_of_them and _is_of_the_open_question(scene, meant):
        return None
    else:
        turn = ask_which(session, scene, holds, aim)
    return replace(turn, flow=NAME, by=NAME) if turn is not None else None


def ask_which(session: Session, scene: Scene, holds: Sequence[Booking], aim: str) -> Turn:
    """All that is held, each with its code and how long it is kept; paid is what awaits its money."""
    asked_of = [one for one in holds if aim == _LET_GO or not kept.is_checked(one)]
    titles = _told_apart(session, scene, asked_of)
    options = tuple(
        Option(tap_id(NAME, ACTION, aim, str(one.id)), title[:20])
        for one, title in zip(asked_of[:_MOST], titles, strict=False)
    )
    lines = "\n".join(kept.line(session, scene, one) for one in holds)
    told = scene.say("booking.holds", holds=lines)
    question = scene.say(_QUESTIONS[aim])
    if aim == _PAY and len(asked_of) > 1:
        sums = total([money.due(session, one) for one in asked_of], scene.hotel.currency)
        question = f"{scene.say('booking.due_together', amount=words.money(scene, sums))} {question}"
    content = Buttons(f"{told}\n\n{question}", options) if options else Text(told)
    asked = Asked.among(options) if options else None
    facts = tuple(f"booking:{one.code}" for one in holds)
    at = awaiting_money(scene, holds[-1].id)
    return going(at, remembered(scene, None), content, asked, "asked_which_hold", facts)


def _told_apart(session: Session, scene: Scene, holds: Sequence[Booking]) -> list[str]:
    """By their nights, else by their rooms, else by their codes."""
    nights = [words.short_dates(scene, kept.nights(session, one)) for one in holds]
    if len(set(nights)) == len(holds):
        return nights
    rooms = [showing.rooms_of(session, one, scene.language) for one in holds]
    return rooms if len(set(rooms)) == len(holds) else [one.code for one in holds]


def said_to_be_paid(session: Session, scene: Scene, meant: Understanding) -> Booking | None:
    """The one that they say is paid: as it is named, else the only one whose money nobody looks at, or whose way to
    pay was told. Nothing where it may be either."""
    holds = money.open_holds(session, scene.conversation)
    awaited = [one for one in holds if not kept.is_checked(one)]
    named = which_of_the_holds.named(session, meant, holds)
    if named is not None or len(awaited) == 1:
        return named or awaited[0]
    here = progress.of(scene)
    before = any(map(says_paid, scene.memory.said_before(_LATELY)))
    if len(holds) > 1 and here is not None and here.step is Step.PAY and not (here.way or before):
        return None
    return money.open_hold(session, scene.conversation)


def ask_which_is_paid(session: Session, scene: Scene) -> Turn:
    turn = ask_which(session, scene, money.open_holds(session, scene.conversation), _PAID)
    return replace(turn, flow=NAME, by=NAME)


def to_pay(session: Session, scene: Scene, meant: Understanding, holds: Sequence[Booking]) -> Turn:
    named = which_of_the_holds.named(session, meant, holds)
    return ask_which(session, scene, holds, _PAY) if named is None else _served(session, scene, named, _PAY)


def tapped(session: Session, scene: Scene, tap: Tap) -> Turn | None:
    if tap.rest[:1] == (all_let_go.ALL,):
        over = looking_again.it_is_over(scene, looking_again.the_last(session, scene))
        return all_let_go.done(session, scene, tap.rest[1:]) or over
    aim, number = (*tap.rest, "", "")[:2]
    holds = money.open_holds(session, scene.conversation)
    chosen = next((one for one in holds if str(one.id) == number), None)
    if chosen is None:
        return looking_again.it_is_over(scene, looking_again.the_last(session, scene))
    return _served(session, scene, chosen, aim)


def _aim(meant: Understanding) -> str:
    """What is to be done with one of them."""
    if only_one_of_them.keeps_it_alone(meant.text):
        return _KEEP
    if "cancel_booking" in meant.names or refuses_to_book(meant.text):
        return _LET_GO
    pays = meant.names & _PAYS or way_said.names_one(meant.text) or _HOW_MUCH.search(normalise(meant.text))
    return _PAY if (pays or "booking_status" in meant.names) and not says_paid(meant.text) else ""


def _aim_asked(scene: Scene) -> str:
    """What was to be done with the one that was asked for."""
    options = scene.memory.asked.options if scene.memory.asked is not None else ()
    taps = (tap for one in options if (tap := read_tap(one)) is not None)
    return next((tap.rest[0] for tap in taps if tap.action == ACTION and tap.rest), "")


def _is_of_the_open_question(scene: Scene, meant: Understanding) -> bool:
    """ "By transfer", said to how the one is paid that was held last; a yes or no to what was asked of it."""
    here = progress.of(scene)
    if here is not None and here.step is Step.GIVE_UP:
        return True
    options = scene.memory.asked.options if scene.memory.asked is not None else ()
    asked = any(one.startswith(tap_id(NAME, "pay")) for one in options)
    return asked and way_said.names_one(meant.text)


def _of_that_one(session: Session, scene: Scene, meant: Understanding, booking: Booking, aim: str) -> Turn:
    """As if it were the only one; its days are those that are held."""
    if aim in (_LET_GO, _PAID):
        return _served(session, scene, booking, aim)
    wanted = kept.wanted_of(session, booking)
    here = progress.Progress(Step.PAY, booking=booking.id)
    memory = replace(scene.memory, **wanted.memory, data=here.to_json())
    at = replace(scene, memory=memory)
    said = replace(meant, stay=StayReading())
    turn = while_held.heard(session, at, said, booking, here)
    return turn or _served(session, scene, booking, aim)


def _alone(session: Session, scene: Scene, chosen: Booking, holds: Sequence[Booking]) -> Turn:
    """The others are let go, once that is agreed to."""
    others = [one for one in holds if one.id != chosen.id]
    if len(others) == 1:
        return _served(session, scene, others[0], _LET_GO)
    return all_let_go.ask(session, scene, others)


def _served(session: Session, scene: Scene, booking: Booking, aim: str) -> Turn:
    wanted = kept.wanted_of(session, booking)
    if aim == _LET_GO:
        return giving_up.ask_to_give_up(session, scene, wanted, booking)
    if aim == _PAID and not kept.is_checked(booking):
        return paid_without_proof.not_seen_yet(session, scene, wanted, booking)
    return paying.where(session, any_way(scene), wanted, booking)
