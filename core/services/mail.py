"""Letters to the staff by e-mail: how mail is set up here, writing one, and trying whether one arrives."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from html import escape
from typing import Any, Final

from sqlalchemy.orm import Session

from core.base import clock
from core.base.settings import settings
from core.domain.access import Action, Actor, House, require
from core.domain.conversations import AlertKind, AuditTag
from core.domain.errands import Errand, LetterState
from core.domain.mail import MAIL_TRIES, Mail, NotSent, pause_before
from core.services import alerts, errands, hotels, staff_words
from core.services.written import written_down
from core.store import alerts as books
from core.store import outbox, staff
from core.store.db import tell_after_commit
from core.store.outbox import Claimed

_SUBJECT: Final = "mail:server"


class Way(StrEnum):
    """By which way letters go here."""

    SERVER = "server"
    FOLDER = "folder"
    NONE = "none"


@dataclass(frozen=True)
class Words:
    subject: str
    plain: str
    html: str


def way() -> Way:
    if settings().mail_folder is not None:
        return Way.FOLDER
    return Way.SERVER if settings().smtp_host else Way.NONE


def write(session: Session, hotel_id: int, key: str, to: str, words: Words, until: datetime) -> None:
    """Beyond `until` nobody wants it any more. A second under the same key takes the place of the first."""
    payload = {"to": to, **asdict(words), "until": until.isoformat()}
    errands.write(session, hotel_id, Errand.SEND_MAIL, key, payload, lane=f"{key}:{hotel_id}")


def of_letter(letter: Claimed) -> Mail | None:
    """None when its time is over. Its mark stays the same however often it is tried."""
    facts, until = letter.payload, letter.payload.get("until")
    if until is not None and datetime.fromisoformat(until) <= clock.now():
        return None
    mark = f"conserje.{letter.id}.{letter.trace_id}"
    return Mail(facts["to"], facts["subject"], facts["plain"], facts["html"], mark)


def ended(session: Session, letter: Claimed, no: NotSent | None) -> None:
    """What became of a try: done, tried again later, or put where people see it."""
    if letter.kind is Errand.CHECK_MAIL:
        _answered(session, letter, no)
        outbox.done(session, [letter.id], clock.now())
    elif no is None:
        outbox.done(session, [letter.id], clock.now())
    elif no.may_pass and letter.attempts < MAIL_TRIES:
        due_at = clock.after(clock.jittered(pause_before(letter.attempts)))
        outbox.try_later(session, letter.id, due_at, str(no))
    else:
        outbox.put_aside(session, letter.id, LetterState.DEAD, str(no))
        facts = {"box": "outbox", "errand": str(letter.kind)}
        alerts.raise_alert(
            session, letter.hotel_id, AlertKind.LETTER_DEAD, f"outbox:{letter.id}", facts=facts
        )


def ask_to_check(session: Session, actor: Actor, token: str) -> None:
    """A letter to whoever asks: nobody else is bothered."""
    require(actor, Action.SET_HOTEL)
    person = staff.locked(session, actor.staff_id)
    assert person is not None
    if written_down(session, actor, AuditTag.MAIL_CHECK_ASKED, _SUBJECT, token):
        words = _test_words(session, actor.hotel_id, person.language)
        payload = {"to": person.email, **asdict(words)}
        errands.write(session, actor.hotel_id, Errand.CHECK_MAIL, f"check-mail:{token}", payload)


def last_check(session: Session) -> dict[str, Any] | None:
    entry = books.last_about(session, _SUBJECT, AuditTag.MAIL_CHECKED)
    return None if entry is None else {**entry.details, "at": entry.at.isoformat()}


def _answered(session: Session, letter: Claimed, no: NotSent | None) -> None:
    facts = {
        "ok": no is None,
        "why": str(no.why) if no else None,
        "problem": no.detail if no else "",
        "to": letter.payload["to"],
    }
    written_down(session, House(letter.hotel_id), AuditTag.MAIL_CHECKED, _SUBJECT, None, **facts)
    tell_after_commit(session, letter.hotel_id, kind="settings")


def _test_words(session: Session, hotel_id: int, language: str) -> Words:
    name = hotels.get(session, hotel_id).name
    plain = staff_words.say(language, "mail.test", hotel=name)
    subject = staff_words.say(language, "mail.test_subject", hotel=name)
    return Words(subject, plain, f"<p>{escape(plain)}</p>")
