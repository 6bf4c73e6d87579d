"""Thinking: letters of the inbox become lines and turns. Only writes; never goes outside."""

from __future__ import annotations

import json
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import groupby

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.adapters.channels import reader
from core.base import bell, clock, telemetry
from core.base.settings import settings
from core.domain.conversations import AlertKind
from core.domain.errands import MAX_ATTEMPTS, Refusal, pause_before
from core.domain.messages import (
    Channel,
    ChannelNotice,
    Echo,
    IdentityChange,
    Incoming,
    StatusUpdate,
    Unreadable,
)
from core.domain.payments import Provider
from core.services import alerts, deliveries, intake, notices, scenes
from core.services.payments import hints
from core.store import inbox, shift
from core.store.conversations import Conversation
from core.store.db import across_hotels, is_in_the_way, is_store_away, transaction
from core.store.inbox import Claimed
from core.store.messages import Message
from worker import errands, turns

log = logging.getLogger(__name__)
_SHIFT_SECONDS = 2.0
_LINGER_SECONDS = 0.5
_LANES_AT_ONCE = 6
_STATUSES_AT_ONCE = 200

TakeTurn = Callable[[Session, Conversation, Message], None]


class TurnFailed(Exception):
    """The house could not answer; what the guest said must be kept all the same."""


def work_inbox(letter_id: int) -> None:
    _take_shift(bell.INBOX, letter_id)


def work_errands(letter_id: int) -> None:
    _take_shift(bell.THINK, letter_id)


def _take_shift(desk: str, letter_id: int) -> None:
    """Answers a ring: works through whatever is due at both desks and stays a moment for what comes next.

    A job for every letter would cost more than the letter; a shift ends soon, for then signals are heard.
    """
    bell.heard(desk, letter_id)
    until = time.monotonic() + _SHIFT_SECONDS
    try:
        while work_once() >= _LANES_AT_ONCE or bell.wait(desk, _LINGER_SECONDS):
            if time.monotonic() > until:
                bell.ring(desk, letter_id)
                return
    except SQLAlchemyError as problem:
        if not is_store_away(problem):
            raise
        log.warning("think.store_away", extra={"desk": desk})


def work_once() -> int:
    """One look at messages, turns and statuses; answers how many were due.

    After a look that found few nothing more is due: what comes later rings, and so does the next of a lane.
    """
    with across_hotels() as session:
        due = shift.take(session, _LANES_AT_ONCE, _STATUSES_AT_ONCE)
    for hotel_id, group in groupby(sorted(due.letters, key=_hotel), key=_hotel):
        handle_together(hotel_id, list(group))
    for turn in due.turns:
        errands.run(turn)
    for hotel_id, group in groupby(sorted(due.statuses, key=_hotel), key=_hotel):
        handle_statuses(hotel_id, list(group))
    for errand in due.unhurried:
        errands.run(errand)
    if due.unhurried:  # there may be many more, and they are taken one at a time
        return _LANES_AT_ONCE
    return len(due.letters) + len(due.turns) + len(due.statuses)


def _hotel(letter: Claimed) -> int:
    return letter.hotel_id


def handle_together(hotel_id: int, letters: Sequence[Claimed]) -> None:
    """Guests who write at the same moment share a transaction, for under a rush half of a turn's cost is its own.

    When one of them brings it down, each gets their own. When one of them locks what others may want too, the
    next gets another: whoever waits must never hold what somebody else waits for.
    """
    waiting = deque(letters)
    while len(waiting) > 1:
        try:
            handled = _handle_some(hotel_id, list(waiting))
        except Exception as problem:  # noqa: BLE001 - whatever it was, it happens again to the one whose it is
            log.info("inbox.each_alone", extra={"reason": type(problem).__name__, "count": len(waiting)})
            break
        for _ in range(handled):
            waiting.popleft()
    for letter in waiting:
        handle(letter)


def _handle_some(hotel_id: int, letters: Sequence[Claimed]) -> int:
    """Deals with the first of them, with all if nothing speaks against it; answers how many that were."""
    with transaction(hotel_id) as session:
        fresh = inbox.done(session, [letter.id for letter in letters], clock.now())
        handled = 0
        while handled < len(letters) and not is_in_the_way(session):
            letter = letters[handled]
            if letter.id in fresh:
                with telemetry.traced(letter.trace_id):
                    absorb(session, letter, _turn)
                session.flush()
            handled += 1
        if left := [letter.id for letter in letters[handled:] if letter.id in fresh]:
            inbox.not_yet(session, left)
        return handled


