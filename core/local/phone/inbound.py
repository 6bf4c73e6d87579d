"""What a guest does with the phone, and the webhook each act causes."""

from __future__ import annotations

from typing import Any

from core.local.phone.chats import Message
from core.local.phone.guests import Guest
from core.local.phone.identity import new_message_id
from core.local.phone.media import bare_type, wire_sha256
from core.local.phone.settings import HotelNumber
from core.local.phone.switchboard import Switchboard
from core.local.phone.voice import NotOpus, as_voice_note
from core.local.phone.webhooks import echo_change, message_change

_SILENT = ("reaction", "edit", "revoke", "system")


class CannotDo(ValueError):
    """The guest asked for something their phone cannot do now."""


class Inbound:
    """The guest's thumbs."""

    def __init__(self, board: Switchboard) -> None:
        self._board = board

    def say(
        self,
        guest: Guest,
        number: HotelNumber,
        kind: str,
        content: Any,
        *,
        quoted: str | None = None,
        context: dict[str, Any] | None = None,
    ) -> Message:
        """Any type, exactly as given: the hotel must cope with whatever comes."""
        if number.number_id in guest.blocked:
            raise CannotDo(f"{guest.name} has blocked this hotel")
        message = Message(
            id=new_message_id(guest.wa_id),
            guest_id=guest.id,
            number_id=number.number_id,
            from_guest=True,
            kind=kind,
            content=content,
            at=self._board.clock.now(),
            status="sent",
        )
        self._quote(guest, message, quoted, context)
        if kind not in _SILENT:
            self._board.chats.add(message)
        if guest.offline and kind not in _SILENT:
            message.status = "waiting"
            self._board.keep_message(message)
        else:
            self._send(guest, number, message)
        return message

    def attach(
        self,
        guest: Guest,
        number: HotelNumber,
        kind: str,
        file: tuple[bytes, str, str],
        extra: dict[str, Any],
    ) -> Message:
        """Send a file; a voice note recorded as WebM leaves as the Ogg that WhatsApp uses."""
        content, mime, name = file
        if kind == "audio" and extra.get("voice"):
            try:
                content, mime = as_voice_note(content, mime)
            except NotOpus as problem:
                raise CannotDo(f"this recording cannot be sent as a voice note: {problem}") from problem
        media = self._board.media.keep(number.number_id, mime, content, name=name, from_guest=True)
        self._board.keep_media(media)
        wire: dict[str, Any] = {"id": media.id, "mime_type": mime, "sha256": wire_sha256(media)}
        if kind == "audio":
            wire["voice"] = bool(extra.get("voice"))
        if kind == "document":
            wire["filename"] = name or "document"
        if kind == "sticker":
            wire["animated"] = bool(extra.get("animated", False))
        if extra.get("caption"):
            wire["caption"] = extra["caption"]
        wire["url"] = self._board.media.url(media)
        return self.say(guest, number, kind, wire, quoted=extra.get("quoted"))

    def tap(self, guest: Guest, message: Message, choice: str) -> Message:
        """Tap a button, a list row or a template's quick reply, by its id or its title."""
        number = self._number(message)
        if message.kind == "template":
            for button in message.shown.get("buttons", []):
                if choice in (button.get("payload"), button["text"]) and button["type"] == "QUICK_REPLY":
                    reply = {"payload": button["payload"], "text": button["text"]}
                    return self.say(guest, number, "button", reply, quoted=message.id)
            raise CannotDo(f"the template has no quick reply {choice!r}")
        action = message.content.get("action", {}) if message.kind == "interactive" else {}
        for button in action.get("buttons", []):
            if choice in (button["reply"]["id"], button["reply"]["title"]):
                reply = {"type": "button_reply", "button_reply": dict(button["reply"])}
                return self.say(guest, number, "interactive", reply, quoted=message.id)
        for section in action.get("sections", []):
            for row in section["rows"]:
                if choice in (row["id"], row["title"]):
                    reply = {"type": "list_reply", "list_reply": dict(row)}
                    return self.say(guest, number, "interactive", reply, quoted=message.id)
        raise CannotDo(f"there is nothing called {choice!r} to tap on this message")

    def react(self, guest: Guest, message: Message, emoji: str) -> Message:
        content = {"message_id": message.id} | ({"emoji": emoji} if emoji else {})
        message.guest_reaction = emoji
        self._board.keep_message(message, "guest_reaction")
        return self.say(guest, self._number(message), "reaction", content)

    def edit(self, guest: Guest, message: Message, text: str) -> Message:
        if not message.from_guest or message.kind != "text" or message.deleted:
            raise CannotDo("only one's own text can be edited")
        message.content, message.edited = {"body": text}, True
        self._board.keep_message(message, "content", "edited")
        new = {"original_message_id": message.id, "message": {"type": "text", "text": {"body": text}}}
        return self.say(guest, self._number(message), "edit", new)

    def delete(self, guest: Guest, message: Message) -> Message:
        if not message.from_guest or message.deleted:
            raise CannotDo("only one's own message can be deleted, once")
        message.deleted = True
        self._board.keep_message(message, "deleted")
        return self.say(guest, self._number(message), "revoke", {"original_message_id": message.id})

    def share_contact(self, guest: Guest, number: HotelNumber, quoted: str | None = None) -> Message:
        """One's own card: the answer to request_contact_info; how a username guest gives the number away."""
        first, _, last = guest.name.partition(" ")
        name = {"formatted_name": guest.name, "first_name": first} | ({"last_name": last} if last else {})
        phone = {"phone": f"+{guest.wa_id}", "wa_id": guest.wa_id, "type": "CELL"}
        line = f"TEL;type=CELL;waid={guest.wa_id}:+{guest.wa_id}"
        vcard = f"BEGIN:VCARD\nVERSION:3.0\nFN:{guest.name}\n{line}\nEND:VCARD"
        card: dict[str, Any] = {"name": name, "phones": [phone], "vcard": vcard}
        if quoted:
            card["origin"] = "request_contact_info"
        return self.say(guest, number, "contacts", [card], quoted=quoted)

    def hotel_writes(self, guest: Guest, number: HotelNumber, text: str) -> Message:
        """The hotel answers from its own phone app; the product hears an echo."""
        message = Message(
            id=new_message_id(number.digits),
            guest_id=guest.id,
            number_id=number.number_id,
            from_guest=False,
            kind="text",
            content={"body": text},
            at=self._board.clock.now(),
            status="read",
            echo=True,
        )
        self._board.chats.add(message)
        self._board.keep_message(message)
        self._board.counters.counts["echoes"] += 1
        self._board.deliveries.send(
            guest.id, echo_change(number, guest, message), self._board.trouble_of(guest)
        )
        return message

    def come_back(self, guest: Guest) -> None:
        """Send what was written while the phone was off."""
        for message in self._board.chats.of_guest(guest.id):
            if message.status == "waiting":
                message.status, message.at = "sent", self._board.clock.now()
                self._send(guest, self._number(message), message)

    def _quote(
        self, guest: Guest, message: Message, quoted: str | None, context: dict[str, Any] | None
    ) -> None:
        message.quoted = quoted
        if context:
            message.shown["context"] = context
        original = self._board.chats.get(quoted) if quoted else None
        if original and original.from_guest:
            own = {"from": guest.wa_id} if guest.shows_number_to(message.number_id) else {}
            message.shown["context"] = own | (context or {})

    def _send(self, guest: Guest, number: HotelNumber, message: Message) -> None:
        board = self._board
        if message.kind != "system":
            guest.windows[number.number_id] = message.at
            board.keep_guest(guest, "windows")
        board.counters.counts["inbound"] += 1
        if message.kind not in _SILENT:
            board.keep_message(message)
        change = message_change(number, guest, message)
        board.deliveries.send(guest.id, change, board.trouble_of(guest), lambda: self._heard(message))

    def _heard(self, message: Message) -> None:
        """The product's 200 is the second tick."""
        if message.status == "sent" and message.kind not in _SILENT:
            message.status = "delivered"
            self._board.keep_message(message, "status")

    def _number(self, message: Message) -> HotelNumber:
        number = self._board.numbers.get(message.number_id)
        if number is None:
            raise CannotDo("this hotel number no longer exists")
        return number


def kind_of(mime: str) -> str:
    """The message type a file travels as."""
    bare = bare_type(mime)
    if bare == "image/webp":
        return "sticker"
    family = bare.partition("/")[0]
    return family if family in ("image", "audio", "video") else "document"
