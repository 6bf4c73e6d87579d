"""The relay: carries letters of the outbox to the channels, many at once, each guest's in order."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from datetime import datetime
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from core.adapters.channels import OpenPort, open_port, reader
from core.base import bell, clock, telemetry
from core.base.settings import Settings
from core.domain.errands import MAX_ATTEMPTS, Act, Errand, Refusal
from core.domain.messages import Channel
from core.domain.outgoing import from_json
from core.domain.ports import Account, Parcel, Refused, Unanswered
from core.services import deliveries
from core.store import calls, courtesies, doubts, outbox
from core.store.db import across_hotels
from core.store.outbox import Claimed
from worker.bookkeeping import Books, Outcome, Result
from worker.pacing import Pacer
from worker.parcels import Directory, media_for, with_picture
from worker.ticks import Ticks

log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.25
# Under load a little patience lets one look find what otherwise takes many.
_BREATH_SECONDS = 0.02
# Read marks go along while most of the room is free; a guest looks for one at once or not at all.
_COURTEOUS_SHARE = 4
_COURTESY_SECONDS = 20.0
_RENEW_SECONDS = 1.5
_LONGEST_HOLD = 1.0
_PROBE_SECONDS = 60.0
# Longer than the directory stays in hand: whoever joins meanwhile is known by then.
_UNKNOWN_SECONDS = 5.0


class Relay:
    def __init__(self, config: Settings) -> None:
        self._config = config
        self._ports: dict[Channel, OpenPort] = {}
        self._in_flight: dict[int, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._pacer = Pacer(config.pace_per_number)
        self._directory = Directory()
        self._books = Books()
        self._ticks = Ticks()
        self._probed: dict[tuple[str, str], float] = {}
        self._look_again_at = 0.0
        self._courteous_again_at = 0.0
        self._bulk: set[int] = set()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._listen, args=(loop,), name="relay-bell", daemon=True).start()
        background = [asyncio.create_task(work) for work in (self._renew(), self._books.run())]
        while not self._stopping.is_set():
            self._woken.clear()
            if not await self._take_more():
                await self._until_woken()
        await asyncio.gather(*self._in_flight.values(), return_exceptions=True)
        await self._ticks.over()
        for task in background:
            task.cancel()
        for port in self._ports.values():
            await port.close()

    def stop(self) -> None:
        self._stopping.set()
        self._woken.set()

    async def _until_woken(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), _LOOK_SECONDS)
        except TimeoutError:
            return

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        while not self._stopping.is_set():
            if bell.wait(bell.RELAY, 2.0) and not self._stopping.is_set():
                loop.call_soon_threadsafe(self._woken.set)

    async def _take_more(self) -> bool:
        """Starts as many calls as there is room for; false when nothing more is due or the store is away."""
        room = self._config.send_in_flight - len(self._in_flight)
        if room <= 0:
            return False
        await asyncio.sleep(self._look_again_at - time.monotonic())
        self._look_again_at = time.monotonic() + _BREATH_SECONDS
        spare = self._spare()
        try:
            letters = await asyncio.to_thread(self._claim, room, spare)
        except SQLAlchemyError as problem:
            log.warning("relay.store_away", extra={"reason": type(problem).__name__})
            await asyncio.sleep(_LOOK_SECONDS)
            return False
        for letter in letters:
            self._in_flight[letter.id] = asyncio.create_task(self._carry(letter))
        return len(letters) >= room

    def _spare(self) -> int:
        """Room for what nobody waits for."""
        return self._config.send_in_flight // _COURTEOUS_SHARE - len(self._in_flight)

    def _claim(self, room: int, spare: int) -> list[Claimed]:
        self._directory.refresh()
        now = time.monotonic()
        courteous = spare > 0 and now >= self._courteous_again_at
        with across_hotels() as session:
            letters, for_many = calls.take(session, room, spare, courteous=courteous)
        if courteous:
            self._courteous_again_at = now + _LOOK_SECONDS
        self._bulk |= for_many
        return letters

    async def _carry(self, letter: Claimed) -> None:
        with telemetry.traced(letter.trace_id):
            try:
                outcome = await self._outcome(letter)
            except Exception as problem:
                log.exception("relay.letter_failed", extra={"letter": letter.id})
                refusal = Refusal(Act.RETRY, -1, f"{type(problem).__name__}: {problem}"[:300])
                outcome = Outcome(letter, Result.REFUSED, refusal=refusal)
        telemetry.SENDS.labels(letter.payload["channel"], outcome.result).inc()
        await self._books.write(outcome)
        # A letter written anew meanwhile may be on its way again already; then its place is not ours to clear.
        if self._in_flight.get(letter.id) is asyncio.current_task():
            del self._in_flight[letter.id]
            self._bulk.discard(letter.id)
        if len(self._in_flight) == self._config.send_in_flight - 1:
            self._woken.set()

    async def _outcome(self, letter: Claimed) -> Outcome:
        wait = self._hold(letter)
        if wait > _LONGEST_HOLD:
            return Outcome(letter, Result.PUT_BACK, wait=wait)
        if wait > 0:
            await asyncio.sleep(wait)
        try:
            if letter.kind is Errand.MARK_READ:
                await self._mark_read(letter)
                return Outcome(letter, Result.MARKED)
            return await self._send(letter)
        except Refused as problem:
            return Outcome(letter, Result.REFUSED, refusal=problem.refusal)
        except Unanswered as problem:
            if letter.attempts >= MAX_ATTEMPTS:
                return Outcome(letter, Result.REFUSED, refusal=Refusal(Act.RETRY, -1, str(problem)))
            return Outcome(letter, Result.DOUBTFUL)

    def _hold(self, letter: Claimed) -> float:
        """Seconds until this letter may go: the account may be paused, the number or the guest out of pace."""
        address = (letter.payload["channel"], letter.payload["account"])
        known = self._directory.account(*address)
        if known is None:
            return _UNKNOWN_SECONDS
        if known.paused_reason is not None:
            now = time.monotonic()
            probed = now - self._probed.get(address, -_PROBE_SECONDS) < _PROBE_SECONDS
            # A read mark proves nothing about messages: it must not use up the one try.
            if probed or letter.kind is Errand.MARK_READ:
                return _PROBE_SECONDS
            self._probed[address] = now
        if letter.kind is Errand.MARK_READ:
            return 0.0
        recipient = letter.payload.get("phone") or letter.payload.get("bsuid") or ""
        return self._pacer.reserve(
            address[1], recipient, known.slow_until, hurried=letter.id not in self._bulk
        )

    async def _mark_read(self, letter: Claimed) -> None:
        payload, line = letter.payload, letter.payload["message_id"]
        account = self._directory.open(payload["channel"], payload["account"])
        if not self._ticks.is_answered(line):
            await self._port(account.channel).mark_read(account, line, payload["typing"])
            self._ticks.shown(line)

    async def _send(self, letter: Claimed) -> Outcome:
        payload = letter.payload
        if payload.get("until") and datetime.fromisoformat(payload["until"]) <= clock.now():
            raise Refused(Refusal(Act.DROP_QUIETLY, -1, "too late to be of use"))
        account = self._directory.open(payload["channel"], payload["account"])
        port = self._port(account.channel)
        self._give_ticks(letter, account, port)
        content = reader(account.channel).fit(from_json(payload["content"]))
        content = await with_picture(letter.hotel_id, payload["message"], content)
        parcel = Parcel(
            account=account,
            content=content,
            to_phone=payload["phone"],
            to_bsuid=payload["bsuid"],
            echo=deliveries.echo_of(letter.id, payload["message"]),
            media_ids=await media_for(letter.hotel_id, account, content, port),
        )
        return Outcome(letter, Result.ACCEPTED, receipt=await port.send(parcel))

    def _give_ticks(self, letter: Claimed, account: Account, port: OpenPort) -> None:
        known = self._directory.account(letter.payload["channel"], letter.payload["account"])
        # Of an account that is paused one message is tried, and nothing beside it.
        if known is not None and known.paused_reason is None:
            mark = partial(port.mark_read, account, typing=False)
            self._ticks.go_along(letter, mark, is_quiet=self._spare() >= 0)

    def _port(self, channel: Channel) -> OpenPort:
        if channel not in self._ports:
            url, version = self._config.whatsapp_api_url, self._config.whatsapp_api_version
            self._ports[channel] = open_port(channel, url, version)
        return self._ports[channel]

    async def _renew(self) -> None:
        """Says of every call under way that it is still ours; a relay that dies stops saying so."""
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            ids = list(self._in_flight)
            try:
                await asyncio.to_thread(_sweep, ids)
            except SQLAlchemyError as problem:
                log.warning("relay.store_away", extra={"reason": type(problem).__name__})


def _sweep(ids: list[int]) -> None:
    with across_hotels() as session:
        if ids:
            outbox.renew(session, ids)
        doubts.doubt_the_lost(session)
        late = courtesies.forgo(session, clock.after(-_COURTESY_SECONDS))
    for channel in late:
        telemetry.SENDS.labels(channel, Result.FORGONE).inc()
    if late:
        log.info("relay.courtesies_forgone", extra={"count": len(late)})