def handle(letter: Claimed) -> None:
    """A turn that fails is undone with its letter; the letter is then read again and its turn put off."""
    with telemetry.traced(letter.trace_id):
        try:
            try:
                _handle(letter, _turn)
            except TurnFailed as failed:
                log.error("turn.failed", exc_info=failed.__cause__, extra={"letter": letter.id})
                _handle(letter, _turn_later)
        except Exception as problem:  # noqa: BLE001 - a letter must never take the process with it
            _set_aside(letter, problem)


def _handle(letter: Claimed, turn: TakeTurn) -> None:
    with transaction(letter.hotel_id) as session:
        _deal_with(session, letter, turn)


def _deal_with(session: Session, letter: Claimed, turn: TakeTurn) -> None:
    if inbox.done(session, [letter.id], clock.now()):
        absorb(session, letter, turn)


def handle_statuses(hotel_id: int, letters: Sequence[Claimed]) -> None:
    """Many at once, for three come back for every message; one by one when the batch has a bad apple."""
    try:
        with transaction(hotel_id) as session:
            fresh = inbox.done(session, [letter.id for letter in letters], clock.now())
            updates = [read_status(letter) for letter in letters if letter.id in fresh]
            deliveries.apply(session, [update for update in updates if update is not None])
    except Exception as problem:  # noqa: BLE001 - see handle
        if len(letters) == 1:
            _set_aside(letters[0], problem)
            return
        for letter in letters:
            handle_statuses(hotel_id, [letter])


def read_status(letter: Claimed) -> tuple[StatusUpdate, Refusal | None] | None:
    channel = reader(Channel(letter.channel))
    update = channel.read(letter.kind, letter.body)
    if not isinstance(update, StatusUpdate):
        return None
    refusal = None
    if update.troubles:
        trouble = update.troubles[0]
        refusal = Refusal(channel.act_for(trouble.code), trouble.code, trouble.detail or trouble.title)
    return update, refusal


def absorb(session: Session, letter: Claimed, turn: TakeTurn) -> None:
    """What a letter says becomes rows; a guest's words also open a turn."""
    if letter.channel == Provider.MERCADOPAGO:
        hint, verified = hints.from_json(json.loads(letter.body))
        hints.take_hint(session, letter.hotel_id, hint, verified)
        return
    arrival = reader(Channel(letter.channel)).read(letter.kind, letter.body)
    match arrival:
        case Incoming():
            conversation, message = intake.hear(session, letter.hotel_id, arrival)
            if message is not None:
                turn(session, conversation, message)
        case Echo():
            intake.overhear(session, arrival, letter.hotel_id)
        case IdentityChange():
            intake.learn_identity(session, letter.hotel_id, arrival)
        case ChannelNotice():
            notices.note(session, letter.hotel_id, arrival)
        case StatusUpdate():
            deliveries.apply(session, [found] if (found := read_status(letter)) else [])
        case Unreadable():
            raise ValueError(arrival.reason)


def _turn(session: Session, conversation: Conversation, message: Message) -> None:
    """Takes the turn at once where nothing is worth waiting for."""
    if not scenes.plan_turn(session, conversation, message, settings().quiet_window):
        return
    try:
        turns.take(session, conversation)
    except Exception as problem:
        if is_store_away(problem):
            raise
        raise TurnFailed from problem


def _turn_later(session: Session, conversation: Conversation, message: Message) -> None:
    """As an errand, where failures are counted and people are told in the end."""
    scenes.postpone_turn(session, conversation, pause_before(1))


def _set_aside(letter: Claimed, problem: Exception) -> None:
    """Tries a letter again later; after several times people are told and it stays where they can see it."""
    if is_store_away(problem):
        log.warning("inbox.store_away", extra={"letter": letter.id})
        time.sleep(0.2)
        return
    log.exception("inbox.letter_failed", extra={"letter": letter.id, "attempt": letter.attempts})
    reason = f"{type(problem).__name__}: {problem}"[:500]
    with transaction(letter.hotel_id) as session:
        if letter.attempts >= MAX_ATTEMPTS:
            inbox.bury(session, letter.id, reason)
            key = f"inbox:{letter.id}"
            alerts.raise_alert(session, letter.hotel_id, AlertKind.LETTER_DEAD, key, facts={"box": "inbox"})
        else:
            due_at = clock.after(clock.jittered(pause_before(letter.attempts)))
            inbox.try_later(session, letter.id, due_at, reason)
