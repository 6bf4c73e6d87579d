"""What becomes of a hotel's message: sent, delivered, read, played or failed, each told by webhook."""

from __future__ import annotations

import asyncio

from core.local.phone.chats import RANK, Message
from core.local.phone.guests import Guest
from core.local.phone.problems import GraphProblem, status_errors
from core.local.phone.switchboard import Switchboard
from core.local.phone.webhooks import status_change


class Statuses:
    """Moves messages forward by timers, and holds them back when a phone is off or receipts are."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board

    def follow(self, message: Message, failure: GraphProblem | None) -> None:
        """Start the timers of a freshly accepted message."""
        knobs, later = self._board.knobs, asyncio.get_running_loop().call_later
        if failure is not None:
            later(knobs.sent_after, self.fail, message, failure)
        elif knobs.auto_statuses:
            later(knobs.sent_after, self.move, message, "sent")
            later(knobs.delivered_after, self.move, message, "delivered")
            later(knobs.read_after, self.move, message, "read")

    def move(self, message: Message, status: str) -> None:
        """Only ever forward, and never to what this guest's phone would not report."""
        guest = self._board.guests.get(message.guest_id)
        if RANK[status] <= RANK[message.status] or not _reported(guest, message, status):
            return
        message.status = status
        self._tell(guest, message, status)

    def fail(self, message: Message, problem: GraphProblem) -> None:
        message.status = "failed"
        message.failure = f"{problem.code} {problem.details}"
        self._board.counters.counts["failed"] += 1
        self._tell(self._board.guests.get(message.guest_id), message, "failed", problem)

    def catch_up(self, guest: Guest) -> None:
        """The phone is back on: what piled up is delivered now and read a little later."""
        later = asyncio.get_running_loop().call_later
        for message in self._board.chats.of_guest(guest.id):
            if not message.from_guest and message.status in ("sent", "delivered"):
                self.move(message, "delivered")
                later(self._board.knobs.read_after, self.move, message, "read")

    def resume(self) -> None:
        """After a restart the timers are gone; put the unfinished messages back on their way."""
        if self._board.knobs.auto_statuses:
            for message in self._board.chats.all():
                if (
                    not message.from_guest
                    and not message.echo
                    and message.status in ("accepted", "sent", "delivered")
                ):
                    self.follow(message, None)

    def _tell(
        self, guest: Guest | None, message: Message, status: str, problem: GraphProblem | None = None
    ) -> None:
        board = self._board
        number = board.numbers.get(message.number_id)
        if number is None:
            return
        errors = status_errors(problem.code, problem.details) if problem else []
        change = status_change(number, guest, message, status, board.clock.now(), errors)
        board.counters.counts[f"status_{status}"] += 1
        board.deliveries.send(message.guest_id or message.id, change, board.trouble_of(guest))
        if message.kind != "reaction" and guest is not None:
            board.keep_message(message, "status", "failure")


def _reported(guest: Guest | None, message: Message, status: str) -> bool:
    if status == "sent":
        return True
    if guest is None or guest.offline or message.kind == "reaction" or message.number_id in guest.blocked:
        return False
    return not (guest.receipts_off and status in ("read", "played"))
