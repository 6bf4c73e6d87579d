"""Keeping deliveries: those that arrive together are committed together.

A commit costs the same for one row as for fifty. Requests hand their envelopes to one writer and wait; the writer
takes whatever has gathered while it was busy. Nobody is answered before the commit that holds their rows.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.base import bell
from core.domain.messages import Channel
from core.domain.ports import Envelope
from core.services import intake
from core.store import hotels
from core.store.db import across_hotels, is_store_away

log = logging.getLogger(__name__)
_MOST_TOGETHER = 64
_PATIENCE_SECONDS = 4.0
_DIRECTORY_SECONDS = 15.0
_NEWCOMER_SECONDS = 1.0


class CannotKeep(Exception):
    """The store is away: the sender must come again."""


@dataclass
class _Waiting:
    channel: Channel
    envelopes: Sequence[Envelope]
    trace_id: str
    settled: threading.Event = field(default_factory=threading.Event)
    problem: Exception | None = None


class Keeper:
    def __init__(self, ringer: bell.Ringer) -> None:
        self._ringer = ringer
        self._pile: list[_Waiting] = []
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._writer: threading.Thread | None = None
        self._hotel_of: dict[str, list[int]] = {}
        self._directory_read_at = 0.0

    def keep(self, channel: Channel, envelopes: Sequence[Envelope], trace_id: str) -> None:
        """Returns once the envelopes are committed; raises when they are not."""
        waiting = _Waiting(channel, envelopes, trace_id)
        with self._lock:
            self._pile.append(waiting)
            if self._writer is None:
                self._writer = threading.Thread(target=self._write_on, name="keeper", daemon=True)
                self._writer.start()
        self._wake.set()
        if not waiting.settled.wait(_PATIENCE_SECONDS):
            raise CannotKeep("the store is too slow")
        if waiting.problem is not None:
            raise CannotKeep(type(waiting.problem).__name__) from waiting.problem

    def _write_on(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            while batch := self._gathered():
                self._settle(batch)

    def _gathered(self) -> list[_Waiting]:
        with self._lock:
            batch, self._pile = self._pile[:_MOST_TOGETHER], self._pile[_MOST_TOGETHER:]
        return batch

    def _settle(self, batch: list[_Waiting]) -> None:
        """One bad delivery must not take its neighbours with it: a failed batch is tried one by one."""
        try:
            self._commit(batch)
        except Exception as problem:  # noqa: BLE001 - whatever it was, every waiting request must be answered
            if len(batch) > 1 and not is_store_away(problem):
                for waiting in batch:
                    self._settle([waiting])
                return
            log.warning("keeper.failed", extra={"reason": type(problem).__name__, "count": len(batch)})
            for waiting in batch:
                waiting.problem = problem
        for waiting in batch:
            waiting.settled.set()

    def _commit(self, batch: list[_Waiting]) -> None:
        """Connections die with their server: the first try after its return finds that out, the second succeeds."""
        try:
            new = self._write(batch)
        except SQLAlchemyError as problem:
            if not is_store_away(problem):
                raise
            new = self._write(batch)
        for letter_id in new[:2]:
            self._ringer.ring(bell.INBOX, letter_id)

    def _write(self, batch: list[_Waiting]) -> list[int]:
        with across_hotels() as session:
            named = {
                envelope.account for waiting in batch for envelope in waiting.envelopes if envelope.account
            }
            directory = self._directory(session, named)
            arrivals = [
                intake.Kept(waiting.channel, letter, hotel_id, waiting.trace_id)
                for waiting in batch
                for envelope in waiting.envelopes
                for letter, hotel_id in _addressed(envelope, directory.get(envelope.account or "", []))
            ]
            return intake.keep(session, arrivals)

    def _directory(self, session: Session, named: set[str]) -> dict[str, list[int]]:
        """Read again now and then, and soon when somebody new is named: a hotel may just have joined."""
        age = time.monotonic() - self._directory_read_at
        if age > _DIRECTORY_SECONDS or (age > _NEWCOMER_SECONDS and not named <= self._hotel_of.keys()):
            numbers = hotels.accounts_to_hotels(session, Channel.WHATSAPP)
            businesses = hotels.businesses_to_hotels(session, Channel.WHATSAPP)
            self._hotel_of = {**businesses, **{number: [hotel] for number, hotel in numbers.items()}}
            self._directory_read_at = time.monotonic()
        return self._hotel_of


def _addressed(envelope: Envelope, hotel_ids: list[int]) -> list[tuple[Envelope, int | None]]:
    """News of an account that several hotels share is a letter for each of them."""
    if not hotel_ids:
        return [(envelope, None)]
    first, *others = hotel_ids
    copies = [(replace(envelope, key=f"{envelope.key}:{one}"), one) for one in others]
    return [(envelope, first), *copies]
