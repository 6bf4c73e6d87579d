"""Reviews on the platforms: reading them, sending a reply that a person has sent, and asking whether it works at all.

What is needed is read, the platform is called with no transaction open, and what came of it is written down with the
letter's end. Whoever dies in between is followed by another who does it again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from core.adapters.reviews import Addresses, open_port
from core.base import clock, telemetry
from core.base.settings import settings
from core.domain.errands import Errand
from core.domain.ports import ReviewPort
from core.domain.public_reviews import PASSES, Declined, PlaceKey, ReplySeen, Wrong
from core.domain.reviews import Platform
from core.services.reviews import fetching, places, publishing
from core.services.reviews.fetching import Seen, Walk
from core.services.reviews.places import Verdict
from core.services.reviews.publishing import Outgoing
from core.store import outbox
from core.store.db import transaction
from core.store.outbox import Claimed
from worker import errands

# One letter looks at pages for so long; then another goes on, and guests' pictures are fetched in between.
_AT_ONCE_SECONDS: Final = 10.0
_MOST_TRIES: Final = 8
_PAUSE_SECONDS: Final = 60.0

Answer = TypeVar("Answer")


def fetch(letter: Claimed) -> None:
    walk = fetching.walk_of(letter.payload)
    with transaction(letter.hotel_id) as session:
        if fetching.shut(session, walk.platform) or fetching.rests_until(session, walk.platform):
            outbox.done(session, [letter.id], clock.now())
            return
    try:
        asyncio.run(_walk(letter, walk))
    except Declined as no:
        with transaction(letter.hotel_id) as session:
            places.declined(session, letter.hotel_id, walk.platform, no)
            outbox.done(session, [letter.id], clock.now())


async def _walk(letter: Claimed, walk: Walk) -> None:
    """Page after page, each kept as it comes: what was seen is not lost when the next cannot be had."""
    until = time.monotonic() + _AT_ONCE_SECONDS

    async def look(port: ReviewPort, key: PlaceKey, access: str) -> None:
        going: Walk | None = walk
        while going is not None:
            asked_at = clock.now()
            seen = Seen(await port.page(key, access, going.mark), asked_at)
            going = await asyncio.to_thread(_take, letter, going, seen, time.monotonic() > until)

    await _inside(letter.hotel_id, walk.platform, look)


def _take(letter: Claimed, walk: Walk, seen: Seen, is_late: bool) -> Walk | None:
    with transaction(letter.hotel_id) as session:
        if not outbox.is_still_ours(session, letter):
            return None
        places.answered(session, walk.platform)
        further = fetching.take(session, letter.hotel_id, walk, seen)
        if further is not None and not is_late:
            return further
        outbox.done(session, [letter.id], clock.now())
        if further is not None:
            fetching.go_on(session, letter.hotel_id, further)
        return None


def publish(letter: Claimed) -> None:
    review = letter.payload["review"]
    with transaction(letter.hotel_id) as session:
        sent = publishing.outgoing(session, review)
        if sent is None:
            outbox.done(session, [letter.id], clock.now())
            return
        wrong = fetching.shut(session, sent.platform)
        if wrong is not None:
            publishing.refused(session, letter.hotel_id, review, wrong)
            outbox.done(session, [letter.id], clock.now())
            return
        later = fetching.rests_until(session, sent.platform)
        if later is not None and letter.attempts < _MOST_TRIES:
            outbox.try_later(session, letter.id, later, "the platform is left alone")
            return
    try:
        told = asyncio.run(_sent(letter.hotel_id, sent))
    except Declined as no:
        _not_published(letter, sent, no)
        return
    with transaction(letter.hotel_id) as session:
        places.answered(session, sent.platform)
        publishing.published(session, letter.hotel_id, review, sent, told)
        outbox.done(session, [letter.id], clock.now())


async def _sent(hotel_id: int, sent: Outgoing) -> ReplySeen:
    return await _inside(
        hotel_id, sent.platform, lambda port, key, access: port.reply(key, access, sent.key, sent.words)
    )


def _not_published(letter: Claimed, sent: Outgoing, no: Declined) -> None:
    """What passes is tried again; of anything else a person hears beside the review, unless they have pressed again
    meanwhile: that is tried next."""
    review = letter.payload["review"]
    with transaction(letter.hotel_id) as session:
        if no.wrong is not Wrong.REVIEW_GONE:
            places.declined(session, letter.hotel_id, sent.platform, no)
        if publishing.others_follow(session, letter.id, review):
            outbox.done(session, [letter.id], clock.now())
            return
        if no.wrong in PASSES and letter.attempts < _MOST_TRIES:
            seconds = max(no.seconds, _PAUSE_SECONDS)
            outbox.try_later(session, letter.id, clock.after(clock.jittered(seconds)), no.detail)
            return
        publishing.refused(session, letter.hotel_id, review, no.wrong)
        outbox.done(session, [letter.id], clock.now())


def check(letter: Claimed) -> None:
    platform = Platform(letter.payload["platform"])
    try:
        page = asyncio.run(
            _inside(letter.hotel_id, platform, lambda port, key, access: port.page(key, access))
        )
        verdict = Verdict(total=page.total, average=page.average)
    except Declined as no:
        verdict = Verdict(no.wrong, no.detail)
    with transaction(letter.hotel_id) as session:
        places.checked(session, letter.hotel_id, verdict)
        outbox.done(session, [letter.id], clock.now())


async def _inside(
    hotel_id: int, platform: Platform, work: Callable[[ReviewPort, PlaceKey, str], Awaitable[Answer]]
) -> Answer:
    key = await asyncio.to_thread(_key, hotel_id, platform)
    config = settings()
    port = open_port(platform, Addresses(config.google_reviews_url, config.google_oauth_url))
    try:
        return await work(port, key, await port.enter(key))
    finally:
        await port.close()


def _key(hotel_id: int, platform: Platform) -> PlaceKey:
    with transaction(hotel_id) as session:
        try:
            return places.key_of(session, platform)
        except places.NotConnected:
            raise Declined(Wrong.PLACE, "the place is not connected any more") from None


def _safely(work: Callable[[Claimed], None]) -> Callable[[Claimed], None]:
    def run(letter: Claimed) -> None:
        with telemetry.traced(letter.trace_id):
            try:
                work(letter)
            except Exception as problem:  # noqa: BLE001 - an errand must never take the process with it
                errands.set_aside(letter, problem)

    return run


HANDLERS: Final = {
    Errand.FETCH_REVIEWS: _safely(fetch),
    Errand.PUBLISH_REPLY: _safely(publish),
    Errand.CHECK_REVIEWS: _safely(check),
}
