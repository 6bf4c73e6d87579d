"""The tick: rings for whatever is due, several times a second. One leads; others stand by."""

from __future__ import annotations

import logging
import time

from sqlalchemy.exc import SQLAlchemyError

from core.base import bell, telemetry
from core.store import duties
from core.store.db import Leadership, across_hotels
from core.store.duties import Due
from worker import think

log = logging.getLogger(__name__)
TICK_SECONDS = 0.2
_GAUGE_SECONDS = 5.0
_OLD_BEAT_SECONDS = 60.0
_BELL_OF = {
    "inbox": bell.INBOX,
    "think": bell.THINK,
    "unhurried": bell.THINK,
    "slow": bell.SLOW,
    "voice": bell.VOICE,
    "relay": bell.RELAY,
    "bulk": bell.RELAY,
    "cashier": bell.CASHIER,
    "courtesy": bell.COURTESY,
    "mail": bell.MAIL,
}


def run() -> None:
    leadership = Leadership()
    measured_at = 0.0
    while True:
        try:
            if leadership.held():
                tick()
                if time.monotonic() - measured_at > _GAUGE_SECONDS:
                    measure()
                    measured_at = time.monotonic()
        except SQLAlchemyError as problem:
            log.warning("tick.store_away", extra={"reason": type(problem).__name__})
            leadership.drop()
        time.sleep(TICK_SECONDS)


def tick() -> None:
    with across_hotels() as session:
        due = duties.due(session)
    for box in due:
        if not bell.ring(_BELL_OF[box.box], box.letter_id):
            work_without_bell(box)


def work_without_bell(box: Due) -> None:
    """With Redis away nobody else can be woken: the tick does what needs no network itself, a round at a time."""
    if box.box in ("inbox", "think", "unhurried"):
        think.work_once()


def measure() -> None:
    with across_hotels() as session:
        due = {box.box: box for box in duties.due(session)}
        dead = duties.dead_counts(session)
        paused = duties.channels(session)
        duties.forget_beats(session, _OLD_BEAT_SECONDS)
    for name in _BELL_OF:
        telemetry.DEPTH.labels(name).set(due[name].count if name in due else 0)
        telemetry.AGE.labels(name).set(due[name].oldest_seconds if name in due else 0.0)
    for box, count in dead.items():
        telemetry.DEAD_LETTERS.labels(box).set(count)
    for hotel_id, channel, is_paused in paused:
        telemetry.CIRCUIT.labels(str(hotel_id), channel).set(1 if is_paused else 0)
