"""May this hotel send this, now, to this guest? What is refused at once, and what Meta only finds later."""

from __future__ import annotations

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from core.local.phone.chats import Message
from core.local.phone.guests import Guest
from core.local.phone.media import why_not_shown
from core.local.phone.problems import GraphProblem
from core.local.phone.settings import HotelNumber
from core.local.phone.switchboard import Switchboard
from core.local.phone.template_filling import fill
from core.local.phone.validation import Outgoing

_WINDOW = 24 * 3600.0
_MEDIA_KINDS = ("image", "audio", "video", "document", "sticker")


class SendingChecks:
    """Everything about a well-formed message that depends on the state of the world."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board

    def check(self, number: HotelNumber, guest: Guest | None, asked: Outgoing, message: Message) -> None:
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

    def later_failure(
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
