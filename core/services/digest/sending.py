"""The digest leaves: once a week to each who asked, the newest week and never an older one, or now for oneself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import ALLOWED, Action, Actor, Role, require
from core.domain.conversations import AuditTag
from core.domain.digest import WEEK, DigestWay
from core.domain.errands import Errand
from core.domain.messages import Channel
from core.domain.outgoing import to_json
from core.services import errands, hotels, mail, templates
from core.services.digest import figures, receiving, wording
from core.services.digest.wording import Digest
from core.services.on_call import NO_MESSAGE
from core.services.templates import Line
from core.services.written import written_down
from core.store import digests as rows
from core.store import duties, staff
from core.store import hotels as hotel_rows
from core.store.digests import DigestReader
from core.store.hotels import Hotel

_CHORE: Final = "weekly_digest"
# One that was asked for by hand is of no use a day later.
_HANDY: Final = timedelta(days=1)


class NotAReader(Exception):
    """Nobody is sent one who has not said in which way."""


class NoNumber(Exception):
    """The hotel has no number left to write from."""


@dataclass(frozen=True)
class Due:
    """The day a digest is of, and when the next one makes it an old one."""

    day: date
    until: datetime


def due(session: Session, hotel: Hotel) -> tuple[datetime, Due]:
    """The last moment at which one was due on the hotel's clock."""
    rhythm, _ = receiving.rhythm(session)
    zone = ZoneInfo(hotel.timezone)
    at = rhythm.newest(clock.now(), zone)
    day = at.astimezone(zone).date()
    return at, Due(day, rhythm.on(day + WEEK, zone))


def plan(session: Session, hotel_id: int) -> int:
    """How many letters were written: none when this week's were, by whoever looked first."""
    hotel = hotels.get(session, hotel_id)
    at, of_day = due(session, hotel)
    _, changed_at = receiving.rhythm(session)
    if changed_at is not None and at < changed_at:
        return 0
    if not duties.take_chore(session, f"{_CHORE}:{hotel_id}", of_day.day.isoformat()):
        return 0
    wanted = [row for row, _, role in rows.readers(session) if row.since <= at and _may_read(role)]
    for row in wanted:
        facts = {"staff": row.staff_id, "day": of_day.day.isoformat(), "until": of_day.until.isoformat()}
        key = f"digest:{row.staff_id}"
        errands.write(session, hotel_id, Errand.WRITE_DIGEST, key, facts, lane=f"{key}:{hotel_id}")
    return len(wanted)


def went_out(session: Session, hotel_id: int, of_day: Due) -> bool:
    """Whether this week's letters were written already."""
    return duties.chore_taken(session, f"{_CHORE}:{hotel_id}", of_day.day.isoformat())


def send_now(session: Session, actor: Actor, token: str) -> None:
    """To oneself, the week that was told last; once a click."""
    require(actor, Action.READ_NUMBERS)
    if rows.reader(session, actor.staff_id) is None:
        raise NotAReader
    if not written_down(session, actor, AuditTag.DIGEST_ASKED, f"staff:{actor.staff_id}", token):
        return
    _, of_day = due(session, hotels.get(session, actor.hotel_id))
    until = clock.now() + _HANDY
    facts = {
        "staff": actor.staff_id,
        "day": of_day.day.isoformat(),
        "until": until.isoformat(),
        "by_hand": token,
    }
    errands.write(session, actor.hotel_id, Errand.WRITE_DIGEST, f"digest:{actor.staff_id}:{token}", facts)


def write(session: Session, hotel_id: int, payload: dict[str, Any]) -> None:
    """The letter itself, in its reader's language; nothing for who has left, may not, or no longer wants it."""
    staff_id, until = payload["staff"], datetime.fromisoformat(payload["until"])
    found, row = staff.member(session, staff_id, hotel_id), rows.reader(session, staff_id)
    if found is None or row is None or not _may_read(found[1]) or until <= clock.now():
        return
    hotel, person = hotels.get(session, hotel_id), found[0]
    told = made(session, hotel, date.fromisoformat(payload["day"]), person.language)
    # A second of the same kind takes the place of one that has not gone yet.
    key = ":".join(str(part) for part in ("digest", row.way, staff_id, payload.get("by_hand")) if part)
    if row.way == DigestWay.EMAIL:
        mail.write(session, hotel_id, key, person.email, wording.as_mail(told), until)
    else:
        _by_message(session, row, told, key, until)


def made(session: Session, hotel: Hotel, day: date, language: str) -> Digest:
    return wording.digest(hotel, figures.week(session, hotel, day), language)


def _may_read(role: Role) -> bool:
    return Action.READ_NUMBERS in ALLOWED[role]


def _by_message(session: Session, row: DigestReader, told: Digest, key: str, until: datetime) -> None:
    """By approved template, for nobody of the staff has written to the hotel's number within a day."""
    accounts = sorted(hotel_rows.channel_accounts(session, Channel.WHATSAPP), key=lambda one: one.id)
    if not accounts:
        raise NoNumber
    line = Line(row.hotel_id, Channel.WHATSAPP, accounts[0].account)
    name = wording.QUIET if told.week.is_quiet else wording.TEMPLATE
    spelling = templates.sendable(session, line, name, told.language) or templates.spelled(told.language)
    payload = {
        "message": NO_MESSAGE,
        "conversation": None,
        "channel": line.channel,
        "account": line.account,
        "phone": row.phone,
        "bsuid": None,
        "content": to_json(wording.as_template(told, spelling)),
        "until": until.isoformat(),
    }
    # People read for several hotels: none of these waits behind another's letter.
    errands.write(session, row.hotel_id, Errand.TELL_STAFF, key, payload, lane=f"{key}:{row.hotel_id}")
