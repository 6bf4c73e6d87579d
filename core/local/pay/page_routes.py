"""The checkout for people, and the lab of the tests: this machine only."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from core.local.pay.ledger import Payment, Preference
from core.local.pay.problems import PayProblem
from core.local.pay.shapes import number, payment_shape
from core.local.pay.till import OUTCOMES, Till
from core.local.phone.guard import guarded

_FILES = Path(__file__).parent / "page"
_POLICY = "default-src 'self'; img-src 'self' data:; form-action 'none'; frame-ancestors 'none'"
# The name on a card steers what becomes of it, as with Mercado Pago's own test cards.
_STEERING = {
    "OTHE": "reject",
    "FUND": "no_funds",
    "SECU": "wrong_code",
    "EXPI": "expired_card",
    "FORM": "reject",
    "CALL": "call_bank",
    "CONT": "pending",
    "APRO": "approve",
}
_TROUBLE = {"cut", "cut_before"}


class PageRoutes:
    def __init__(self, till: Till) -> None:
        self._till = till

    def routes(self) -> list[Route | Mount]:
        return [
            Route("/pay/checkout", guarded(self._page), methods=["GET"]),
            Route("/pay/sandbox", guarded(self._sandbox), methods=["GET"]),
            Route("/pay/links/{id}", guarded(self._link), methods=["GET"]),
            Route("/pay/links/{id}/payments", guarded(self._pay), methods=["POST"]),
            Route("/pay/payments/{id:int}", guarded(self._act), methods=["POST"]),
            Route("/pay/lab/settings", guarded(self._settings), methods=["GET", "PATCH"]),
            Route("/pay/lab/ledger", guarded(self._ledger), methods=["GET"]),
            Route("/pay/lab/faults", guarded(self._faults), methods=["POST"]),
            Route("/pay/lab/clock", guarded(self._clock), methods=["POST"]),
            Route("/pay/lab/reset", guarded(self._reset), methods=["POST"]),
            Mount("/pay/files", StaticFiles(directory=_FILES)),
        ]

    async def _page(self, request: Request) -> Response:
        return FileResponse(
            _FILES / "checkout.html",
            headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"},
        )

    async def _sandbox(self, request: Request) -> Response:
        """As in life: whoever takes the sandbox address for the real one ends here."""
        return Response("Oh, no, algo anduvo mal", 400, media_type="text/plain")

    async def _link(self, request: Request) -> Response:
        return JSONResponse(self._shown(self._till.preference(request.path_params["id"])))

    async def _pay(self, request: Request) -> Response:
        preference = self._till.preference(request.path_params["id"])
        asked = await _object(request)
        outcome = asked.get("outcome") or _steered(str(asked.get("holder", "")))
        more = {name: asked.get(name) for name in ("method", "kind", "currency", "collector")}
        if asked.get("amount"):
            more["amount"] = _amount(asked["amount"])
        try:
            for _ in range(2 if asked.get("times") == 2 else 1):
                payment = self._till.pay(preference, outcome, str(asked.get("telling") or "once"), **more)
        except PayProblem as problem:
            return JSONResponse({"error": problem.message}, 409)
        return JSONResponse({"id": payment.id, "status": payment.status, "detail": payment.detail})

    async def _act(self, request: Request) -> Response:
        """What happens to a payment later on, through nobody's fault of ours."""
        payment, asked = self._till.payment(request.path_params["id"]), await _object(request)
        try:
            self._do(payment, asked)
        except PayProblem as problem:
            return JSONResponse({"error": problem.message}, 409)
        return JSONResponse(payment_shape(payment))

    def _do(self, payment: Payment, asked: dict[str, Any]) -> None:
        till = self._till
        match asked.get("act"):
            case "approve" if payment.status in ("pending", "in_process"):
                till.moves(payment, "approved", "accredited")
            case "reject" if payment.status in ("pending", "in_process"):
                till.moves(payment, "rejected", "cc_rejected_other_reason")
            case "refund_part":
                till.send_back(payment, Decimal(payment.amount) / 2)
            case "refund":
                till.send_back(payment, _amount(asked["amount"]) if asked.get("amount") else None)
            case "chargeback":
                till.moves(payment, "charged_back", "in_process")
                case_id = f"2170{payment.id}"
                till.tell_of(payment, "topic_chargebacks_wh", case_id, payment_id=payment.id)
            case "mediation":
                till.moves(payment, "in_mediation", "in_mediation")
            case "fraud_alert":
                subject = str(payment.id)
                till.tell_of(payment, "stop_delivery_op_wh", subject, payment_id=payment.id, description="?")
            case "tell_again":
                payment.silent = False
                till.tell(payment, "payment.updated")
            case other:
                raise ValueError(f"{other!r} cannot happen to a payment that is {payment.status}")

    async def _settings(self, request: Request) -> Response:
        if request.method == "PATCH":
            self._till.knobs.turn(await _object(request))
        return JSONResponse(self._till.knobs.as_dict())

    async def _ledger(self, request: Request) -> Response:
        till = self._till
        return JSONResponse(
            {
                "links": [self._shown(one) for one in till.ledger.preferences.values()],
                "payments": [payment_shape(one) for one in till.ledger.payments.values()],
                "told": till.messenger.told,
                "pending": till.messenger.pending,
            }
        )

    async def _faults(self, request: Request) -> Response:
        """The next calls of the API meet trouble: a status with a code, or a line cut before or after the deed."""
        asked = await _object(request)
        kind = asked.get("kind", "error")
        if kind not in {"error", *_TROUBLE}:
            raise ValueError("kind is error, cut or cut_before")
        problem = PayProblem(
            int(asked.get("status", 500)), str(asked.get("message", "trouble")), asked.get("code")
        )
        self._till.refusals += [problem if kind == "error" else kind] * int(asked.get("remaining", 1))
        return JSONResponse({"waiting": len(self._till.refusals)})

    async def _clock(self, request: Request) -> Response:
        self._till.skip(float((await _object(request))["skip_seconds"]))
        return JSONResponse({"now": self._till.now()})

    async def _reset(self, request: Request) -> Response:
        self._till.reset()
        return JSONResponse({"ok": True})

    def _shown(self, preference: Preference) -> dict[str, Any]:
        excluded = preference.body.get("payment_methods", {}).get("excluded_payment_types", [])
        return {
            "id": preference.id,
            "seller": self._till.seller(preference.seller_id).name,
            "site": self._till.seller(preference.seller_id).site,
            "title": preference.body["items"][0]["title"],
            "total": number(preference.total),
            "currency": preference.currency,
            "reference": preference.reference,
            "closes_in": min(preference.closes - self._till.now(), 10**9),
            "open": self._till.is_open(preference),
            "back_to": preference.body.get("back_urls", {}).get("success", ""),
            "excluded": [row["id"] for row in excluded],
            "payments": [payment_shape(one) for one in self._till.ledger.of_preference(preference.id)],
        }


def _steered(holder: str) -> str:
    found = next((outcome for word, outcome in _STEERING.items() if word in holder.upper()), "approve")
    assert found in OUTCOMES
    return found


def _amount(given: Any) -> Decimal:
    text = str(given)
    if not re.fullmatch(r"\d{1,12}(\.\d{1,2})?", text):
        raise ValueError("that is no amount")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError("that is no amount") from None


async def _object(request: Request) -> dict[str, Any]:
    found = await request.json()
    if not isinstance(found, dict):
        raise ValueError("an object is needed")
    return found
