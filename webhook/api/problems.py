"""What went wrong, in plain words and with a code that stays the same: `application/problem+json`."""

from __future__ import annotations

import json
from typing import Any, Final

from flask import Response, g
from pydantic import BaseModel, ConfigDict, ValidationError
from werkzeug.exceptions import HTTPException

from core.base import telemetry
from core.domain.refusals import Refusal, WhyNot

MIMETYPE: Final = "application/problem+json"
_WORDS: Final = {
    "unauthorized": (
        401,
        "Say who you are: Authorization: Bearer and a key of this hotel that is not revoked.",
    ),
    "scope_missing": (403, "This key may not do that."),
    "origin_not_listed": (403, "This key does not serve that website."),
    "not_found": (404, "There is no such address."),
    "no_such_booking": (404, "There is no such booking."),
    "not_theirs": (403, "That is not the phone or e-mail with which it was booked."),
    "method_not_allowed": (405, "This address does not do that."),
    "nothing_free": (409, "What was asked for cannot be had. See why_not and alternatives."),
    "price_changed": (409, "It can be had, but at another price or by other rules. See offers."),
    "fee_changed": (409, "Cancelling costs something else by now. See costs."),
    "too_many_holds": (409, "This guest already keeps as many rooms as one may without paying."),
    "too_large": (413, "That is more than a request may bring."),
    "not_json": (415, "Send JSON: Content-Type: application/json."),
    "not_valid": (422, "Something in the request is not as it should be. See errors."),
    "not_a_stay": (422, "Between those dates there is no night."),
    "other_question": (422, "This Idempotency-Key was used for something else."),
    "too_many_requests": (429, "That is more requests a minute than a key may make."),
    "failed": (500, "Something went wrong on our side."),
    "busy": (503, "Others are booking at this very moment. Try again."),
    "store_away": (503, "The house cannot look at its books just now. Try again."),
}
_REFUSED: Final = {
    WhyNot.WRONG_STATUS: "The booking does not stand so that this could be done.",
    WhyNot.HOLD_OVER: "The time of the hold is over.",
    WhyNot.CHANGED_MEANWHILE: "Somebody changed it in the meantime. Look again.",
}


class Problem(BaseModel):
    """`code` is for programs, `detail` for people; other fields explain it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    code: str
    trace: str


class Wrong(Exception):
    """The request ends here with this problem."""

    def __init__(
        self, code: str, detail: str = "", headers: dict[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(code)
        self.code, self.detail, self.more = code, detail, more
        self.headers = headers or {}

    def answer(self) -> Response:
        status, words = _WORDS.get(self.code, (409, ""))
        return _answer(status, self.code, self.detail or words, self.headers, self.more)


def of_refusal(refusal: Refusal) -> Wrong:
    if refusal.why is WhyNot.NO_SUCH_BOOKING:
        return Wrong("no_such_booking")
    if refusal.why is WhyNot.BUSY:
        return Wrong("busy", headers={"Retry-After": "1"})
    words = _REFUSED.get(refusal.why, "That cannot be done.")
    return Wrong(str(refusal.why), words, facts=json.loads(json.dumps(refusal.facts, default=str)))


def of_validation(problem: ValidationError) -> Response:
    """Where and what, never the value itself: it may be a guest's."""
    found = [
        {"where": ".".join(map(str, one["loc"])) or "body", "what": one["msg"].removeprefix("Value error, ")}
        for one in problem.errors(include_url=False, include_input=False, include_context=False)
    ]
    return Wrong("not_valid", errors=found[:20]).answer()


_OF_STATUS: Final = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "not_json"}


def of_http(problem: HTTPException) -> Response:
    code = _OF_STATUS.get(problem.code or 500)
    allowed = getattr(problem, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(allowed))} if allowed else {}
    if code is not None:
        return Wrong(code, headers=headers).answer()
    status = problem.code or 500
    return _answer(status, problem.name.lower().replace(" ", "_"), problem.name, headers, {})


def _answer(status: int, code: str, detail: str, headers: dict[str, str], more: dict[str, Any]) -> Response:
    told = {
        "type": f"about:blank#{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": status,
        "detail": detail,
        "code": code,
        "trace": g.get("trace") or telemetry.current_trace(),
        **more,
    }
    body = json.dumps(told, ensure_ascii=False)
    return Response(body, status=status, mimetype=MIMETYPE, headers=headers)
