"""The postman: hands letters to the mail server, one after the other. It runs in the relay's process, beside it.

What is to be said stands in the letter; the server is asked with no transaction open, and what came of it is written
down afterwards. Whoever dies in between is followed by another who sends the same letter under the same name.
"""

from __future__ import annotations

import asyncio
import logging
import time

from sqlalchemy.exc import SQLAlchemyError

from core.adapters.mail import open_port
from core.base import clock, telemetry
from core.base.settings import Settings
from core.domain.errands import Desk, Errand, LetterState
from core.domain.mail import OF_THE_LINE, Mail, MailPort, NotSent
from core.services import mail
from core.store import outbox
from core.store.db import across_hotels, transaction
from core.store.outbox import Claimed
from worker import errands

log = logging.getLogger(__name__)
_LOOK_SECONDS = 1.0
# Longer than a server that answers each word at the last moment can take.
_LEASE_SECONDS = 300.0
_FIRST_REST = 15.0
_LONGEST_REST = 300.0
CARRIES = frozenset({Errand.SEND_MAIL, Errand.CHECK_MAIL})


class Postman:
    def __init__(self, config: Settings, port: MailPort | None = None) -> None:
        self._port = port or open_port(config)
        self._stopping = asyncio.Event()
        self._rests_until = 0.0
        self._rest = _FIRST_REST

    async def run(self) -> None:
        while not self._stopping.is_set():
            if not await asyncio.to_thread(self.carry_next):
                await self._pause()

    def stop(self) -> None:
        self._stopping.set()

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), _LOOK_SECONDS)
        except TimeoutError:
            return

    def carry_next(self) -> bool:
        """False when nothing is due, the server rests, or the store is away."""
        if time.monotonic() < self._rests_until:
            return False
        try:
            with across_hotels() as session:
                letters = outbox.claim(session, Desk.MAIL, 1, _LEASE_SECONDS)
            for letter in letters:
                with telemetry.traced(letter.trace_id):
                    self._carry(letter)
        except SQLAlchemyError as problem:
            log.warning("postman.store_away", extra={"reason": type(problem).__name__})
            return False
        return bool(letters)

    def _carry(self, letter: Claimed) -> None:
        found = mail.of_letter(letter)
        if found is None:
            _forgo(letter)
            return
        try:
            no = self._handed_over(found)
        except Exception as problem:  # noqa: BLE001 - one letter must never take the process with it
            errands.set_aside(letter, problem)
            return
        with transaction(letter.hotel_id) as session:
            if outbox.is_still_ours(session, letter):
                mail.ended(session, letter, no)

    def _handed_over(self, found: Mail) -> NotSent | None:
        """A server that is out is left alone for a while, whoever else has a letter for it."""
        try:
            self._port.send(found)
        except NotSent as no:
            log.warning("postman.not_sent", extra={"why": str(no.why), "detail": no.detail})
            if no.why in OF_THE_LINE:
                self._rests_until = time.monotonic() + self._rest
                self._rest = min(self._rest * 2, _LONGEST_REST)
            return no
        self._rest = _FIRST_REST
        return None


def _forgo(letter: Claimed) -> None:
    """It waited so long that nobody wants it any more."""
    with transaction(letter.hotel_id) as session:
        if outbox.is_still_ours(session, letter):
            outbox.put_aside(session, letter.id, LetterState.CANCELLED, "too late to be of use")
    log.info("postman.forgone", extra={"letter": letter.id, "at": clock.now().isoformat()})
