"""The lab: everything a test or the page may ask of the phone, as JSON on the local machine."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from core.local.phone.faults import Fault
from core.local.phone.guard import guarded
from core.local.phone.settings import HotelNumber
from core.local.phone.switchboard import Switchboard
from core.local.phone.template_office import TemplateOffice


class LabRoutes:
    """Knobs, faults, counts and raw webhooks. What guests do is in guest_routes."""

    def __init__(self, board: Switchboard, office: TemplateOffice) -> None:
        self._board = board
        self._office = office

    def routes(self) -> list[Route]:
        return [
            Route("/lab/settings", guarded(self._settings), methods=["GET", "PATCH"]),
            Route("/lab/faults", guarded(self._faults), methods=["GET", "POST", "DELETE"]),
            Route("/lab/counters", guarded(self._counters), methods=["GET"]),
            Route("/lab/accepted", guarded(self._accepted), methods=["GET"]),
            Route("/lab/duplicates", guarded(self._duplicates), methods=["GET"]),
            Route("/lab/webhook", guarded(self._webhook), methods=["POST"]),
            Route("/lab/wire", guarded(self._wire), methods=["GET"]),
            Route("/lab/numbers", guarded(self._numbers), methods=["GET", "POST"]),
            Route("/lab/templates", guarded(self._templates), methods=["PATCH"]),
            Route("/lab/clock", guarded(self._clock), methods=["POST"]),
            Route("/lab/subscription", guarded(self._subscription), methods=["GET", "POST"]),
            Route("/lab/reset", guarded(self._reset), methods=["POST"]),
        ]

    async def _settings(self, request: Request) -> Response:
        if request.method == "PATCH":
            self._board.knobs.turn(await _body(request))
        return JSONResponse(self._board.knobs.as_dict())

    async def _faults(self, request: Request) -> Response:
        if request.method == "POST":
            self._board.faults.order(Fault(**await _body(request)))
        elif request.method == "DELETE":
            self._board.faults.clear()
        return JSONResponse(self._board.faults.listed())

    async def _counters(self, request: Request) -> Response:
        board = self._board
        return JSONResponse(
            {
                **board.counters.counts,
                "webhook_pending": board.deliveries.pending,
                "webhook_problem": board.deliveries.last_problem,
                "guests": len(board.guests),
            }
        )

    async def _accepted(self, request: Request) -> Response:
        asked = request.query_params
        listed = self._board.counters.listed(asked.get("guest"), int(asked.get("after", "0")))
        for entry in listed:
            message = self._board.chats.get(entry["id"])
            entry["status"] = message.status if message else ""
            entry["content"] = message.content if message else None
        return JSONResponse(listed)

    async def _duplicates(self, request: Request) -> Response:
        return JSONResponse(self._board.counters.duplicates())

    async def _webhook(self, request: Request) -> Response:
        """Post these very bytes to the product, signed (or with the signature given in X-Lab-Signature)."""
        self._board.deliveries.send_raw(await request.body(), request.headers.get("x-lab-signature"))
        return JSONResponse({"queued": True}, 202)

    async def _wire(self, request: Request) -> Response:
        return JSONResponse(self._board.wire.last(int(request.query_params.get("last", "60"))))

    async def _numbers(self, request: Request) -> Response:
        if request.method == "POST":
            number = HotelNumber(**await _body(request))
            self._board.add_number(number)
        return JSONResponse(self._board.numbers.public())

    async def _templates(self, request: Request) -> Response:
        body = await _body(request)
        template = self._board.templates.find(body["account_id"], body["name"], body["language"])
        if template is None:
            raise LookupError("there is no such template")
        self._office.set_status(template, body["status"])
        return JSONResponse(template.listed())

    async def _clock(self, request: Request) -> Response:
        self._board.clock.skip(float((await _body(request))["skip_seconds"]))
        return JSONResponse({"now": self._board.clock.now()})

    async def _subscription(self, request: Request) -> Response:
        subscription = self._board.subscription
        if request.method == "POST":
            await subscription.ask()
        return JSONResponse(subscription.view())

    async def _reset(self, request: Request) -> Response:
        self._board.reset()
        return JSONResponse({"reset": True})


async def _body(request: Request) -> dict[str, Any]:
    body = await request.json()
    if not isinstance(body, dict):
        raise ValueError("the body must be a JSON object")
    return body
