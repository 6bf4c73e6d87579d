"""An answer without the money asked for below it: whoever has just said that it is paid, or was just given the link."""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.outgoing import Buttons, Content, LinkButton, Text
from core.flows.booking.hold import kept
from core.flows.turn import Turn
from core.services import paying
from core.services.payments import telling
from core.services.scenes import Scene
from core.services.showing import Booking
from core.services.wording import A_DAY_INSTEAD

_BLANK = "\x00"
_UNTIL = ("", A_DAY_INSTEAD)  # an hour, or a day and its hour
_HOW_TO_PAY = "asked_how_to_pay"


def for_money(session: Session, scene: Scene, booking: Booking, turn: Turn) -> Turn:
    """Neither the link, nor the account, nor that only the payment is missing."""
    return _left_of(session, scene, booking, turn, _reminder(scene))


def _left_of(
    session: Session, scene: Scene, booking: Booking, turn: Turn, reminder: re.Pattern[str] | None
) -> Turn:
    asks_for_it = (kept.amount_due(session, scene, booking), _link_words(session, scene, booking))
    found = (_without(one, turn, asks_for_it, reminder) for one in turn.says)
    says = tuple(one for one in found if one is not None)
    asks_still = any(isinstance(one, Buttons) for one in says)
    return replace(turn, says=says, asked=turn.asked if asks_still else None)


def twice_in_a_row(session: Session, scene: Scene, booking: Booking, turn: Turn) -> Turn:
    """What the last bubble asked for is not asked for in the next one; something is still said."""
    asked = kept.amount_due(session, scene, booking) in (scene.memory.said or "")
    return without_it(session, scene, booking, turn) if asked and turn.step != _HOW_TO_PAY else turn


def without_it(session: Session, scene: Scene, booking: Booking, turn: Turn) -> Turn:
    """What else is told, or how the hold stands."""
    left = _left_of(session, scene, booking, turn, None)
    if left.says and not _only_reminds(scene, left):
        return left
    said = f"{kept.still_kept(session, scene, booking)} {scene.say('booking.counts_when_paid')}"
    return replace(turn, says=(Text(said),), asked=None)


def _without(
    said: Content, turn: Turn, asks_for_it: tuple[str, str], reminder: re.Pattern[str] | None
) -> Content | None:
    if not isinstance(said, Text | Buttons | LinkButton):
        return said
    due, link = asks_for_it
    parts = said.body.split("\n\n")
    bare = [reminder.sub("", one) for one in parts] if reminder is not None else parts
    left = [one for one in bare if one and not (one.startswith(due) or one == link)]
    if left == parts and not isinstance(said, LinkButton):
        return said
    body = "\n\n".join(left)
    if not body:
        return None
    if isinstance(said, Buttons) and turn.step != _HOW_TO_PAY:
        return replace(said, body=body)
    return Text(body)


def _only_reminds(scene: Scene, turn: Turn) -> bool:
    return all(isinstance(one, Text) and not _reminder(scene).sub("", one.body) for one in turn.says)


def _link_words(session: Session, scene: Scene, booking: Booking) -> str:
    request = paying.link_there_is(session, booking)
    if request is None or not request.link_url:
        return ""
    return telling.link(booking, request, request.link_url, scene).body


def _reminder(scene: Scene) -> re.Pattern[str]:
    said = (scene.say("booking.kept_until", code=_BLANK, until=lead + _BLANK) for lead in _UNTIL)
    either = "|".join(r"[^\n]+?".join(map(re.escape, one.split(_BLANK))) for one in said)
    return re.compile(rf"^(?:{either})(?: |$)")
