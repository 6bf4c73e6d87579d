"""Errands that only write: every kind of the thinking desk has a handler here, every slow one in `slow`."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from sqlalchemy.orm import Session

from core.base import clock, telemetry
from core.base.settings import settings
from core.domain.conversations import AlertKind, Reason
from core.domain.errands import MAX_ATTEMPTS, Errand, LetterState, pause_before
from core.domain.speech import Unheard
from core.flows.booking import clock as booking_clock
from core.flows.journey import clock as journey_clock
from core.flows.reviews import clock as review_clock
from core.services import alerts, conversations, handovers, holding, later, listening, media, pausing
from core.services.digest import sending as digest
from core.services.reviews import cases as review_cases
from core.store import conversations as rows
from core.store import outbox, taking
from core.store.db import is_store_away, transaction
from core.store.outbox import Claimed
from worker import turns

log = logging.getLogger(__name__)
_CALLED_OFF_WITH_THEIR_STAY = frozenset({Errand.EXPIRE_HOLD, Errand.JOURNEY_LETTER})


def take_turn(session: Session, letter: Claimed) -> None:
    conversation = rows.one(session, letter.payload["conversation"])  # which `run` has locked
    if conversation is not None:
        turns.take(session, conversation, letter.payload.get("again"))


def give_back(session: Session, letter: Claimed) -> None:
    conversations.give_back_when_quiet(session, letter.payload["conversation"])


def send_later(session: Session, letter: Claimed) -> None:
    later.send_due(session, letter.payload["later"], letter.payload["round"])


def expire_hold(session: Session, letter: Claimed) -> None:
    booking_clock.end_hold(session, letter.hotel_id, letter.payload["booking"])


def remind_hold(session: Session, letter: Claimed) -> None:
    booking_clock.remind(session, letter.hotel_id, letter.payload["booking"])


def offer_freed(session: Session, letter: Claimed) -> None:
    booking_clock.offer_freed(session, letter.hotel_id, letter.payload)


def end_pending(session: Session, letter: Claimed) -> None:
    booking_clock.end_pending(session, letter.payload["booking"])


def offer_late_money(session: Session, letter: Claimed) -> None:
    booking_clock.offer_late_money(session, letter.payload)


def journey_letter(session: Session, letter: Claimed) -> None:
    journey_clock.write(session, letter.payload)


def keep_promise(session: Session, letter: Claimed) -> None:
    handovers.keep_promise(session, letter.payload["handover"])


def take_back(session: Session, letter: Claimed) -> None:
    handovers.take_back(session, letter.payload["handover"])


def ask_review(session: Session, letter: Claimed) -> None:
    asked = letter.payload
    given, at_once = bool(asked.get("given")), bool(asked.get("at_once"))
    review_clock.ask(session, asked["request"], given=given, at_once=at_once)


def read_reviews(session: Session, letter: Claimed) -> None:
    review_clock.read(session, letter.hotel_id)


def mind_case(session: Session, letter: Claimed) -> None:
    review_cases.mind(session, letter.payload["case"])


def resume_house(session: Session, letter: Claimed) -> None:
    pausing.resume_when_due(session, letter.hotel_id)


def write_digest(session: Session, letter: Claimed) -> None:
    digest.write(session, letter.hotel_id, letter.payload)


HANDLERS: dict[Errand, Callable[[Session, Claimed], None]] = {
    Errand.TAKE_TURN: take_turn,
    Errand.GIVE_BACK: give_back,
    Errand.SEND_LATER: send_later,
    Errand.EXPIRE_HOLD: expire_hold,
    Errand.REMIND_HOLD: remind_hold,
    Errand.OFFER_FREED: offer_freed,
    Errand.JOURNEY_LETTER: journey_letter,
    Errand.OFFER_LATE_MONEY: offer_late_money,
    Errand.END_PENDING: end_pending,
    Errand.KEEP_PROMISE: keep_promise,
    Errand.TAKE_BACK: take_back,
    Errand.ASK_REVIEW: ask_review,
    Errand.READ_REVIEWS: read_reviews,
    Errand.MIND_CASE: mind_case,
    Errand.RESUME_HOUSE: resume_house,
    Errand.WRITE_DIGEST: write_digest,
}


def run(letter: Claimed) -> None:
    """One errand, one transaction: its effects and its being done are the same commit."""
    with telemetry.traced(letter.trace_id):
        try:
            with transaction(letter.hotel_id) as session:
                _conversation_first(session, letter)
                row = outbox.locked(session, letter.id)
                if row is None or row.state != LetterState.WAITING or row.due_at > clock.now():
                    return
                due_at = row.due_at
                HANDLERS[letter.kind](session, letter)
                outbox.finish(session, letter.id, due_at, clock.now())
        except Exception as problem:  # noqa: BLE001 - an errand must never take the process with it
            set_aside(letter, problem)


def _conversation_first(session: Session, letter: Claimed) -> None:
    """Whoever speaks in a conversation holds it first: the other way round both would wait for each other.

    So do those who call a letter of a stay off while they hold the stay: its errand takes the stay before the letter.
    """
    payload = letter.payload
    if "booking" in payload:
        holding.with_its_talk(session, payload["booking"])
        if letter.kind in _CALLED_OFF_WITH_THEIR_STAY:
            taking.locked(session, payload["booking"])
    elif "conversation" in payload:
        rows.locked(session, payload["conversation"])


def set_aside(letter: Claimed, problem: Exception) -> None:
    if is_store_away(problem):
        log.warning("errand.store_away", extra={"letter": letter.id})
        time.sleep(0.2)
        return
    log.exception(
        "errand.failed", extra={"letter": letter.id, "errand": letter.kind, "attempt": letter.attempts}
    )
    reason = f"{type(problem).__name__}: {problem}"[:500]
    with transaction(letter.hotel_id) as session:
        if letter.attempts < MAX_ATTEMPTS:
            due_at = clock.after(clock.jittered(pause_before(letter.attempts)))
            outbox.try_later(session, letter.id, due_at, reason)
            return
        outbox.put_aside(session, letter.id, LetterState.DEAD, reason)
        if letter.kind is Errand.FETCH_MEDIA:
            media.lost(session, letter.payload["message"], reason)
            listening.give_up(
                session, letter.payload["message"], Unheard.NOT_FETCHED, settings().quiet_window
            )
            return
        facts = {"box": "outbox", "errand": str(letter.kind)}
        alerts.raise_alert(
            session, letter.hotel_id, AlertKind.LETTER_DEAD, f"outbox:{letter.id}", facts=facts
        )
        if letter.kind is Errand.TAKE_TURN:
            _call_a_person_instead(session, letter)


def _call_a_person_instead(session: Session, letter: Claimed) -> None:
    conversation = rows.locked(session, letter.payload["conversation"])
    if conversation is not None:
        handovers.begin(session, conversation, Reason.HOUSE_FAILED, handovers.Case())
