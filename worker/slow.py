"""The slow desk: fetching what guests sent. Network first, then one short transaction."""

from __future__ import annotations

import asyncio
import time

from core.adapters.channels import open_port
from core.base import bell, clock, telemetry
from core.base.settings import settings
from core.domain.errands import MAX_ATTEMPTS, Act, Desk, Errand
from core.domain.messages import Channel
from core.domain.ports import Account, Download, Refused
from core.domain.speech import Unheard
from core.services import hotels, listening, media, paying
from core.store import outbox
from core.store.db import across_hotels, transaction
from core.store.outbox import Claimed
from worker import errands, lines, public_reviews

_SHIFT_SECONDS = 120.0
_LEASE_SECONDS = 60.0
_AGAIN = frozenset({Act.RETRY, Act.SLOW_NUMBER, Act.DELAY_GUEST, Act.PAUSE_HOTEL})


class NotNow(Exception):
    """The channel could not give it right now; the errand comes back later."""


def work_errands(letter_id: int) -> None:
    bell.heard(bell.SLOW, letter_id)
    until = time.monotonic() + _SHIFT_SECONDS
    while time.monotonic() < until:
        with across_hotels() as session:
            letters = outbox.claim(session, Desk.SLOW, 1, _LEASE_SECONDS)
        if not letters:
            return
        HANDLERS[letters[0].kind](letters[0])
    bell.ring(bell.SLOW, letter_id)


def run(letter: Claimed) -> None:
    with telemetry.traced(letter.trace_id):
        try:
            fetch_media(letter)
        except Exception as problem:  # noqa: BLE001 - an errand must never take the process with it
            errands.set_aside(letter, problem)


HANDLERS = {Errand.FETCH_MEDIA: run, Errand.CHECK_CHANNEL: lines.run, **public_reviews.HANDLERS}


def fetch_media(letter: Claimed) -> None:
    wanted = letter.payload["media"]
    with across_hotels() as session:
        found = hotels.open_accounts(session).get((letter.payload["channel"], letter.payload["account"]))
    if found is None:
        raise NotNow("the account is not known any more")
    try:
        download = asyncio.run(_download(found.account, wanted["id"], wanted.get("sha256", "")))
    except Refused as problem:
        if problem.refusal.act in _AGAIN and letter.attempts < MAX_ATTEMPTS:
            raise NotNow(str(problem)) from problem
        _give_up(letter, str(problem.refusal.detail or problem))
        return
    with transaction(letter.hotel_id) as session:
        mime = download.mime or wanted.get("mime", "")
        kept = media.keep(session, letter.hotel_id, download.data, mime, wanted.get("filename"))
        media.attach(session, letter.payload["message"], kept)
        listening.ask(session, letter.payload["message"])
        paying.receipt_fetched(session, letter.payload["message"])
        outbox.done(session, [letter.id], clock.now())


async def _download(account: Account, media_id: str, sha256: str) -> Download:
    config = settings()
    port = open_port(Channel(account.channel), config.whatsapp_api_url, config.whatsapp_api_version)
    try:
        return await port.download(account, media_id, sha256, config.media_limit_mb * 1024 * 1024)
    finally:
        await port.close()


def _give_up(letter: Claimed, why: str) -> None:
    with transaction(letter.hotel_id) as session:
        media.lost(session, letter.payload["message"], why)
        listening.give_up(session, letter.payload["message"], Unheard.NOT_FETCHED, settings().quiet_window)
        outbox.done(session, [letter.id], clock.now())
