"""The weekly digest, as JSON: when it comes, to whom, in which way to oneself, and how last week's reads."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from console.answers import Asked, reads, writes
from console.deeds import token_of
from console.sent import one_of, text, whole, yes
from console.shapes import moment
from core.base import clock
from core.domain.access import Action, require
from core.domain.digest import DigestWay, Rhythm
from core.domain.messages import Channel
from core.services import hotels, mail, templates
from core.services.digest import receiving, sending, wording
from core.services.digest.receiving import Wanted
from core.services.templates import Line
from core.store import digests as rows
from core.store import hotels as hotel_rows

_TAIL: Final = 3


@reads
def board(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_NUMBERS)
    hotel = hotels.get(session, asked.actor.hotel_id)
    rhythm, _ = receiving.rhythm(session)
    due_at, last = sending.due(session, hotel)
    told = sending.made(session, hotel, last.day, asked.language)
    readers = rows.readers(session)
    mine = next((row for row, person, _ in readers if person.id == asked.actor.staff_id), None)
    email = next((person.email for row, person, _ in readers if row is mine), "")
    return {
        "now": clock.now().isoformat(),
        "weekday": rhythm.weekday,
        "hour": rhythm.hour,
        "next": moment(last.until),
        "last": moment(due_at) if sending.went_out(session, hotel.id, last) else None,
        "mine": {"way": mine.way, "phone": mine.phone or "", "email": email} if mine else None,
        "mail": str(mail.way()),
        "number": _number(session, asked),
        "readers": [
            {"name": person.name, "way": row.way, "tail": (row.phone or "")[-_TAIL:], "me": row is mine}
            for row, person, _ in readers
        ],
        "preview": {
            "title": wording.as_mail(told).subject,
            "parts": [{"name": part.name, "lines": list(part.lines)} for part in told.parts()],
            "message": wording.read(told),
        },
    }


@writes
def set_rhythm(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.SET_REVIEWS)
    wanted = Rhythm(whole(asked, "weekday", 0, 6), whole(asked, "hour", 0, 23))
    receiving.set_rhythm(session, asked.actor, wanted, token_of(asked))
    return {}


@writes
def want(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.READ_NUMBERS)
    agreed = yes(asked, "agreed")
    wanted = Wanted(one_of(DigestWay, asked, "way"), text(asked, "phone"), agreed)
    receiving.want(session, asked.actor, wanted, token_of(asked))
    return {}


@writes
def stop(session: Session, asked: Asked) -> dict[str, Any]:
    receiving.stop(session, asked.actor, token_of(asked))
    return {}


@writes
def send_now(session: Session, asked: Asked) -> dict[str, Any]:
    sending.send_now(session, asked.actor, token_of(asked))
    return {}


def _number(session: Session, asked: Asked) -> str:
    """Whether the hotel has a number, and the channel lets the digest out of it."""
    accounts = sorted(hotel_rows.channel_accounts(session, Channel.WHATSAPP), key=lambda one: one.id)
    if not accounts:
        return "none"
    line = Line(asked.actor.hotel_id, Channel.WHATSAPP, accounts[0].account)
    allowed = templates.sendable(session, line, wording.TEMPLATE, asked.language)
    return "ready" if allowed else "waits"
