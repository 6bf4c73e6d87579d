"""The cashier: talks to whoever carries money. It runs in the relay's process, beside it.

Each errand has three steps: what it needs is read, the provider is called with no transaction open, and what came of
it is written down together with the letter's end. Whoever dies in between is followed by another who does it again:
references and keys are ours, so that nothing is charged or sent back twice.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.adapters.payments import open_port
from core.base import bell, clock, telemetry
from core.base.settings import Settings
from core.domain.errands import Act, Desk, Errand, Refusal, pause_before
from core.domain.payments import Provider
from core.domain.ports import PayAccount, PaymentPort, Refused, Unanswered
from core.services.payments import turns, wishes
from core.store import outbox
from core.store.db import across_hotels, is_store_away, transaction
from core.store.outbox import Claimed
from worker import counter

log = logging.getLogger(__name__)
_LOOK_SECONDS = 1.0
_RENEW_SECONDS = 1.5
_AT_ONCE = 8
_TRIES = 8
# A token that stopped working is a matter of hours, until somebody has entered another.
_TRIES_WITHOUT_ACCOUNT = 60
_WITHOUT_ACCOUNT_SECONDS = 60.0
_CROWDED_SECONDS = 20.0
_AGAIN = frozenset({Act.RETRY, Act.SLOW_NUMBER, Act.PAUSE_HOTEL})

Ending = Callable[[Session], None]


class Cashier:
    def __init__(self, config: Settings) -> None:
        self._config = config
        self._port: PaymentPort | None = None
        self._in_flight: dict[int, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._listen, args=(loop,), name="cashier-bell", daemon=True).start()
        renewing = asyncio.create_task(self._renew())
        while not self._stopping.is_set():
            self._woken.clear()
            if not await self._take_more():
                await self._until_woken()
        await asyncio.gather(*self._in_flight.values(), return_exceptions=True)
        renewing.cancel()
        if self._port is not None:
            await self._port.close()

    def stop(self) -> None:
        self._stopping.set()
        self._woken.set()

    def port(self) -> PaymentPort:
        if self._port is None:
            self._port = open_port(Provider.MERCADOPAGO, self._config.mercadopago_api_url)
        return self._port

    def address_of(self, door: str) -> str:
        return f"{self._config.public_webhook_url}/mercadopago/{door}"

    async def _until_woken(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), _LOOK_SECONDS)
        except TimeoutError:
            return

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        while not self._stopping.is_set():
            if bell.wait(bell.CASHIER, 2.0) and not self._stopping.is_set():
                loop.call_soon_threadsafe(self._woken.set)

    async def _take_more(self) -> bool:
        """False when nothing more is due, no hand is free, or the store is away."""
        room = _AT_ONCE - len(self._in_flight)
        if room <= 0:
            return False
        try:
            letters = await asyncio.to_thread(_claim, room)
        except SQLAlchemyError as problem:
            log.warning("cashier.store_away", extra={"reason": type(problem).__name__})
            return False
        for letter in letters:
            self._in_flight[letter.id] = asyncio.create_task(self._carry(letter))
        return len(letters) == room

    async def _carry(self, letter: Claimed) -> None:
        with telemetry.traced(letter.trace_id):
            try:
                await self._run(letter)
            except Exception as problem:
                log.exception("cashier.failed", extra={"letter": letter.id, "errand": letter.kind})
                reason = f"{type(problem).__name__}: {problem}"[:300]
                if not is_store_away(problem):
                    await self._refused(letter, Refusal(Act.RETRY, -1, reason))
            finally:
                del self._in_flight[letter.id]
                self._woken.set()

    async def _run(self, letter: Claimed) -> None:
        try:
            ending = await counter.HANDLERS[letter.kind](self, letter)
        except Refused as no:
            await self._refused(letter, no.refusal)
        except Unanswered as silence:
            await self._refused(letter, Refusal(Act.RETRY, -1, str(silence)[:300]))
        except wishes.NoAccount:
            await self._refused(letter, Refusal(Act.TELL_STAFF, -1, "the hotel has no account"))
        else:
            await asyncio.to_thread(_conclude, letter, ending)

    async def _refused(self, letter: Claimed, refusal: Refusal) -> None:
        try:
            await asyncio.to_thread(_put_off, letter, refusal)
        except SQLAlchemyError as problem:
            log.warning("cashier.store_away", extra={"reason": type(problem).__name__})

    async def account(self, hotel_id: int) -> tuple[PayAccount, str]:
        return await asyncio.to_thread(_account, hotel_id)

    async def _renew(self) -> None:
        """Says of every errand under way that it is still ours; a cashier that dies stops saying so."""
        while True:
            await asyncio.sleep(_RENEW_SECONDS)
            try:
                await asyncio.to_thread(_keep, list(self._in_flight))
            except SQLAlchemyError as problem:
                log.warning("cashier.store_away", extra={"reason": type(problem).__name__})


Handler = Callable[[Cashier, Claimed], Awaitable[Ending]]


def _claim(room: int) -> list[Claimed]:
    with across_hotels() as session:
        return outbox.claim(session, Desk.CASHIER, room)


def _keep(ids: list[int]) -> None:
    if ids:
        with across_hotels() as session:
            outbox.renew(session, ids)


def _account(hotel_id: int) -> tuple[PayAccount, str]:
    with transaction(hotel_id) as session:
        return wishes.account_of(session)


def _conclude(letter: Claimed, ending: Ending) -> None:
    with transaction(letter.hotel_id) as session:
        turns.take_for_errand(session, letter.payload)
        if outbox.is_still_ours(session, letter):
            ending(session)
            if letter.kind is not Errand.CHECK_ACCOUNT:  # whose answer may be that it does not
                counter.account_works(session)
            outbox.done(session, [letter.id], clock.now())


def _put_off(letter: Claimed, refusal: Refusal) -> None:
    """Tried again later where that can help; else put where people see it, with what it means for the guest."""
    with transaction(letter.hotel_id) as session:
        turns.take_for_errand(session, letter.payload)
        if not outbox.is_still_ours(session, letter):
            return
        without = refusal.act is Act.PAUSE_HOTEL
        if without:
            counter.account_fails(session, letter.hotel_id, refusal)
        if refusal.act in _AGAIN and letter.attempts < (_TRIES_WITHOUT_ACCOUNT if without else _TRIES):
            seconds = _WITHOUT_ACCOUNT_SECONDS if without else pause_before(letter.attempts)
            if refusal.act is Act.SLOW_NUMBER:
                seconds = max(seconds, _CROWDED_SECONDS)
            outbox.try_later(session, letter.id, clock.after(clock.jittered(seconds)), refusal.detail)
            return
        log.warning("cashier.gave_up", extra={"letter": letter.id, "errand": letter.kind, "act": refusal.act})
        counter.give_up(session, letter, refusal)
