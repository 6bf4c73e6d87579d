"""What Mercado Pago answered: good news as plain values, bad news as `Refused`, no news as `Unanswered`."""

from __future__ import annotations

from typing import Any

import httpx

from core.adapters.payments.mercadopago.codes import NO_CODE, act_for
from core.adapters.payments.mercadopago.tolerant import mapping, parse, rows, whole, words
from core.domain.errands import Act, Refusal
from core.domain.ports import Refused, Unanswered

_LONGEST_DETAIL = 400


def refused(act: Act, detail: str, code: int = NO_CODE) -> Refused:
    return Refused(Refusal(act, code, detail[:_LONGEST_DETAIL]))


def good(response: httpx.Response, *, people_can_help: bool = False) -> dict[str, Any]:
    """The answer's object. A good status without one is no answer: nobody knows what was done."""
    answer = parse(response.content)
    if not response.is_success:
        raise _refusal(answer, response.status_code, people_can_help)
    if not answer:
        raise Unanswered(f"HTTP {response.status_code} without a readable object")
    return answer


def _refusal(answer: dict[str, Any], http_status: int, people_can_help: bool) -> Refused:
    """The code stands in `cause` (a list, or one object), and sometimes only there the reason."""
    cause = answer.get("cause")
    causes = [mapping(item) for item in (rows(cause) or [cause])]
    codes = [code for item in causes if (code := whole(item.get("code"))) is not None]
    code = codes[0] if codes else NO_CODE
    told = [words(answer.get("message")), words(answer.get("error"))]
    told += [words(item.get("description")) or words(item.get("message")) for item in causes]
    detail = " · ".join(dict.fromkeys(part for part in told if part)) or "no reason given"
    act = act_for(code, http_status, people_can_help=people_can_help)
    return refused(act, f"HTTP {http_status}: {detail}", code)
