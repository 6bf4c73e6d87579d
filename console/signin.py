"""Signing in and out: plain pages and plain forms, so that password managers and old browsers manage."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from console import origin, pages, steps, visitors
from console.away import patiently
from console.sessions import cookie_name, doorman, is_https, token_of
from core.base import clock, seal
from core.services import passes, signin
from core.services.signin import Attempt, Ending, Entered, Presence, Refusal, Refused, lock_after
from core.store.db import across_hotels

_LONGEST_PASSWORD = 1024
_REMEMBERED = 10_000


@dataclass
class Strangers:
    """E-mails nobody has are locked like those somebody has, or the lock would tell which is which."""

    _tries: OrderedDict[str, tuple[int, datetime | None]] = field(default_factory=OrderedDict)

    def tried(self, email: str) -> Refused:
        key = seal.fingerprint(email.strip().lower())
        count, until = self._tries.pop(key, (0, None))
        if until is None or clock.now() >= until:
            count += 1
            pause = lock_after(count)
            until = clock.now() + pause if pause else None
        self._tries[key] = (count, until)
        while len(self._tries) > _REMEMBERED:
            self._tries.popitem(last=False)
        return Refused(Refusal.LOCKED, until) if until else Refused(Refusal.WRONG)

    def forget(self, email: str) -> None:
        self._tries.pop(seal.fingerprint(email.strip().lower()), None)


_strangers = Strangers()


async def login(request: Request) -> Response:
    if request.method == "POST":
        return await _submitted(request)
    wanted = origin.local_path(request.query_params.get("next"))
    answer = await doorman.look(_token(request))
    if isinstance(answer, Presence):
        return RedirectResponse(wanted, 303)
    if answer is Ending.UNFINISHED and not request.query_params.get("anew"):
        return RedirectResponse(steps.step_at(wanted), 303)
    return _page(request, pages.SignIn(wanted, notice=request.query_params.get("why", "")))


async def _submitted(request: Request) -> Response:
    form = await request.form(max_files=0, max_fields=8)
    email, password = str(form.get("email", "")), str(form.get("password", ""))
    wanted = origin.local_path(str(form.get("next", "")))
    browser = request.headers.get("user-agent", "")
    attempt = Attempt(
        email[:254], password[:_LONGEST_PASSWORD], browser, _token(request), visitors.address_of(request)
    )
    outcome = await run_in_threadpool(_try, attempt)
    if isinstance(outcome, Entered):
        if attempt.replaces:
            doorman.forget(attempt.replaces)
        response = steps.to_step(outcome, wanted)
        steps.keep(response, outcome)
        return response
    if outcome is None:
        return _page(request, pages.SignIn(wanted, email, problem="away"), 503)
    minutes = math.ceil((outcome.until - clock.now()).total_seconds() / 60) if outcome.until else 0
    shown = pages.SignIn(wanted, email, problem=outcome.reason, minutes=max(minutes, 1))
    return _page(request, shown, 429 if outcome.reason is Refusal.LOCKED else 401)


def _try(attempt: Attempt) -> Entered | Refused | None:
    """None: Postgres is away, and nobody can tell."""

    def knock() -> Entered | Refused:
        with across_hotels() as session:
            return signin.sign_in(session, attempt)

    outcome = patiently(knock)
    if isinstance(outcome, Entered):
        _strangers.forget(attempt.email)
    elif outcome is not None and outcome.reason is Refusal.WRONG:
        return _strangers.tried(attempt.email)
    return outcome


async def logout(request: Request) -> Response:
    token = _token(request)
    if token is not None:
        await run_in_threadpool(_sign_out, token)
        doorman.forget(token, cut_lines=True)
    response = RedirectResponse("/auth/login?why=out", 303)
    response.delete_cookie(cookie_name(), path="/", secure=is_https(), httponly=True, samesite="lax")
    return response


def _sign_out(token: str) -> None:
    with across_hotels() as session:
        signin.sign_out(session, token)


async def ping(request: Request) -> Response:
    """GET asks how long it still lasts; POST says that the person is active."""
    token = _token(request)
    present = request.state.present
    if request.method == "POST" and token is not None:
        answer = await run_in_threadpool(_touch, token)
        doorman.forget(token)
        if isinstance(answer, Ending):
            return JSONResponse({"error": "signed_out", "why": answer}, 401)
        present = answer
    left = min(present.idle_at, present.ends_at) - clock.now()
    return JSONResponse(
        {"seconds_left": max(0, round(left.total_seconds()))}, headers={"cache-control": "no-store"}
    )


def _touch(token: str) -> Presence | Ending:
    with across_hotels() as session:
        signin.touch(session, token)
        return signin.who(session, token)


async def language(request: Request) -> Response:
    wanted = str((await request.json()).get("language", ""))
    return await _changed(request, lambda token: _choose_language(token, wanted))


async def hotel(request: Request) -> Response:
    wanted = (await request.json()).get("hotel")
    return await _changed(request, lambda token: isinstance(wanted, int) and _choose_hotel(token, wanted))


async def scanned(request: Request) -> Response:
    """From a guest's pass to their booking's card, in the hotel it is of where this person works there."""
    written, token = str(request.path_params["pass"]), _token(request)
    hotel_id = passes.hotel_of(written)
    if hotel_id is None or token is None:
        return RedirectResponse("/", 303)
    if hotel_id != request.state.present.actor.hotel_id and await run_in_threadpool(
        _choose_hotel, token, hotel_id
    ):
        doorman.forget(token)
    return RedirectResponse(f"/?b={passes.code_of(written)}", 303)


async def _changed(request: Request, change: object) -> Response:
    token = _token(request)
    assert callable(change)
    done = token is not None and await run_in_threadpool(change, token)
    if token is not None:
        doorman.forget(token)
    return JSONResponse({"done": done}, 200 if done else 422)


def _choose_language(token: str, wanted: str) -> bool:
    with across_hotels() as session:
        return signin.choose_language(session, token, wanted)


def _choose_hotel(token: str, wanted: int) -> bool:
    with across_hotels() as session:
        return signin.choose_hotel(session, token, wanted)


def _token(request: Request) -> str | None:
    return token_of(request.headers.get("cookie"))


def _page(request: Request, shown: pages.SignIn, status: int = 200) -> Response:
    spoken = visitors.language_of(request)
    response = HTMLResponse(pages.sign_in(shown, spoken), status, headers={"cache-control": "no-store"})
    if request.query_params.get("lang") in signin.LANGUAGES:
        response.set_cookie(
            "conserje_lang", spoken, max_age=31536000, samesite="lax", secure=is_https(), path="/"
        )
    return response
