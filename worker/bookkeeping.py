"""Writing down what became of calls: gathered, so that a busy relay commits a few times a second, not hundreds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.errands import Act, Errand, Refusal
from core.domain.ports import Receipt
from core.services import deliveries
from core.store import courtesies, doubts, outbox
from core.store.db import is_store_away, transaction
from core.store.outbox import Claimed

log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 0.3
_GATHER_SECONDS = 0.05


class Result(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"
    MARKED = "marked"
    PUT_BACK = "put_back"
    DOUBTFUL = "doubtful"
    FORGONE = "forgone"


@dataclass(frozen=True)
class Outcome:
    letter: Claimed
    result: Result
    receipt: Receipt | None = None
    refusal: Refusal | None = None
    wait: float = 0.0


class Books:
    """Outcomes are kept in hand until the store has them; a letter's task ends only then."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[tuple[Outcome, asyncio.Future[None]]] = asyncio.Queue()

    async def write(self, outcome: Outcome) -> None:
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((outcome, written))
        await written

    async def run(self) -> None:
        while True:
            batch = [await self._queue.get()]
            await asyncio.sleep(_GATHER_SECONDS)
            while not self._queue.empty():
                batch.append(self._queue.get_nowait())
            await self._commit([outcome for outcome, _ in batch])
            for _, written in batch:
                written.set_result(None)

    async def _commit(self, outcomes: list[Outcome]) -> None:
        """Tries for as long as the store is away: what the channel took must not be forgotten."""
        while True:
            try:
                await asyncio.to_thread(write_down, outcomes)
                return
            except SQLAlchemyError as problem:
                if not is_store_away(problem):
                    await self._one_by_one(outcomes, problem)
                    return
                log.warning(
                    "relay.books_wait", extra={"reason": type(problem).__name__, "count": len(outcomes)}
                )
                await asyncio.sleep(_PATIENCE_SECONDS)

    async def _one_by_one(self, outcomes: list[Outcome], problem: SQLAlchemyError) -> None:
        """What the store refuses to hear must not keep the rest from it: its letter is shown to people."""
        if len(outcomes) > 1:
            for outcome in outcomes:
                await self._commit([outcome])
            return
        letter = outcomes[0].letter
        log.error("relay.outcome_refused", exc_info=problem, extra={"letter": letter.id})
        if outcomes[0].result is not Result.REFUSED:
            why = Refusal(
                Act.OUR_BUG, -1, f"{outcomes[0].result}, but not to be written down: {problem}"[:300]
            )
            await self._commit([Outcome(letter, Result.REFUSED, refusal=why)])


def write_down(outcomes: Sequence[Outcome]) -> None:
    ordered = sorted(outcomes, key=lambda outcome: (outcome.letter.hotel_id, outcome.letter.id))
    for hotel_id, group in groupby(ordered, key=lambda outcome: outcome.letter.hotel_id):
        with transaction(hotel_id) as session:
            of_hotel = list(group)
            accepted = [(o.letter, o.receipt) for o in of_hotel if o.result is Result.ACCEPTED and o.receipt]
            deliveries.accepted(session, hotel_id, accepted)
            if marked := [o.letter for o in of_hotel if o.result is Result.MARKED]:
                courtesies.marked(session, marked, clock.now())
            for outcome in of_hotel:
                letter = outcome.letter
                match outcome.result:
                    case Result.REFUSED if outcome.refusal is not None:
                        _refused(session, letter, outcome.refusal)
                    case Result.PUT_BACK:
                        outbox.put_back(session, letter.id, clock.after(outcome.wait))
                    case Result.DOUBTFUL:
                        doubts.doubt(session, letter.id)
                    case _:
                        continue


def _refused(session: Session, letter: Claimed, refusal: Refusal) -> None:
    if letter.kind is Errand.MARK_READ:
        deliveries.mark_refused(session, letter, refusal)
    else:
        deliveries.refused(session, letter, refusal)
