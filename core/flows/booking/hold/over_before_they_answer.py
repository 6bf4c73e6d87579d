"""A hold that ends before reception answers: said with their promise, and with how to pay, or nobody could know."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Buttons, Text
from core.flows.booking.hold import kept
from core.flows.booking.money import paying
from core.flows.person import knocking
from core.flows.turn import Turn
from core.services import handovers, scenes
from core.services import paying as money
from core.services.promises import UNPROMISED
from core.services.scenes import Scene
from core.services.showing import Booking

_STILL_AWAITED: Final = frozenset({"noted", "added", "insisted", "asks_for_time", "holds_on"})
# Whoever is in danger, or angry, is not asked for money in the same breath.
_NOT_NOW: Final = UNPROMISED | {Reason.URGENT, Reason.COMPLAINT, Reason.UPSET}


def said_with_it(session: Session, scene: Scene, turn: Turn) -> Turn:
    """The hour is said each time, the ways to pay once, and neither where another question is open."""
    by = _answered_by(session, scene, turn)
    booking = money.open_hold(session, scene.conversation) if by is not None else None
    if by is None or booking is None or booking.hold_until is None or booking.hold_until >= by:
        return turn
    if len(turn.says) != 1 or money.is_pending(session, booking):
        return turn
    said, told = turn.says[0], scene.say("booking.over_before", until=kept.until(scene, booking))
    if isinstance(said, Buttons):
        return replace(turn, says=(replace(said, body=_before_the_question(said.body, told)),))
    if not isinstance(said, Text):
        return turn
    body = f"{said.body}\n\n{told}"
    if turn.asked is None and _wants_the_ways(session, scene, turn, booking):
        return _with_the_ways(session, scene, turn, booking, body)
    return replace(turn, says=(replace(said, body=body),))


def _answered_by(session: Session, scene: Scene, turn: Turn) -> datetime | None:
    """By when somebody answers, where this turn promises it or leaves it to them."""
    called = turn.call_person
    if called in _NOT_NOW or not (called or turn.step in _STILL_AWAITED):
        return None
    if scene.somebody_is_awaited:
        return handovers.promised(session, scene.conversation)
    return scenes.promised_by(scene, called) if called else None


def _before_the_question(body: str, told: str) -> str:
    before, gap, question = body.rpartition("\n\n")
    return f"{before}{gap}{told}\n\n{question}"


def _wants_the_ways(session: Session, scene: Scene, turn: Turn, booking: Booking) -> bool:
    told_now = turn.step.startswith("pay_by_")
    told_before = _mark(booking) in scene.memory.told
    return not (told_now or told_before) and bool(money.ways(session, scene.hotel, booking))


def _with_the_ways(session: Session, scene: Scene, turn: Turn, booking: Booking, body: str) -> Turn:
    asks = paying.ask_for_money(session, scene, kept.wanted_of(session, booking), booking, body)
    memory = scene.memory if turn.call_person is None else knocking.called_anew(scene.memory)
    told = turn.memory.get("told", memory.told)
    return replace(
        turn, says=asks.says, asked=asks.asked, memory={**turn.memory, "told": (*told, _mark(booking))}
    )


def _mark(booking: Booking) -> str:
    return f"over_before:{booking.code}"
