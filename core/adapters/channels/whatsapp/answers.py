"""What the Graph API answered: good news as plain values, bad news as `Refused`, no news as `Unanswered`."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import Any

import httpx

from core.adapters.channels.whatsapp.codes import NO_CODE, UNKNOWN_OBJECT, WRONG_PARAMETER, act_for
from core.adapters.channels.whatsapp.parsing import clean
from core.adapters.channels.whatsapp.people import person
from core.adapters.channels.whatsapp.tolerant import identifier, mapping, rows, whole, words
from core.domain.errands import Act, Refusal
from core.domain.ports import Receipt, Refused, Unanswered

_LONGEST_DETAIL = 500


def refused(act: Act, detail: str, code: int = NO_CODE) -> Refused:
    return Refused(Refusal(act, code, clean(detail)[:_LONGEST_DETAIL]))


def good_json(response: httpx.Response) -> dict[str, Any]:
    """The answer's object; an empty one when a good status came without readable JSON."""
    answer = _json(response)
    if isinstance(answer.get("error"), dict):
        raise _refusal(answer["error"], response.status_code)
    if not response.is_success:
        act = act_for(NO_CODE, response.status_code)
        raise refused(act, f"HTTP {response.status_code}: {response.text[:200]}")
    return answer


def _json(response: httpx.Response) -> dict[str, Any]:
    try:
        return mapping(clean(response.json()))
    except (ValueError, RecursionError):
        return {}


def _refusal(error: dict[str, Any], http_status: int) -> Refused:
    code = whole(error.get("code"))
    code = NO_CODE if code is None else code
    act = act_for(code, http_status, error.get("is_transient") is True)
    subcode = whole(error.get("error_subcode"))
    told = [words(error.get("message")), words(mapping(error.get("error_data")).get("details"))]
    if subcode is not None:
        told.append(f"subcode {subcode}")
    if error.get("fbtrace_id"):
        told.append(f"trace {identifier(error['fbtrace_id'])}")
    return refused(act, " · ".join(part for part in told if part), code)


def receipt(answer: dict[str, Any]) -> Receipt:
    """A message id is the only proof that the message was taken; without one nobody knows."""
    message = mapping(next(iter(rows(answer.get("messages"))), None))
    message_id = identifier(message.get("id"))
    if message_id is None:
        raise Unanswered("the channel said yes and named no message")
    contact = mapping(next(iter(rows(answer.get("contacts"))), None))
    who = person((contact.get("wa_id"), contact.get("user_id")), (), {})
    return Receipt(message_id, who.phone, who.bsuid)


def is_gone(refusal: Refusal) -> bool:
    """How the API says that it knows no such file (any more)."""
    return refusal.code in (WRONG_PARAMETER, UNKNOWN_OBJECT, 131052)


def digest_matches(data: bytes, *given: str) -> bool:
    """True when any given SHA-256, in base64 or hex, is the data's; or when none was given."""
    named = [digest for digest in given if digest]
    wanted = hashlib.sha256(data).digest()
    return not named or any(hmac.compare_digest(_digest(name), wanted) for name in named)


def _digest(name: str) -> bytes:
    try:
        return bytes.fromhex(name) if len(name) == 64 else base64.b64decode(name + "==", altchars=b"-_")
    except (ValueError, binascii.Error):
        return b""
