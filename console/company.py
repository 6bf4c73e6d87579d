"""Signing in with the company's own account: to the provider and back, and nobody new comes in by it."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from console import origin, pages, steps, visitors
from console.away import patiently
from console.sessions import doorman, is_https, token_of
from core.adapters.company import Errand, Unbelievable, Unreachable, Vouched, new_errand, provider
from core.base import clock, seal
from core.base.settings import settings
from core.services import invites, signin
from core.services.signin import Attempt, Entered, Refused
from core.store.db import across_hotels

log = logging.getLogger(__name__)

_WAY, _BACK = "/auth/company", "/auth/company/back"
_LASTS_SECONDS = 600
_ERRORS = {
    "access_denied": ("company_denied", 401),
    "server_error": ("company_away", 503),
    "temporarily_unavailable": ("company_away", 503),
}


async def leave(request: Request) -> Response:
    """What will be known of the sign-in when it comes back lies sealed in the browser, and nowhere else."""
    wanted = origin.local_path(request.query_params.get("next"))
    if not settings().oidc_issuer:
        return RedirectResponse("/auth/login", 303)
    errand = new_errand()
    try:
        way = await provider().way(errand, _back())
    except Unreachable as problem:
        return _no(request, wanted, "company_away", 503, problem)
    response = RedirectResponse(way, 303, headers={"cache-control": "no-store"})
    kept = {**asdict(errand), "next": wanted, "at": clock.now().timestamp()}
    response.set_cookie(
        _cookie(),
        seal.lock(json.dumps(kept)),
        max_age=_LASTS_SECONDS,
        path=_WAY,
        httponly=True,
        samesite="lax",
        secure=is_https(),
    )
    return response


async def back(request: Request) -> Response:
    """Whatever comes of it, the same errand is never run twice."""
    found = _remembered(request)
    said = request.query_params
    if found is None or not seal.same(found[0].state, said.get("state", "")):
        return _over(_no(request, "/", "company_stale", 400, None))
    errand, wanted = found
    if said.get("iss", settings().oidc_issuer) != settings().oidc_issuer:
        return _over(_no(request, wanted, "company_wrong", 400, Unbelievable("another provider answered")))
    if "code" not in said:
        return _over(_refused(request, wanted, said.get("error", "no code")[:80]))
    try:
        vouched = await provider().vouch(said["code"][:4000], errand, _back())
    except Unreachable as problem:
        return _over(_no(request, wanted, "company_away", 503, problem))
    except Unbelievable as problem:
        return _over(_no(request, wanted, "company_wrong", 401, problem))
    return _over(await _entered(request, vouched, wanted))


def _refused(request: Request, wanted: str, error: str) -> Response:
    """Only one of the standard's errors says that somebody said no; the two others that a person can wait out are its
    bad days. What is left is how it was set up."""
    reason, status = _ERRORS.get(error, ("company_wrong", 401))
    return _no(request, wanted, reason, status, Unbelievable(f"the provider gave no code: {error}"))


async def _entered(request: Request, vouched: Vouched, wanted: str) -> Response:
    if not vouched.verified:
        return _no(request, wanted, "company_unverified", 403, None)
    if not settings().is_of_company(vouched.email):
        return _no(request, wanted, "company_stranger", 403, None)
    replaces = token_of(request.headers.get("cookie"))
    browser = request.headers.get("user-agent", "")
    attempt = Attempt(vouched.email, "", browser, replaces, visitors.address_of(request))
    outcome = await run_in_threadpool(patiently, lambda: _come_in(attempt))
    if outcome is None:
        return _no(request, wanted, "away", 503, None)
    if isinstance(outcome, Refused):
        reason = "no_hotel" if outcome.reason is signin.Refusal.NO_HOTEL else "company_stranger"
        return _no(request, wanted, reason, 403, None)
    if replaces:
        doorman.forget(replaces)
    response = steps.to_step(outcome, wanted)
    steps.keep(response, outcome)
    return response


def _come_in(attempt: Attempt) -> Entered | Refused:
    with across_hotels() as session:
        invites.accept_vouched(session, attempt.email)
        return signin.vouched_for(session, attempt)


def _remembered(request: Request) -> tuple[Errand, str] | None:
    try:
        kept = json.loads(seal.unlock(request.cookies.get(_cookie(), "")))
    except (seal.CannotOpen, ValueError):
        return None
    if not 0 <= clock.now().timestamp() - kept["at"] <= _LASTS_SECONDS:
        return None
    return Errand(kept["state"], kept["nonce"], kept["verifier"]), origin.local_path(kept["next"])


def _cookie() -> str:
    return "__Secure-conserje-company" if is_https() else "conserje-company"


def _back() -> str:
    return f"{settings().public_console_url}{_BACK}"


def _over(response: Response) -> Response:
    response.delete_cookie(_cookie(), path=_WAY, httponly=True, samesite="lax", secure=is_https())
    return response


def _no(request: Request, wanted: str, problem: str, status: int, why: Exception | None) -> Response:
    """The reason for whoever runs the house stands in the log; whoever stands at the door reads what to do."""
    if why is not None:
        log.warning("signin.company_failed", extra={"why": str(why), "problem": problem})
    page = pages.sign_in(pages.SignIn(wanted, problem=problem), visitors.language_of(request))
    return HTMLResponse(page, status, headers={"cache-control": "no-store"})
