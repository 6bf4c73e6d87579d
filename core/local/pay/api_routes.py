"""The API over HTTP: preferences, payments, search, refunds, orders; each with a bearer token, or not at all."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from core.local.pay.ledger import Payment, Preference
from core.local.pay.problems import PayProblem
from core.local.pay.settings import Seller
from core.local.pay.shapes import order_shape, payment_shape, plain, preference_shape, refund_shape
from core.local.pay.till import Till
from core.local.pay.validation import check_amount, check_new, check_times, moment

Work = Callable[[Request, Seller], Awaitable[tuple[int, dict[str, Any]]]]
_ROOT = "/mercadopago"


class ApiRoutes:
    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route]:
        return [
            self._route("/users/me", self._whose, "GET"),
            self._route("/checkout/preferences", self._create, "POST"),
            self._route("/checkout/preferences/{id}", self._show, "GET"),
            self._route("/checkout/preferences/{id}", self._change, "PUT"),
            self._route("/v1/payments/search", self._search, "GET"),
            self._route("/v1/payments/{id:int}", self._payment, "GET"),
            self._route("/v1/payments/{id:int}", self._cancel, "PUT"),
            self._route("/v1/payments/{id:int}/refunds", self._refund, "POST"),
            self._route("/merchant_orders/{id:int}", self._order, "GET"),
        ]

    def _route(self, path: str, work: Work, method: str) -> Route:
        async def answer(request: Request) -> Response:
            trouble = self._till.refusals.pop(0) if self._till.refusals else None
            await asyncio.sleep(self._till.knobs.latency_seconds)
            try:
                seller = self._caller(request)
                if isinstance(trouble, PayProblem):
                    raise trouble
                if trouble == "cut_before":
                    return hang_up(request)
                status, body = await work(request, seller)
                if trouble == "cut":
                    return hang_up(request)
            except PayProblem as problem:
                return JSONResponse(problem.body(), problem.status)
            return JSONResponse(body, status)

        return Route(_ROOT + path, answer, methods=[method])

    def _caller(self, request: Request) -> Seller:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        for seller in self._till.settings.sellers:
            if scheme == "Bearer" and secrets.compare_digest(token.encode(), seller.token.encode()):
                return seller
        raise PayProblem(401, "invalid access token")

    async def _whose(self, _: Request, seller: Seller) -> tuple[int, dict[str, Any]]:
        return 200, {"id": int(seller.id), "nickname": seller.name, "site_id": seller.site}

    async def _create(self, request: Request, seller: Seller) -> tuple[int, dict[str, Any]]:
        body = await _object(request)
        check_new(body, seller)
        now = self._till.now()
        preference = Preference(
            id=f"{seller.id}-{secrets.token_hex(16)}",
            seller_id=seller.id,
            order_id=self._till.ledger.next_order(),
            created=now,
            body=plain(body),
            opens=moment(body["expiration_date_from"]) if "expiration_date_from" in body else now,
            closes=moment(body["expiration_date_to"]) if "expiration_date_to" in body else float("inf"),
            key=request.headers.get("x-idempotency-key", ""),
        )
        self._till.ledger.keep(preference)
        return 201, preference_shape(preference, self._till.settings)

    async def _show(self, request: Request, seller: Seller) -> tuple[int, dict[str, Any]]:
        return 200, preference_shape(self._preference(request, seller), self._till.settings)

    async def _change(self, request: Request, seller: Seller) -> tuple[int, dict[str, Any]]:
        preference, changes = self._preference(request, seller), await _object(request)
        body = {**preference.body, **plain(changes)}
        if changes.get("expiration_date_to"):
            # Shortened to before it opened: it is simply over.
            body["expiration_date_from"] = None
        check_times(body)
        preference.body = body
        if changes.get("expiration_date_to"):
            preference.closes = moment(changes["expiration_date_to"])
        self._till.ledger.keep(preference)
        return 200, preference_shape(preference, self._till.settings)

    async def _payment(self, request: Request, seller: Seller) -> tuple[int, dict[str, Any]]:
        return 200, payment_shape(self._own(request, seller))

    async def _search(self, request: Request, seller: Seller) -> tuple[int, dict[str, Any]]:
        reference = request.query_params.get("external_reference")
        if not reference:
            raise PayProblem(400, "external_reference needed")
        found = [
            payment
            for payment in self._till.ledger.payments.values()
            if payment.reference == reference and payment.seller_id == seller.id
        ]
        found.sort(key=lambda one: one.created, reverse=request.query_params.get("criteria") != "asc")
        paging = {"total": len(found), "limit": 30, "offset": 0}
        return 200, {"paging": paging, "results": [payment_shape(one) for one in found]}

    async def _refund(self, request: Request, seller: Seller) -> tuple[int, dict[str, Any]]:
        key = _key(request)
        raw = await request.body()
        asked = _parsed(raw) if raw.strip() else {}
        name = f"{seller.id}:{key}"
        before = self._till.ledger.answers.get(name)
        if before is not None:
            if before["asked"] != plain(asked) or before["path"] != request.url.path:
                raise PayProblem(409, "the idempotency key was used with another body")
            return 201, before["answer"]
        payment = self._own(request, seller)
        amount = check_amount(asked["amount"], payment.currency) if "amount" in asked else None
        made = refund_shape(self._till.send_back(payment, amount))
        self._till.ledger.keep_answer(name, {"asked": plain(asked), "path": request.url.path, "answer": made})
        return 201, made

    async def _cancel(self, request: Request, seller: Seller) -> tuple[int, dict[str, Any]]:
        _key(request)
        payment, asked = self._own(request, seller), await _object(request)
        if asked != {"status": "cancelled"}:
            raise PayProblem(400, "only a status of cancelled can be asked for")
        if payment.status not in ("pending", "in_process"):
            raise PayProblem(400, "The action requested is not valid for the current payment state", 2063)
        self._till.moves(payment, "cancelled", "by_collector")
        return 200, payment_shape(payment)

    async def _order(self, request: Request, seller: Seller) -> tuple[int, dict[str, Any]]:
        for preference in self._till.ledger.preferences.values():
            if preference.order_id == request.path_params["id"] and preference.seller_id == seller.id:
                return 200, order_shape(preference, self._till.ledger)
        raise PayProblem(404, "Order not found")

    def _own(self, request: Request, seller: Seller) -> Payment:
        payment = self._till.ledger.payments.get(request.path_params["id"])
        if payment is None or payment.seller_id != seller.id or payment.visible_from > self._till.now():
            raise PayProblem(404, "Payment not found", 2000)
        return payment

    def _preference(self, request: Request, seller: Seller) -> Preference:
        preference = self._till.ledger.preferences.get(request.path_params["id"])
        if preference is None or preference.seller_id != seller.id:
            raise PayProblem(404, "preference_id not found")
        return preference


def hang_up(request: Request) -> Response:
    """Close the socket under the answer. ASGI has no word for it, so this asks the server's own object."""
    transport = getattr(getattr(request.receive, "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
    return Response(status_code=500)


def _key(request: Request) -> str:
    key = request.headers.get("x-idempotency-key", "")
    if not 1 <= len(key) <= 64:
        raise PayProblem(400, "Header X-Idempotency-Key can't be null", 4292)
    return key


async def _object(request: Request) -> dict[str, Any]:
    return _parsed(await request.body())


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw, parse_float=Decimal)
    except ValueError:
        raise PayProblem(400, "invalid json") from None
    if not isinstance(found, dict):
        raise PayProblem(400, "an object is needed")
    return found
