"""The way in after the password: a code, a second factor to set up, a new password; and links that bring people in."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar
from urllib.parse import quote

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from console import origin, pages, step_pages, words
from console.away import patiently
from console.sessions import cookie_name, doorman, is_https, token_of
from console.visitors import language_of
from core.base import clock
from core.domain.entry import Awaits
from core.domain.passwords import Weakness
from core.services import invites, steps
from core.services.invites import NameNeeded, Opened
from core.services.passwords import WeakPassword
from core.services.signin import Entered, Refusal, Refused
from core.services.steps import Passed, TooWeak, Waiting
from core.store.db import across_hotels
from core.store.staff import Staff

Found = TypeVar("Found")
Answering = Callable[[Request], Awaitable[Response]]
_NO_STORE = {"cache-control": "no-store"}


class _Away(Exception):
    """Postgres gave no answer: nobody is told that their link is over because of that."""


def _or_wait(answer: Answering) -> Answering:
    @wraps(answer)
    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except _Away:
            page = pages.reconnecting(request.headers.get("accept-language"))
            return HTMLResponse(page, 503, headers={**_NO_STORE, "retry-after": "2"})

    return answered


@_or_wait
async def step(request: Request) -> Response:
    token, wanted = (
        token_of(request.headers.get("cookie")),
        origin.local_path(request.query_params.get("next")),
    )
    if token is None:
        return _begin(wanted)
    form = await request.form(max_files=0, max_fields=8) if request.method == "POST" else {}
    if form.get("seen"):
        return RedirectResponse(wanted, 303)
    waiting = await _ask(lambda session: steps.waiting(session, token))
    if waiting is None:
        return _begin(wanted)
    if request.method == "GET":
        return _show(request, waiting, wanted)
    typed = str(form.get("password" if waiting.awaits is Awaits.PASSWORD else "code", ""))[:1024]
    outcome = await _ask(lambda session: _try(session, token, waiting, typed))
    if isinstance(outcome, Passed):
        doorman.forget(token)
        return _passed(request, outcome, wanted)
    if isinstance(outcome, Refused) and outcome.reason is Refusal.OVER:
        return _begin(wanted)
    return _show(request, waiting, wanted, problem_of(language_of(request), outcome), 401)


def _try(session: Session, token: str, waiting: Waiting, typed: str) -> Passed | Refused | TooWeak:
    if waiting.awaits is Awaits.CODE:
        return steps.give_code(session, token, typed)
    if waiting.awaits is Awaits.FACTOR:
        return steps.set_factor(session, token, typed)
    return steps.set_password(session, token, typed)


def _passed(request: Request, outcome: Passed, wanted: str) -> Response:
    response: Response = to_step(outcome.entered, wanted)
    if outcome.codes:
        page = step_pages.codes(language_of(request), outcome.codes, wanted)
        response = HTMLResponse(page, headers=_NO_STORE)
    keep(response, outcome.entered)
    return response


def to_step(entered: Entered, wanted: str) -> Response:
    if entered.awaits is None:
        return RedirectResponse(wanted, 303)
    return RedirectResponse(step_at(wanted), 303)


def keep(response: Response, entered: Entered) -> None:
    response.set_cookie(
        cookie_name(), entered.token, httponly=True, samesite="lax", secure=is_https(), path="/"
    )


def step_at(wanted: str) -> str:
    return f"/auth/step?next={quote(wanted, safe='')}"


def _begin(wanted: str) -> Response:
    return RedirectResponse(f"/auth/login?next={quote(wanted, safe='')}", 303)


@_or_wait
async def invite(request: Request) -> Response:
    secret, spoken = str(request.path_params["secret"])[:200], language_of(request)
    opened = await _ask(lambda session: invites.opened(session, secret))
    if opened is None:
        return HTMLResponse(step_pages.over(spoken), 410, headers=_NO_STORE)
    if opened.by_company:
        return HTMLResponse(step_pages.by_company(spoken, opened), headers=_NO_STORE)
    if request.method == "GET":
        return HTMLResponse(step_pages.invite(spoken, secret, opened), headers=_NO_STORE)
    form = await request.form(max_files=0, max_fields=8)
    password, name = str(form.get("password", ""))[:1024], str(form.get("name", ""))[:200]
    outcome = await _ask(lambda session: _accept(session, secret, password, name))
    if outcome is None:
        return HTMLResponse(step_pages.over(spoken), 410, headers=_NO_STORE)
    if not isinstance(outcome, Staff):
        return _again(spoken, secret, opened, (outcome, name))
    return RedirectResponse("/auth/login?why=joined", 303)


def _again(spoken: str, secret: str, opened: Opened, tried: tuple[object, str]) -> Response:
    problem = problem_of(spoken, tried[0])
    page = step_pages.invite(spoken, secret, opened, problem, tried[1])
    return HTMLResponse(page, 422, headers=_NO_STORE)


def _accept(
    session: Session, secret: str, password: str, name: str
) -> Staff | Refused | TooWeak | str | None:
    try:
        return invites.accept(session, secret, password, name)
    except WeakPassword as weak:
        return TooWeak(weak.why)
    except NameNeeded:
        return "name"


def problem_of(language: str, outcome: object) -> str:
    """What was wrong, each thing on a line of its own."""
    if isinstance(outcome, TooWeak):
        return "\n".join(weakness_words(language, outcome.why))
    if isinstance(outcome, Refused) and outcome.reason is Refusal.LOCKED:
        return words.say(language, "signin.problem_locked", minutes=minutes_until(outcome))
    if isinstance(outcome, Refused):
        return words.say(language, f"steps.problem_{outcome.reason}")
    if outcome == "name":
        return words.say(language, "steps.problem_name")
    return words.say(language, "signin.problem_away")


def weakness_words(language: str, why: list[Weakness]) -> list[str]:
    return [words.say(language, f"weak.weak_{one}") for one in why]


def minutes_until(refused: Refused) -> int:
    left = (refused.until - clock.now()).total_seconds() if refused.until else 0
    return max(math.ceil(left / 60), 1)


async def _ask(work: Callable[[Session], Found]) -> Found:
    def within() -> tuple[Found]:
        with across_hotels() as session:
            return (work(session),)

    answer = await run_in_threadpool(patiently, within)
    if answer is None:
        raise _Away
    return answer[0]


def _show(request: Request, waiting: Waiting, wanted: str, problem: str = "", status: int = 200) -> Response:
    page = step_pages.step(language_of(request), waiting, wanted, problem)
    return HTMLResponse(page, status, headers=_NO_STORE)
