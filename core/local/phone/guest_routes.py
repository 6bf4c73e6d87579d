"""What guests do, over HTTP: used by the page and by tests alike."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from core.local.phone.chats import Message
from core.local.phone.guard import guarded
from core.local.phone.guests import SWITCHES, Guest
from core.local.phone.inbound import Inbound, kind_of
from core.local.phone.prepared import SpokenNotes
from core.local.phone.settings import HotelNumber
from core.local.phone.statuses import Statuses
from core.local.phone.switchboard import Switchboard
from core.local.phone.views import guest_view, message_view

_OPEN_FIELDS = ("name", "username", "identity_key_hash", "blocked")


class GuestRoutes:
    """Guests, their switches, and their thumbs."""

    def __init__(self, board: Switchboard, inbound: Inbound, statuses: Statuses) -> None:
        self._board = board
        self._inbound = inbound
        self._statuses = statuses
        self._spoken = SpokenNotes(board.settings.data / "spoken")

    def routes(self) -> list[Route]:
        return [
            Route("/lab/guests", guarded(self._guests), methods=["GET", "POST"]),
            Route("/lab/guests/{guest}", guarded(self._guest), methods=["GET", "PATCH"]),
            Route("/lab/guests/{guest}/messages", guarded(self._messages), methods=["GET"]),
            Route("/lab/guests/{guest}/say", guarded(self._say), methods=["POST"]),
            Route("/lab/guests/{guest}/attach", guarded(self._attach), methods=["POST"]),
            Route("/lab/notes", guarded(self._notes), methods=["GET"]),
            Route("/lab/guests/{guest}/speak", guarded(self._speak), methods=["POST"]),
            Route("/lab/guests/{guest}/act", guarded(self._act), methods=["POST"]),
            Route("/lab/guests/{guest}/forward", guarded(self._forward), methods=["POST"]),
        ]

    async def _guests(self, request: Request) -> Response:
        if request.method == "GET":
            return JSONResponse([guest_view(guest) for guest in self._board.guests])
        body = await request.json()
        guest = self._board.guests.create(
            str(body["name"]).strip() or "Guest",
            body.get("country", "AR"),
            username=body.get("username") or None,
            wa_id=body.get("wa_id", ""),
        )
        self._board.keep_guest(guest)
        return JSONResponse(guest_view(guest), 201)

    async def _guest(self, request: Request) -> Response:
        guest = self._find(request)
        if request.method == "PATCH":
            await self._change(guest, await request.json())
        return JSONResponse(guest_view(guest))

    async def _change(self, guest: Guest, changes: dict[str, Any]) -> None:
        strange = [name for name in changes if name not in SWITCHES and name not in _OPEN_FIELDS]
        if strange:
            raise ValueError(f"a guest has no {strange[0]!r}")
        was_offline = guest.offline
        for name, value in changes.items():
            setattr(guest, name, bool(value) if name in SWITCHES else value)
        if changes.get("hides_number"):
            guest.known_by.clear()
            guest.username = guest.username or guest.name.split()[0].casefold() + ".viaja"
        self._board.keep_guest(guest)
        if was_offline and not guest.offline:
            self._inbound.come_back(guest)
            self._statuses.catch_up(guest)

    async def _messages(self, request: Request) -> Response:
        guest, number = self._find(request), self._number(request.query_params.get("number_id"))
        chat = self._board.chats.between(guest.id, number.number_id)
        return JSONResponse([message_view(message, self._board.media) for message in chat])

    async def _say(self, request: Request) -> Response:
        body = await request.json()
        guest, number = self._find(request), self._number(body.get("number_id"))
        kind = body.get("type", "text")
        content = body["content"] if "content" in body else {"body": str(body["text"])}
        message = self._inbound.say(
            guest, number, kind, content, quoted=body.get("quoted"), context=body.get("context")
        )
        return self._told(message)

    async def _attach(self, request: Request) -> Response:
        guest = self._find(request)
        async with request.form(max_part_size=101 * 1024 * 1024) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise ValueError("a file is missing")
            extra = json.loads(str(form.get("extra") or "{}"))
            mime = str(form.get("mime") or file.content_type or "application/octet-stream")
            content, name = await file.read(), file.filename or ""
        number = self._number(extra.get("number_id"))
        message = self._inbound.attach(
            guest, number, extra.get("kind") or kind_of(mime), (content, mime, name), extra
        )
        return self._told(message)

    async def _notes(self, request: Request) -> Response:
        return JSONResponse(self._spoken.offered())

    async def _speak(self, request: Request) -> Response:
        """One of the prepared notes, for whoever has no microphone."""
        guest, body = self._find(request), await request.json()
        recording = await asyncio.to_thread(self._spoken.recording, str(body.get("note")))
        extra = {"voice": True, "quoted": body.get("quoted")}
        return self._told(
            self._inbound.attach(guest, self._number(body.get("number_id")), "audio", recording, extra)
        )

    async def _act(self, request: Request) -> Response:
        body = await request.json()
        guest, act = self._find(request), body.get("act")
        if act == "share_contact":
            return self._told(
                self._inbound.share_contact(guest, self._number(body.get("number_id")), body.get("quoted"))
            )
        if act == "hotel_writes":
            return self._told(
                self._inbound.hotel_writes(guest, self._number(body.get("number_id")), str(body["text"]))
            )
        message = self._board.chats.get(str(body.get("message_id")))
        if message is None or message.guest_id != guest.id:
            raise LookupError("this phone has no such message")
        return self._told(self._act_on(guest, message, body))

    def _act_on(self, guest: Guest, message: Message, body: dict[str, Any]) -> Message:
        act = body.get("act")
        if act == "tap":
            return self._inbound.tap(guest, message, str(body["choice"]))
        if act == "react":
            return self._inbound.react(guest, message, str(body.get("emoji", "")))
        if act == "edit":
            return self._inbound.edit(guest, message, str(body["text"]))
        if act == "delete":
            return self._inbound.delete(guest, message)
        if act == "status":
            self._statuses.move(message, str(body["status"]))
            return message
        raise ValueError(f"a phone cannot {act!r}")

    async def _forward(self, request: Request) -> Response:
        """Age the guest's windows, so that in the phone's opinion the last message lies hours back."""
        guest, body = self._find(request), await request.json()
        for number_id in guest.windows:
            guest.windows[number_id] -= float(body.get("hours", 25)) * 3600
        self._board.keep_guest(guest)
        return JSONResponse(guest_view(guest))

    def _told(self, message: Message) -> Response:
        return JSONResponse({"id": message.id, "at": message.at, "status": message.status})

    def _find(self, request: Request) -> Guest:
        guest = self._board.guests.named(request.path_params["guest"])
        if guest is None:
            raise LookupError(f"there is no guest called {request.path_params['guest']!r}")
        return guest

    def _number(self, number_id: str | None) -> HotelNumber:
        number = self._board.numbers.get(number_id) if number_id else self._board.numbers.all()[0]
        if number is None:
            raise LookupError(f"there is no hotel number {number_id!r}")
        return number
