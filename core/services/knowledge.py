"""Writing down what a hotel knows about itself, and having it at hand in every turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock, telemetry
from core.domain.access import Action, Actor, require
from core.domain.conversations import AuditTag
from core.domain.knowledge import (
    LANGUAGES,
    Answer,
    Audience,
    Fact,
    Gap,
    Knowledge,
    Per,
    Photo,
    Subject,
    WrongFact,
    checked,
)
from core.services import hotels
from core.store import alerts as books
from core.store import knowledge as store
from core.store.alerts import AuditEntry
from core.store.db import tell_after_commit
from core.store.knowledge import FactRow, FactVersion

LONGEST_ADDRESS = 200

# What was read last of each hotel, good for as long as its mark stays the same.
_at_hand: dict[int, Knowledge] = {}


class NoSuchFact(Exception):
    pass


class ChangedMeanwhile(Exception):
    """Somebody else wrote a newer version while this one was being edited."""


def of(session: Session, hotel_id: int) -> Knowledge:
    """All of it for the price of one small query, unless something was edited since.

    Marks are never used twice, so that what an edit showed before it was undone can never pass for something else.
    """
    mark = store.mark(session, hotel_id)
    known = _at_hand.get(hotel_id)
    if known is None or known.mark != mark:
        known = _at_hand[hotel_id] = _read(session, hotel_id, mark)
    return known


def mark(session: Session, hotel_id: int) -> int:
    """Nought where nothing was ever written down."""
    return store.mark(session, hotel_id)


def _read(session: Session, hotel_id: int, mark: int) -> Knowledge:
    facts = [fact_of(row) for row in store.facts(session, hotel_id)]
    photos = [
        Photo(row.id, row.shows, row.media_id, row.place, row.captions)
        for row in store.photos(session, hotel_id)
    ]
    return Knowledge(mark, {(fact.subject, fact.topic): fact for fact in facts}, tuple(photos))


def fact_of(row: FactRow) -> Fact:
    return Fact(
        subject=Subject(row.subject),
        topic=row.topic,
        answer=Answer(row.answer),
        texts=row.texts,
        price=row.price,
        per=Per(row.per) if row.per else None,
        words=tuple(row.words),
        audience=Audience(row.audience),
        details=row.details,
        version=row.version,
    )


def gaps(session: Session, hotel_id: int) -> list[Gap]:
    """Texts that a guest of some language would miss."""
    return of(session, hotel_id).gaps


def write(session: Session, actor: Actor, fact: Fact, token: str) -> Fact:
    """Keeps a fact; the version before it stays readable. A `version` says which one was being edited."""
    require(actor, Action.EDIT_KNOWLEDGE)
    fact = checked(fact)
    subject = f"fact:{fact.subject}:{fact.topic}"
    details = {"version": fact.version}
    if not record(session, actor, AuditTag.FACT_WRITTEN, subject, token, details):
        return fact_of(_existing(session, fact.subject, fact.topic))
    return keep(session, actor.hotel_id, fact, actor.staff_id)


def keep(session: Session, hotel_id: int, fact: Fact, staff_id: int | None = None) -> Fact:
    """Writes a checked fact down; for those who have asked the role."""
    [kept] = keep_all(session, hotel_id, [fact], staff_id)
    return kept


def keep_all(
    session: Session, hotel_id: int, facts: Sequence[Fact], staff_id: int | None = None
) -> list[Fact]:
    """Many at once, each of another topic, as when a hotel opens."""
    store.touch(session, hotel_id)
    there = store.locked_facts(session, [(fact.subject, fact.topic) for fact in facts])
    kept = []
    for fact in facts:
        row = there.get((fact.subject, fact.topic))
        if row is None:
            if fact.version:
                raise NoSuchFact(fact.topic)
            row = FactRow(hotel_id=hotel_id, subject=fact.subject, topic=fact.topic, version=1)
            session.add(row)
        else:
            if fact.version and (fact.version != row.version or row.removed):
                raise ChangedMeanwhile(f"{fact.topic} is at version {row.version}, not {fact.version}")
            store.keep_version(session, row)
            row.version += 1
        _write_into(row, fact, staff_id)
        kept.append(replace(fact, version=row.version))
    session.flush()
    tell_after_commit(session, hotel_id, kind="knowledge")
    return kept


def _write_into(row: FactRow, fact: Fact, staff_id: int | None) -> None:
    row.answer, row.texts, row.words = fact.answer, dict(fact.texts), list(fact.words)
    row.price, row.per, row.audience = fact.price, fact.per, fact.audience
    row.details, row.removed = dict(fact.details), False
    row.changed_at, row.changed_by = clock.now(), staff_id


def remove(
    session: Session, actor: Actor, subject: Subject, topic: str, token: str, version: int = 0
) -> None:
    """With a `version` only what was seen is taken away."""
    require(actor, Action.EDIT_KNOWLEDGE)
    row = _existing(session, subject, topic)
    if not record(session, actor, AuditTag.FACT_REMOVED, f"fact:{subject}:{topic}", token):
        return
    if row.removed:
        raise NoSuchFact(topic)
    if version and version != row.version:
        raise ChangedMeanwhile(f"{topic} is at version {row.version}, not {version}")
    store.touch(session, actor.hotel_id)
    store.keep_version(session, row)
    row.version, row.removed = row.version + 1, True
    row.changed_at, row.changed_by = clock.now(), actor.staff_id
    session.flush()
    tell_after_commit(session, actor.hotel_id, kind="knowledge")


def history(session: Session, actor: Actor, subject: Subject, topic: str) -> list[FactVersion]:
    """What it said before, newest first."""
    require(actor, Action.EDIT_KNOWLEDGE)
    return store.versions(session, subject, topic)


def place_hotel(
    session: Session, actor: Actor, address: str, position: tuple[float, float] | None, token: str
) -> None:
    """Where the pin of the map goes, and the words beside it."""
    require(actor, Action.EDIT_KNOWLEDGE)
    address = " ".join(address.split())
    if len(address) > LONGEST_ADDRESS:
        raise WrongFact(
            f"an address has at most {LONGEST_ADDRESS} characters", "text_too_long", most=LONGEST_ADDRESS
        )
    if position is not None and not (abs(position[0]) <= 90 and abs(position[1]) <= 180):
        raise WrongFact(
            "a position is a latitude of -90 to 90 and a longitude of -180 to 180", "wrong_position"
        )
    hotel = hotels.get(session, actor.hotel_id)
    before = {"address": hotel.address, "position": [hotel.latitude, hotel.longitude]}
    if record(session, actor, AuditTag.HOTEL_PLACED, f"hotel:{hotel.id}", token, before):
        hotel.address = address
        hotel.latitude, hotel.longitude = position or (None, None)
        tell_after_commit(session, hotel.id, kind="knowledge")


def set_arrival(session: Session, actor: Actor, check_in: time, check_out: time, token: str) -> None:
    """From when a room is the guest's on the first day, and until when on the last."""
    require(actor, Action.EDIT_KNOWLEDGE)
    hotel = hotels.get(session, actor.hotel_id)
    before = {"check_in": f"{hotel.check_in:%H:%M}", "check_out": f"{hotel.check_out:%H:%M}"}
    if record(session, actor, AuditTag.HOTEL_TIMES_SET, f"hotel:{hotel.id}", token, before):
        hotel.check_in, hotel.check_out = check_in, check_out
        tell_after_commit(session, hotel.id, kind="knowledge")


def record(
    session: Session,
    actor: Actor,
    tag: AuditTag,
    subject: str,
    token: str,
    details: dict[str, Any] | None = None,
) -> bool:
    """Writes the deed down; false when the same click arrived before."""
    return books.write_down(
        session,
        AuditEntry(
            hotel_id=actor.hotel_id,
            staff_id=actor.staff_id,
            tag=tag,
            subject=subject,
            details={"trace": telemetry.current_trace(), **(details or {})},
            token=token,
            at=clock.now(),
        ),
    )


def _existing(session: Session, subject: Subject, topic: str) -> FactRow:
    row = store.locked_fact(session, subject, topic)
    if row is None:
        raise NoSuchFact(topic)
    return row


def in_language(texts: Any, language: str, hotel_language: str) -> tuple[str, str] | None:
    """The text and the language it is in: the guest's, else the hotel's own, else any there is."""
    for spoken in (language, hotel_language, *LANGUAGES):
        if texts.get(spoken):
            return texts[spoken], spoken
    return None
