"""What a hotel sends to its guests: accepted or refused as Meta would."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from core.local.phone.chats import Message
from core.local.phone.counters import Accepted
from core.local.phone.faults import Fault
from core.local.phone.guests import Guest
from core.local.phone.identity import new_message_id
from core.local.phone.media import why_not_shown
from core.local.phone.problems import GraphProblem
from core.local.phone.settings import HotelNumber
from core.local.phone.statuses import Statuses
from core.local.phone.switchboard import Switchboard
from core.local.phone.template_filling import fill
from core.local.phone.validation import Outgoing, ReadReceipt, read_body
from core.local.phone.views import summary

_WINDOW = 24 * 3600.0
_TYPING_SHOWN = 25.0
_ORDERED = "This failure was ordered through the lab."
_MEDIA_KINDS = ("image", "audio", "video", "document", "sticker")


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
            self._check(number, guest, asked, message)
            failure = self._later_failure(number, guest, asked, message)
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

    def _check(self, number: HotelNumber, guest: Guest | None, asked: Outgoing, message: Message) -> None:
        if asked.digits and asked.digits == number.digits:
            raise GraphProblem(131021, "Sender and recipient phone number are the same.")
        wanted = asked.identity_key_hash
        if guest and wanted is not None and wanted != guest.identity_key_hash:
            raise GraphProblem(137000, "The recipient's identity key hash has changed.")
        if asked.kind == "template":
            self._fill_template(number, asked, message)
        for kind, media in _media_in(asked, message.shown):
            if "id" in media:
                self._media_exists(number, kind, media["id"])
        if asked.kind == "reaction" and self._board.chats.get(asked.content["message_id"]) is None:
            raise GraphProblem(131009, "Param reaction['message_id'] is not a message of this chat.")
        if guest and asked.kind != "template":
            opened = guest.windows.get(number.number_id, 0.0)
            if self._board.clock.now() - opened > _WINDOW:
                raise GraphProblem(
                    131047,
                    "Message failed to send because more than 24 hours have passed since the last reply.",
                )

    def _fill_template(self, number: HotelNumber, asked: Outgoing, message: Message) -> None:
        content = asked.content
        template = self._board.templates.sendable(
            number.account_id, content["name"], content["language"]["code"]
        )
        if template.category == "AUTHENTICATION" and asked.recipient is not None:
            raise GraphProblem(131062, "Authentication templates need a phone number.")
        message.category = template.category.lower()
        message.shown.update(fill(template, content))

    def _media_exists(self, number: HotelNumber, kind: str, media_id: str) -> None:
        media = self._board.media.find(media_id)
        if media is None or media.number_id != number.number_id:
            raise GraphProblem(
                100, f"Param {kind}['id'] is not a valid whatsapp business account media attachment ID."
            )

    def _later_failure(
        self, number: HotelNumber, guest: Guest | None, asked: Outgoing, message: Message
    ) -> GraphProblem | None:
        """Reasons that Meta only finds after it said 200."""
        if guest is None:
            return GraphProblem(131026, "Receiver is incapable of receiving this message.")
        if message.category == "marketing":
            if number.number_id in guest.blocked:
                return GraphProblem(131050, "The user chose to stop marketing messages from this business.")
            if guest.wa_id.startswith("1"):
                return GraphProblem(131049, "Marketing messages are not delivered to this country.")
        for kind, media in _media_in(asked, message.shown):
            reason = self._media_problem(kind, media)
            if reason:
                return GraphProblem(131053 if "id" in media else 131052, reason)
        return None

    def _media_problem(self, kind: str, media: dict[str, Any]) -> str | None:
        if "link" in media:
            return (
                None
                if _public(media["link"])
                else f"Could not download {media['link']}: not a public https address."
            )
        stored = self._board.media.find(media["id"])
        if stored is None:
            return "The file is gone."
        return why_not_shown(kind, bool(media.get("voice")), stored, self._board.media.opening(stored))

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


def _media_in(asked: Outgoing, shown: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The files a message carries: its own, or the header's."""
    if asked.kind in _MEDIA_KINDS:
        return [(asked.kind, asked.content)]
    header = shown.get("header") if asked.kind == "template" else None
    if asked.kind == "interactive":
        header = asked.content.get("header")
    if isinstance(header, dict) and header.get("type") in _MEDIA_KINDS:
        return [(header["type"], header[header["type"]])]
    return []


def _public(link: str) -> bool:
    parts = urlsplit(link)
    host = parts.hostname or ""
    if parts.scheme != "https" or not re.search(r"\.[a-z]{2,}$", host):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True
