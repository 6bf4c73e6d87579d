"""What staff stop and start again by hand: the whole house, a channel, a letter that will not go."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, By, House, require
from core.domain.conversations import AuditTag
from core.domain.errands import Errand
from core.domain.messages import Channel
from core.services import alerts, errands
from core.services.written import written_down
from core.store import hotels, inbox, outbox
from core.store.db import tell_after_commit

LONGEST: Final = 7 * 24 * 60


class NothingThere(Exception):
    """Somebody else was faster, or it never was in this hotel."""


def pause_house(session: Session, actor: Actor, minutes: int | None, token: str) -> None:
    """The house answers nobody, until then or until somebody says so; staff write as always."""
    require(actor, Action.PAUSE_CHANNEL)
    hotel = hotels.locked(session, actor.hotel_id)
    assert hotel is not None
    if not written_down(
        session, actor, AuditTag.HOUSE_PAUSED, f"hotel:{hotel.id}", token, minutes=minutes or "until_resumed"
    ):
        return
    hotel.house_paused = True
    hotel.house_paused_until = clock.now() + timedelta(minutes=minutes) if minutes else None
    outbox.cancel(session, _key(hotel.id))
    if hotel.house_paused_until is not None:
        due_at = hotel.house_paused_until
        errands.write(session, hotel.id, Errand.RESUME_HOUSE, _key(hotel.id), {}, due_at=due_at)
    tell_after_commit(session, hotel.id, kind="house")


def resume_house(session: Session, actor: Actor, token: str) -> None:
    require(actor, Action.PAUSE_CHANNEL)
    _resume(session, actor, token)


def resume_when_due(session: Session, hotel_id: int) -> None:
    """The time is over; a pause that was made longer since then goes on."""
    hotel = hotels.locked(session, hotel_id)
    if hotel is None or hotel.house_paused_until is None or clock.now() < hotel.house_paused_until:
        return
    _resume(session, House(hotel_id), None)


def _resume(session: Session, by: By, token: str | None) -> None:
    hotel = hotels.locked(session, by.hotel_id)
    if hotel is None or not hotel.house_paused:
        return
    if written_down(session, by, AuditTag.HOUSE_RESUMED, f"hotel:{hotel.id}", token):
        hotel.house_paused, hotel.house_paused_until = False, None
        outbox.cancel(session, _key(hotel.id))
        tell_after_commit(session, hotel.id, kind="house")


def resume_channel(session: Session, actor: Actor, channel_id: int, token: str) -> None:
    """Tries again what had stopped; should the reason still stand, the next message stops it anew."""
    require(actor, Action.PAUSE_CHANNEL)
    row = next((one for one in hotels.all_channel_accounts(session) if one.id == channel_id), None)
    if row is None:
        raise NothingThere
    if row.paused_reason is None:
        return
    facts = {"account": row.display, "reason": row.paused_reason}
    if written_down(session, actor, AuditTag.CHANNEL_RESUMED, f"channel:{row.id}", token, **facts):
        hotels.unpause(session, Channel(row.channel), row.account)
        alerts.close_alert(session, actor.hotel_id, f"paused:{row.account}", actor.staff_id)


def drop_letter(session: Session, actor: Actor, box: str, letter_id: int, token: str) -> None:
    """Nobody tries it again: for what was settled another way."""
    require(actor, Action.DROP_LETTER)
    if not written_down(session, actor, AuditTag.LETTER_DROPPED, f"{box}:{letter_id}", token):
        return
    store = inbox if box == "inbox" else outbox
    if not store.drop(session, letter_id, clock.now()):
        raise NothingThere
    tell_after_commit(session, actor.hotel_id, kind="letter")


def _key(hotel_id: int) -> str:
    return f"resume_house:{hotel_id}"
