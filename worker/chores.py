"""Chores by the clock. Each is done once per period, however many schedulers run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from core.base import clock
from core.services import api_answers, media
from core.services.digest import sending as digest
from core.services.reviews import fetching
from core.store import duties, hotels, retention
from core.store.db import across_hotels, transaction

log = logging.getLogger(__name__)
# A redelivery may come for seven days and is recognised by the letter it repeats: keep letters longer than that.
KEEP_LETTERS = timedelta(days=9)
KEEP_SIGN_INS = timedelta(days=30)
KEEP_BADGES = timedelta(days=3)


def forget_old_letters() -> None:
    _once(
        "forget_old_letters",
        "%Y-%m-%dT%H",
        lambda session: retention.letters(session, clock.now() - KEEP_LETTERS),
    )


def forget_old_sign_ins() -> None:
    _once(
        "forget_old_sign_ins",
        "%Y-%m-%d",
        lambda session: retention.sign_ins(session, clock.now() - KEEP_SIGN_INS),
    )


def forget_badges() -> None:
    _once(
        "forget_badges",
        "%Y-%m-%d",
        lambda session: retention.badges(session, media.BADGE, clock.now() - KEEP_BADGES),
    )


def forget_api_answers() -> None:
    _once(
        "forget_api_answers",
        "%Y-%m-%dT%H",
        lambda session: retention.api_answers(session, clock.now() - api_answers.REMEMBERED),
    )


def fetch_reviews() -> None:
    """Only letters: who carries them goes outside."""
    _once("fetch_reviews", "%Y-%m-%dT%H", fetching.send_out)


def write_digests() -> None:
    """Looked at often, written once a hotel and week: a house that was shut at the hour is only late."""
    with across_hotels() as session:
        hotel_ids = hotels.hotel_ids(session)
    for hotel_id in hotel_ids:
        try:
            with transaction(hotel_id) as session:
                count = digest.plan(session, hotel_id)
        except Exception:  # one hotel's trouble is not the next one's
            log.exception("chore.failed", extra={"chore": "write_digests", "hotel": hotel_id})
        else:
            if count:
                log.info("chore.done", extra={"chore": "write_digests", "hotel": hotel_id, "rows": count})


CHORES = {
    "worker.chores.fetch_reviews": "7 * * * *",
    "worker.chores.forget_api_answers": "29 * * * *",
    "worker.chores.forget_badges": "11 5 * * *",
    "worker.chores.forget_old_letters": "17 * * * *",
    "worker.chores.forget_old_sign_ins": "43 4 * * *",
    "worker.chores.write_digests": "*/5 * * * *",
}


def _once(chore: str, period: str, work: Callable[[Session], int]) -> None:
    with across_hotels() as session:
        if not duties.take_chore(session, chore, clock.now().strftime(period)):
            return
        count = work(session)
    log.info("chore.done", extra={"chore": chore, "rows": count})
