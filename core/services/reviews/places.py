"""Where a hotel's reviews can be read and answered: entered by the owner, tried at once, stopped when shut."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.domain.access import Action, Actor, House, require
from core.domain.conversations import AlertKind, AuditTag
from core.domain.errands import Errand
from core.domain.public_reviews import STOPS, Declined, PlaceKey, Wrong, rest
from core.domain.reviews import Platform
from core.services import alerts, errands
from core.services.reviews import fetching
from core.services.setup import WrongFacts, is_a_secret
from core.services.written import written_down
from core.store import alerts as books
from core.store import review_places as rows
from core.store.db import tell_after_commit
from core.store.review_places import ReviewPlace

_PLACE: Final = re.compile(r"(?:accounts/)?(\d{1,30})/(?:locations/)?(\d{1,30})")
_CLIENT: Final = re.compile(r"[\w.-]{10,200}")
_PLATFORM: Final = Platform.GOOGLE
_SUBJECT: Final = f"review_place:{_PLATFORM}"


class NotConnected(Exception):
    pass


@dataclass(frozen=True)
class Entered:
    """A place and the three things that open it. A secret left empty stays as it is kept."""

    place: str
    client: str
    secret: str
    token: str


@dataclass(frozen=True)
class Verdict:
    """`why` is empty where all is right; `problem` is the platform's own sentence."""

    why: Wrong | None = None
    problem: str = ""
    total: int = 0
    average: float | None = None

    @property
    def ok(self) -> bool:
        return self.why is None


def connect(session: Session, actor: Actor, entered: Entered, token: str) -> None:
    """The secrets are locked before they are kept and never shown again; what had stopped the place is over."""
    require(actor, Action.CONNECT)
    place = _PLACE.fullmatch(entered.place.strip().strip("/"))
    if place is None:
        raise WrongFacts("place")
    if not _CLIENT.fullmatch(entered.client):
        raise WrongFacts("client")
    row = rows.locked(session, _PLATFORM)
    for name, secret in (("client_secret", entered.secret), ("refresh", entered.token)):
        if (row is None and not secret) or not is_a_secret(secret):
            raise WrongFacts(name)
    path = f"accounts/{place.group(1)}/locations/{place.group(2)}"
    facts = {"place": path, "new_secret": bool(entered.secret), "new_token": bool(entered.token)}
    if not written_down(session, actor, AuditTag.REVIEW_PLACE_SET, _SUBJECT, token, **facts):
        return
    if row is None:
        row = ReviewPlace(hotel_id=actor.hotel_id, platform=_PLATFORM)
        session.add(row)
    elif row.place != path:
        row.fetched_at, row.walked_at = None, None
    row.place, row.client = path, entered.client
    if entered.secret:
        row.secret_locked = seal.lock(entered.secret)
    if entered.token:
        row.token_locked = seal.lock(entered.token)
    _opens(session, row)
    session.flush()


def leave(session: Session, actor: Actor, token: str) -> None:
    """The secrets are forgotten; the reviews stay."""
    require(actor, Action.CONNECT)
    if written_down(session, actor, AuditTag.REVIEW_PLACE_LEFT, _SUBJECT, token):
        rows.forget(session, _PLATFORM)
        alerts.close_alert(session, actor.hotel_id, _SUBJECT, actor.staff_id)
        tell_after_commit(session, actor.hotel_id, kind="settings")


def ask_to_check(session: Session, actor: Actor, token: str) -> None:
    """The worker asks with what is kept here: nothing secret travels in the letter."""
    require(actor, Action.SET_HOTEL)
    if rows.of(session, _PLATFORM) is None:
        raise WrongFacts("place")
    if written_down(session, actor, AuditTag.REVIEW_PLACE_CHECK_ASKED, _SUBJECT, token):
        payload = {"platform": _PLATFORM}
        errands.write(session, actor.hotel_id, Errand.CHECK_REVIEWS, f"check-reviews:{token}", payload)


def checked(session: Session, hotel_id: int, verdict: Verdict) -> None:
    """What is right is read at once; what a person must mend stops the place, and what passes is only said."""
    row = rows.locked(session, _PLATFORM)
    if row is None:
        return
    if verdict.ok:
        _opens(session, row)
        fetching.send_for(session, row)
    elif verdict.why in STOPS:
        row.stopped_by = verdict.why
    facts = asdict(verdict) | {"ok": verdict.ok}
    written_down(session, House(hotel_id), AuditTag.REVIEW_PLACE_CHECKED, _SUBJECT, None, **facts)
    tell_after_commit(session, hotel_id, kind="settings")


def last_check(session: Session) -> dict[str, Any] | None:
    entry = books.last_about(session, _SUBJECT, AuditTag.REVIEW_PLACE_CHECKED)
    return None if entry is None else {**entry.details, "at": entry.at.isoformat()}


def key_of(session: Session, platform: Platform) -> PlaceKey:
    row = rows.of(session, platform)
    if row is None:
        raise NotConnected
    try:
        secret, token = seal.unlock(row.secret_locked), seal.unlock(row.token_locked)
    except seal.CannotOpen:
        raise Declined(Wrong.TOKEN, "what is kept cannot be opened: enter it again") from None
    return PlaceKey(platform, row.place, row.client, secret, token)


def answered(session: Session, platform: Platform) -> None:
    """It spoke with us: whatever was wrong is over."""
    row = rows.locked(session, platform)
    if row is not None:
        _opens(session, row)


def declined(session: Session, hotel_id: int, platform: Platform, no: Declined) -> None:
    """What only a person can mend stops the place, with one alert; otherwise it is left alone for a while."""
    row = rows.locked(session, platform)
    if row is None:
        return
    if no.wrong in STOPS:
        if row.stopped_by is None:
            facts = {"why": str(no.wrong), "problem": no.detail}
            alerts.raise_alert(session, hotel_id, AlertKind.REVIEWS_CLOSED, _SUBJECT, facts=facts)
        row.stopped_by = no.wrong
    else:
        row.failures += 1
        row.rests_until = clock.now() + rest(row.failures - 1, no.seconds)
    tell_after_commit(session, hotel_id, kind="settings")


def _opens(session: Session, row: ReviewPlace) -> None:
    if row.stopped_by is not None:
        alerts.close_alert(session, row.hotel_id, _SUBJECT, None)
    row.stopped_by, row.failures, row.rests_until = None, 0, None
