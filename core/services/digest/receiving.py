"""Who gets the digest, how, and at which hour of the hotel: everybody asks for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.digest import DigestWay, Rhythm
from core.domain.identities import digits_of
from core.domain.messages import Channel
from core.services import mail
from core.services.written import written_down
from core.store import digests as rows
from core.store import hotels
from core.store.db import tell_after_commit
from core.store.digests import DigestReader, DigestRules


class CannotReceive(Exception):
    """`why`: no mail server, no number of the hotel, a telephone that is none, or nobody agreed."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Wanted:
    """`agreed`: to be written to by WhatsApp on that telephone, without having written first."""

    way: DigestWay
    phone: str = ""
    agreed: bool = False


def rhythm(session: Session) -> tuple[Rhythm, datetime | None]:
    """The hotel's hour, and since when it is that one."""
    row = rows.rules(session)
    return (Rhythm(), None) if row is None else (Rhythm(row.weekday, row.hour), row.changed_at)


def set_rhythm(session: Session, actor: Actor, wanted: Rhythm, token: str) -> None:
    require(actor, Action.SET_REVIEWS)
    was, _ = rhythm(session)
    if wanted == was or not written_down(
        session, actor, AuditTag.DIGEST_SET, "digest", token, was=vars(was), becomes=vars(wanted)
    ):
        return
    row = rows.rules(session) or DigestRules(hotel_id=actor.hotel_id)
    row.weekday, row.hour, row.changed_at = wanted.weekday, wanted.hour, clock.now()
    session.add(row)
    session.flush()
    tell_after_commit(session, actor.hotel_id, kind="review")


def want(session: Session, actor: Actor, wanted: Wanted, token: str) -> None:
    """For oneself alone; the word that it may come by WhatsApp stands in the book."""
    require(actor, Action.READ_NUMBERS)
    phone = _checked(session, wanted)
    subject = f"staff:{actor.staff_id}"
    facts = {"way": str(wanted.way), "phone": phone, "agreed": wanted.agreed}
    if not written_down(session, actor, AuditTag.DIGEST_WANTED, subject, token, **facts):
        return
    row = rows.reader(session, actor.staff_id) or DigestReader(
        hotel_id=actor.hotel_id, staff_id=actor.staff_id, since=clock.now()
    )
    row.way, row.phone = wanted.way, phone
    session.add(row)
    session.flush()
    tell_after_commit(session, actor.hotel_id, kind="review")


def stop(session: Session, actor: Actor, token: str) -> None:
    """Whoever has no use for it any more. Who may no longer read it gets none anyway."""
    require(actor, Action.READ_NUMBERS)
    row = rows.reader(session, actor.staff_id)
    if row is not None and written_down(
        session, actor, AuditTag.DIGEST_STOPPED, f"staff:{actor.staff_id}", token
    ):
        rows.forget(session, row)
        tell_after_commit(session, actor.hotel_id, kind="review")


def _checked(session: Session, wanted: Wanted) -> str | None:
    if wanted.way is DigestWay.EMAIL:
        if mail.way() is mail.Way.NONE:
            raise CannotReceive("mail_not_set_up")
        return None
    phone = digits_of(wanted.phone)
    if not hotels.channel_accounts(session, Channel.WHATSAPP):
        raise CannotReceive("no_number")
    if phone is None:
        raise CannotReceive("digest_phone")
    if not wanted.agreed:
        raise CannotReceive("digest_agree")
    return phone
