"""What a hotel sends to its guests: accepted or refused as Meta would."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.local.phone.chats import Message
from core.local.phone.counters import Accepted
from core.local.phone.faults import Fault
from core.local.phone.guests import Guest
from core.local.phone.identity import new_message_id
from core.local.phone.problems import GraphProblem
from core.local.phone.sending_checks import SendingChecks
from core.local.phone.settings import HotelNumber
from core.local.phone.statuses import Statuses
from core.local.phone.switchboard import Switchboard
from core.local.phone.validation import Outgoing, ReadReceipt, read_body
from core.local.phone.views import summary

_TYPING_SHOWN = 25.0
_ORDERED = "This failure was ordered through the lab."


class LineCut(Exception):
    """A test ordered the connection to be lost here."""


class ServerBroken(Exception):
    """A test ordered a bare HTTP 500."""


@dataclass(slots=True)
class Answer:
    """The JSON to return, and the trouble a test ordered for it."""

    body: dict[str, Any]
    fault: Fault | None = None


class Outbound:
    """The send endpoint without HTTP."""

    def __init__(self, board: Switchboard, statuses: Statuses) -> None:
        self._board = board
        self._statuses = statuses
        self._checks = SendingChecks(board)

    def take(self, number: HotelNumber, body: Any) -> Answer:
        asked = read_body(body)
        if isinstance(asked, ReadReceipt):
            return self._mark_read(number, asked)
        guest = self._recipient(asked)
        fault = self._board.faults.take(guest.id if guest else None, number.number_id)
        if fault:
            _fail_at_once(fault)
        message = _message(number, guest, asked, self._board.clock.now())
        failure: GraphProblem | None = None
        try:
            self._checks.check(number, guest, asked, message)
            failure = self._checks.later_failure(number, guest, asked, message)
        except GraphProblem as problem:
            if problem.code not in self._board.knobs.late_codes:
                raise
            failure = problem
        if fault and fault.kind == "late_error":
            failure = GraphProblem(fault.code, _ORDERED)
        self._board.limits.take(
            number.number_id, guest.wa_id if guest else asked.digits, self._board.clock.now()
        )
        self._keep(number, guest, asked, message)
        if fault and fault.kind == "status_first":
            self._statuses.move(message, "sent")
        self._statuses.follow(message, failure)
        return Answer(_accepted(guest, asked, message), fault)

    def _recipient(self, asked: Outgoing) -> Guest | None:
        if asked.recipient is not None:
            return self._board.guests.by_user_id(asked.recipient)
        return self._board.guests.by_number(asked.digits)

    def _keep(self, number: HotelNumber, guest: Guest | None, asked: Outgoing, message: Message) -> None:
        board = self._board
        text = summary(asked.kind, asked.content, message.shown)
        board.counters.accepted(
            Accepted(
                0,
                message.id,
                message.guest_id,
                number.number_id,
                asked.to or asked.recipient or "",
                asked.kind,
                text[:400],
                asked.callback,
                message.at,
            )
        )
        if guest is None:
            return
        if asked.to and guest.hides_number and number.number_id not in guest.known_by:
            guest.known_by.append(number.number_id)
            board.keep_guest(guest, "known_by")
        if asked.kind == "reaction":
            target = board.chats.get(asked.content["message_id"])
            if target:
                target.hotel_reaction = asked.content["emoji"]
                board.keep_message(target, "hotel_reaction")
            return
        board.chats.add(message)
        board.keep_message(message)

    def _mark_read(self, number: HotelNumber, receipt: ReadReceipt) -> Answer:
        board = self._board
        message = board.chats.get(receipt.message_id)
        if message is None or not message.from_guest or message.number_id != number.number_id:
            raise GraphProblem(131009, "Param message_id is not a message this number received.")
        board.counters.counts["read_receipts"] += 1
        for earlier in board.chats.between(message.guest_id, number.number_id):
            if earlier.from_guest and earlier.status != "read" and earlier.at <= message.at:
                earlier.status = "read"
                board.keep_message(earlier, "status")
        if receipt.typing:
            board.counters.counts["typing"] += 1
            board.live.tell(
                "typing",
                {"guest_id": message.guest_id, "number_id": number.number_id, "seconds": _TYPING_SHOWN},
            )
        return Answer({"success": True})


def _fail_at_once(fault: Fault) -> None:
    if fault.kind == "error":
        raise GraphProblem(fault.code, _ORDERED)
    if fault.kind == "cut_before":
        raise LineCut
    if fault.kind == "server_error":
        raise ServerBroken


def _message(number: HotelNumber, guest: Guest | None, asked: Outgoing, now: float) -> Message:
    message = Message(
        id=new_message_id(guest.wa_id if guest else asked.digits or "0"),
        guest_id=guest.id if guest else "",
        number_id=number.number_id,
        from_guest=False,
        kind=asked.kind,
        content=asked.content,
        at=now,
    )
    message.quoted, message.callback = asked.quoted, asked.callback
    message.to_user_id = asked.recipient is not None
    if guest is None:
        message.shown["to"] = asked.digits
    return message


def _accepted(guest: Guest | None, asked: Outgoing, message: Message) -> dict[str, Any]:
    if asked.to is None:
        contact = {"input": asked.recipient, "user_id": asked.recipient}
    else:
        contact = {"input": asked.to, "wa_id": guest.wa_id if guest else asked.digits}
    entry = {"id": message.id}
    if asked.kind == "template":
        entry["message_status"] = "accepted"
    return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [entry]}
