"""One way of answering JSON: who asks, in which transaction, and what is said when it goes wrong."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console import bodies
from console.away import patiently
from console.files import File
from console.refusals import NAMED
from console.sessions import token_of
from core.base import seal
from core.domain.access import Actor
from core.domain.knowledge import WrongFact
from core.domain.pricing import WrongChange
from core.domain.refusals import Refused, WhyNot
from core.services import at_hand, clicks, room_types, saved_replies, setup
from core.services.clicks import Click
from core.services.digest import receiving
from core.services.meanwhile import ColleagueWasFirst
from core.services.signin import LANGUAGES, Presence
from core.store.db import across_hotels, transaction

HOTEL_HEADER = "x-conserje"
TOKEN = re.compile(r"^[A-Za-z0-9-]{16,64}$")
_LARGEST_ID = 2**63 - 1
_NO_STORE = {"cache-control": "no-store"}


@dataclass(frozen=True)
class Asked:
    actor: Actor
    path: dict[str, Any]
    query: dict[str, str]
    language: str = "es"
    body: dict[str, Any] = field(default_factory=dict)
    sign_in: str = ""  # the fingerprint of the browser that asks
    data: bytes = b""
    click: Click | None = None  # of a deed whose answer is kept


class Problem(Exception):
    """A refusal with a name; the screen has the words for it."""

    def __init__(self, error: str, status: int, facts: dict[str, Any] | None = None) -> None:
        super().__init__(error)
        self.error, self.status, self.facts = error, status, facts


_AWAY = Problem("reconnecting", 503)

Passing = Callable[[Asked], dict[str, Any]]
Work = Callable[[Session, Asked], dict[str, Any]] | Callable[[Session, Asked], File]
Endpoint = Callable[[Request], Awaitable[Response]]


def reads(work: Work) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await _answer(work, _asked(request, {}))

    return endpoint


def writes(work: Work, *, everywhere: bool = False) -> Endpoint:
    """A write names the hotel its screen shows, in a header only our own scripts can set.

    `everywhere` is for what people change about themselves, which no hotel owns.
    """

    return _sent(lambda asked: _answer(work, asked, everywhere=everywhere))


def tells_once(work: Work, *, everywhere: bool = False) -> Endpoint:
    """A write whose answer is a secret: it is kept nowhere, and the same click hears afterwards that it was told."""

    def kept_nowhere(asked: Asked) -> Asked:
        return replace(asked, click=asked.click and replace(asked.click, kept=False))

    return _sent(lambda asked: _answer(work, kept_nowhere(asked), everywhere=everywhere))


def passes_on(work: Passing) -> Endpoint:
    """A write that touches no table: no transaction is held open for it, and it goes on while Postgres is away."""
    return _sent(lambda asked: _told(lambda: work(asked), asked))


def _sent(answer: Callable[[Asked], Awaitable[Response]]) -> Endpoint:
    """What one of our own scripts sends, in JSON and for the hotel that its screen shows."""

    async def endpoint(request: Request) -> Response:
        stranger = _stranger(request)
        if stranger is not None:
            return _refused(stranger)
        body = await bodies.facts(request)
        if body is None:
            return _refused(Problem("unreadable", 400))
        return await answer(_asked(request, body))

    return endpoint


def of_oneself(work: Work) -> Endpoint:
    """Reads what belongs to the person who asks, in whatever hotel; the work looks at nothing else."""

    async def endpoint(request: Request) -> Response:
        return await _answer(work, _asked(request, {}), everywhere=True)

    return endpoint


def uploads(work: Work, largest: int, too_large: str = "picture_too_large") -> Endpoint:
    """A write whose body is a file; what is said of it stands in the address."""

    async def endpoint(request: Request) -> Response:
        stranger = _stranger(request)
        if stranger is not None:
            return _refused(stranger)
        data = await bodies.raw(request, largest)
        if data is None:
            return _refused(Problem(too_large, 413, {"most": largest // 1024 // 1024}))
        return await _answer(work, replace(_asked(request, dict(request.query_params)), data=data))

    return endpoint


def changes_oneself(work: Work) -> Endpoint:
    return writes(work, everywhere=True)


def tells_oneself_once(work: Work) -> Endpoint:
    return tells_once(work, everywhere=True)


def _stranger(request: Request) -> Problem | None:
    asked_for = request.headers.get(HOTEL_HEADER)
    present: Presence = request.state.present
    if asked_for is None:
        return Problem("foreign", 403)
    return None if asked_for == str(present.actor.hotel_id) else Problem("other_hotel", 409)


def _asked(request: Request, body: dict[str, Any]) -> Asked:
    present: Presence = request.state.present
    token = token_of(request.headers.get("cookie"))
    sign_in = seal.fingerprint(token) if token else ""
    spoken = present.language if present.language in LANGUAGES else "es"
    found = Asked(present.actor, dict(request.path_params), dict(request.query_params), spoken, body, sign_in)
    clicked = body.get("token")
    if not isinstance(clicked, str) or not TOKEN.match(clicked):
        return found
    return replace(found, click=Click(clicked, request.url.path))


async def _answer(work: Work, asked: Asked, *, everywhere: bool = False) -> Response:
    return await _told(lambda: _within_transaction(work, asked, everywhere), asked)


async def _told(work: Callable[[], dict[str, Any] | File], asked: Asked) -> Response:
    """Tried twice when the database seems away: reads change nothing, and a write's token makes it happen once.
    A number no table can hold names nothing.

    What has no name here is for the gate, which answers for everybody.
    """
    if any(isinstance(named, int) and named > _LARGEST_ID for named in asked.path.values()):
        return _refused(Problem("gone", 404))
    try:
        found = await run_in_threadpool(patiently, work)
    except Problem as problem:
        return _refused(problem)
    except (Refused, ColleagueWasFirst) as no:
        return _refused(_of_trade(no))
    except (
        WrongFact,
        WrongChange,
        saved_replies.WrongReply,
        receiving.CannotReceive,
        at_hand.CannotSend,
    ) as wrong:
        return _refused(Problem(wrong.why, 422, getattr(wrong, "facts", None)))
    except room_types.StillHasStays as problem:
        return _refused(Problem("room_has_stays", 409, {"n": problem.stays}))
    except setup.WrongFacts as wrong:
        return _refused(Problem(f"fact_{wrong.field}", 422))
    except tuple(NAMED) as refusal:
        return _refused(Problem(*NAMED[type(refusal)]))
    if isinstance(found, File):
        return found.answer()
    return _refused(_AWAY) if found is None else JSONResponse(found, headers=_NO_STORE)


def _within_transaction(work: Work, asked: Asked, everywhere: bool) -> dict[str, Any] | File:
    with across_hotels() if everywhere else transaction(asked.actor.hotel_id) as session:
        return work(session, asked) if asked.click is None else _once(work, session, asked, asked.click)


def _once(work: Work, session: Session, asked: Asked, click: Click) -> dict[str, Any] | File:
    if (told := clicks.earlier(session, asked.actor, click)) is not None:
        return told
    found = work(session, asked)
    if isinstance(found, dict):
        clicks.remember(session, asked.actor, click, found)
    return found


def _refused(problem: Problem) -> Response:
    told = {"error": problem.error} | ({"facts": problem.facts} if problem.facts else {})
    return JSONResponse(told, problem.status, headers=_NO_STORE)


def _of_trade(no: Refused | ColleagueWasFirst) -> Problem:
    """A no in the words of the trade, with the facts its sentence needs. A crowd at the lock may simply try again."""
    if isinstance(no, ColleagueWasFirst):
        return Problem("colleague_was_first" if no.name else "done_meanwhile", 409, {"name": no.name})
    if no.why is WhyNot.BUSY:
        return _AWAY
    unknown = no.why in (WhyNot.NO_SUCH_BOOKING, WhyNot.NO_SUCH_ROOM)
    return Problem(no.why.value, 404 if unknown else 409, no.refusal.facts)
