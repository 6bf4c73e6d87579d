"""What Google answered: an object, or which of the many ways of saying no it was."""

from __future__ import annotations

from typing import Any, Final

import httpx

from core.adapters.reviews.google.reading import listed, mapping, parse, words
from core.domain.public_reviews import Declined, Wrong

_LONGEST_WISH: Final = 24 * 3600.0


def good(response: httpx.Response) -> dict[str, Any]:
    """An empty object is an answer too: a place without reviews."""
    answer = parse(response.content)
    if answer is None:
        raise Declined(Wrong.AWAY, f"HTTP {response.status_code} without a readable object")
    return answer


def token_declined(response: httpx.Response) -> Declined:
    """The exchange says no as OAuth does: a word, and perhaps a sentence."""
    told = parse(response.content) or {}
    word, sentence = words(told.get("error"), 80), words(told.get("error_description"))
    detail = f"HTTP {response.status_code}: {' · '.join(part for part in (word, sentence) if part)}"
    if word == "invalid_grant":
        return Declined(Wrong.TOKEN, detail)
    if word in ("invalid_client", "unauthorized_client", "deleted_client"):
        return Declined(Wrong.CLIENT, detail)
    return Declined(_by_status(response.status_code), detail, _wish(response))


def declined(response: httpx.Response, *, about_review: bool) -> Declined:
    """The reviews say no as Google's interfaces do: a status, and a reason in the details."""
    error = mapping((parse(response.content) or {}).get("error"))
    status, reasons = words(error.get("status"), 80), _reasons(error)
    detail = " · ".join(
        part for part in (f"HTTP {response.status_code}", status, words(error.get("message"))) if part
    )
    if response.status_code == httpx.codes.UNAUTHORIZED:
        return Declined(Wrong.TOKEN, detail)
    if response.status_code == httpx.codes.FORBIDDEN:
        off = reasons & {"SERVICE_DISABLED", "accessNotConfigured"}
        return Declined(Wrong.SWITCHED_OFF if off else Wrong.NOT_OURS, detail)
    if response.status_code == httpx.codes.NOT_FOUND:
        return Declined(Wrong.REVIEW_GONE if about_review else Wrong.PLACE, detail)
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS and _quota_is_none(error):
        return Declined(Wrong.NO_QUOTA, detail)
    return Declined(_by_status(response.status_code), detail, _wish(response))


def _by_status(status: int) -> Wrong:
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return Wrong.BUSY
    return Wrong.AWAY if status >= httpx.codes.INTERNAL_SERVER_ERROR else Wrong.OTHER


def _reasons(error: dict[str, Any]) -> set[str]:
    """In the newer details, and in the older list of errors."""
    rows = [mapping(row) for row in [*listed(error.get("details")), *listed(error.get("errors"))]]
    return {words(row.get("reason"), 80) for row in rows}


def _quota_is_none(error: dict[str, Any]) -> bool:
    """Whoever was never let in has a quota of nothing: waiting does not help."""
    told = [mapping(mapping(row).get("metadata")) for row in listed(error.get("details"))]
    return any(words(row.get("quota_limit_value"), 20) == "0" for row in told)


def _wish(response: httpx.Response) -> float:
    wish = response.headers.get("retry-after", "")
    return min(float(wish), _LONGEST_WISH) if wish.isascii() and wish.isdigit() and len(wish) < 9 else 0.0
