"""The Graph API over HTTP: messages, media, templates and the number itself."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.local.phone.media import MB
from core.local.phone.outbound import LineCut, Outbound, ServerBroken
from core.local.phone.problems import GraphProblem
from core.local.phone.settings import HotelNumber
from core.local.phone.switchboard import Switchboard
from core.local.phone.template_office import TemplateOffice
from core.local.phone.wire import masked

Work = Callable[[Request, HotelNumber, bytes], Awaitable[dict[str, Any]]]
_VERSION = re.compile(r"v(\d{1,3})\.0")
_NUMBER_FIELDS = ("verified_name", "display_phone_number", "quality_rating", "code_verification_status", "id")


class GraphRoutes:
    """Checks version and token, does the work, answers in Meta's shape and notes it on the wire."""

    def __init__(self, board: Switchboard, outbound: Outbound, office: TemplateOffice) -> None:
        self._board = board
        self._outbound = outbound
        self._office = office

    def routes(self) -> list[Route]:
        return [
            Route("/whatsapp_business/attachments/", self._download, methods=["GET"]),
            Route("/{version}/{object_id}/messages", self._answering(self._send), methods=["POST"]),
            Route("/{version}/{object_id}/media", self._answering(self._upload), methods=["POST"]),
            Route(
                "/{version}/{object_id}/message_templates",
                self._answering(self._templates),
                methods=["GET", "POST", "DELETE"],
            ),
            Route("/{version}/{object_id}", self._answering(self._object), methods=["GET", "DELETE"]),
        ]

    def _answering(self, work: Work) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            began, now = time.perf_counter(), time.time()
            uploads = request.headers.get("content-type", "").startswith("multipart/")
            raw = b"(file)" if uploads else await request.body()
            status, kind = 200, "application/json"
            try:
                body = json.dumps(await work(request, self._caller(request), raw)).encode()
            except GraphProblem as problem:
                status, body = problem.status, json.dumps(problem.body()).encode()
                self._board.counters.counts[f"refused_{problem.code}"] += 1
            except ServerBroken:
                status, kind, body = (
                    500,
                    "text/html",
                    b"<html><body>Sorry, something went wrong.</body></html>",
                )
            except LineCut:
                status, body = 0, b"(connection cut)"
                _hang_up(request)
            spent = (time.perf_counter() - began) * 1000
            line = (
                f"{request.method} {request.url.path}{'?' + request.url.query if request.url.query else ''}"
            )
            token = masked(request.headers.get("authorization"))
            self._board.wire.note(now, "api", line, raw, (status, body, spent), token)
            return Response(body, status or 500, media_type=kind)

        return answer

    def _caller(self, request: Request) -> HotelNumber:
        """Whose token this is; an object that is no number or account is found later, by its own kind."""
        version = _VERSION.fullmatch(request.path_params["version"])
        newest = _VERSION.fullmatch(self._board.settings.api_version)
        if version is None or (newest and int(version.group(1)) > int(newest.group(1))):
            raise GraphProblem(2500, f"Unknown path components: {request.url.path}")
        numbers = self._board.numbers
        authorization, object_id = request.headers.get("authorization"), request.path_params["object_id"]
        if request.url.path.count("/") > 2:
            return numbers.authorised(authorization, object_id)
        mine = numbers.owner_of(authorization)
        return next((number for number in mine if number.number_id == object_id), mine[0])

    async def _send(self, request: Request, number: HotelNumber, raw: bytes) -> dict[str, Any]:
        if request.path_params["object_id"] != number.number_id:
            raise GraphProblem(100, "Messages are sent from a phone number id.", subcode=33)
        knobs = self._board.knobs
        if knobs.latency_seconds or knobs.jitter_seconds:
            await asyncio.sleep(knobs.latency_seconds + random.uniform(0, knobs.jitter_seconds))
        answer = self._outbound.take(number, _json(raw))
        if answer.fault and answer.fault.kind in ("delay", "status_first"):
            await asyncio.sleep(answer.fault.seconds)
        if answer.fault and answer.fault.kind == "cut":
            raise LineCut
        return answer.body

    async def _upload(self, request: Request, number: HotelNumber, raw: bytes) -> dict[str, Any]:
        async with request.form(max_part_size=101 * MB) as form:
            if form.get("messaging_product") != "whatsapp":
                raise GraphProblem(100, "The parameter messaging_product is required.")
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise GraphProblem(100, "The parameter file is required.")
            mime = file.content_type or ""
            if not form.get("type") and not mime:
                raise GraphProblem(100, "The parameter type is required.")
            media = self._board.media.upload(
                number.number_id, str(form.get("type") or mime), await file.read(), file.filename or ""
            )
        self._board.keep_media(media)
        self._board.counters.counts["uploads"] += 1
        return {"id": media.id}

    async def _templates(self, request: Request, number: HotelNumber, raw: bytes) -> dict[str, Any]:
        if request.path_params["object_id"] != number.account_id:
            raise GraphProblem(100, "Templates belong to a WhatsApp Business Account.", subcode=33)
        if request.method == "POST":
            return self._office.create(number.account_id, _json(raw))
        if request.method == "DELETE":
            return self._office.delete(number.account_id, dict(request.query_params))
        return self._office.listed(number.account_id, dict(request.query_params))

    async def _object(self, request: Request, number: HotelNumber, raw: bytes) -> dict[str, Any]:
        object_id = request.path_params["object_id"]
        if object_id == number.number_id:
            if request.method == "DELETE":
                raise GraphProblem(100, "A phone number cannot be deleted here.")
            return _number_view(number, request.query_params.get("fields"))
        claimed = request.query_params.get("phone_number_id", number.number_id)
        mine = [one.number_id for one in self._board.numbers.owner_of(request.headers.get("authorization"))]
        if claimed not in mine:
            raise GraphProblem(100, f"phone_number_id {claimed} is not yours.", subcode=33)
        media = self._board.media.of_number(object_id, claimed)
        if request.method == "DELETE":
            self._board.media.drop(media.id)
            self._board.journal.put("media", media.id, None)
            return {"success": True}
        return {
            "url": self._board.media.url(media),
            "mime_type": media.mime,
            "sha256": media.sha256,
            "file_size": media.size,
            "id": media.id,
            "messaging_product": "whatsapp",
        }

    async def _download(self, request: Request) -> Response:
        """The bytes, for the owner's token and five minutes."""
        asked, shelf = request.query_params, self._board.media
        try:
            mine = self._board.numbers.owner_of(request.headers.get("authorization"))
        except GraphProblem as problem:
            return Response(json.dumps(problem.body()), 401, media_type="application/json")
        media = shelf.find(asked.get("mid", ""))
        good = shelf.url_is_good(asked.get("mid", ""), asked.get("ext", ""), asked.get("hash", ""))
        if media is None or not good or media.number_id not in [number.number_id for number in mine]:
            return Response("<html><body>Not found</body></html>", 404, media_type="text/html")
        self._board.counters.counts["downloads"] += 1
        return Response(shelf.content(media), media_type=media.mime)


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError as problem:
        raise GraphProblem(100, f"The body is not valid JSON: {problem}") from None


def _number_view(number: HotelNumber, fields: str | None) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "verified_name": number.name,
        "code_verification_status": "VERIFIED",
        "display_phone_number": number.display,
        "quality_rating": "GREEN",
        "platform_type": "CLOUD_API",
        "throughput": {"level": "STANDARD"},
        "id": number.number_id,
    }
    wanted = [*fields.split(","), "id"] if fields else list(_NUMBER_FIELDS)
    return {key: value for key, value in whole.items() if key in wanted}


def _hang_up(request: Request) -> None:
    """Close the socket under the answer. ASGI has no word for it, so this asks the server's own object."""
    cycle = getattr(request.receive, "__self__", None)
    transport = getattr(cycle, "transport", None)
    if transport is not None:
        transport.abort()
