"""One way of answering JSON: who asks, in which transaction, and what is said when it goes wrong."""

from __future__ import annotations

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
from console.sessions import token_of
from core.base import seal
from core.domain import api_keys as api_key_rules
from core.domain import entry, journey
from core.domain.access import Actor, NotAllowed
from core.domain.knowledge import WrongFact
from core.domain.policies import PolicyProblem
from core.domain.pricing import WrongChange
from core.domain.refusals import Refused, WhyNot
from core.services import (
    account,
    api_keys,
    approved,
    at_hand,
    guest_book,
    handovers,
    invites,
    joinings,
    knowledge,
    labels,
    later,
    overrides,
    pausing,
    payments,
    photos,
    phrases,
    questions,
    room_types,
    saved_replies,
    seasons,
    second_factor,
    setup,
    tasks,
    team,
    written,
)
from core.services import conversations as verbs
from core.services.digest import receiving, sending
from core.services.payments import cases as payment_cases
from core.services.payments import receipts
from core.services.reviews import cases, importing, incoming, publishing
from core.services.signin import LANGUAGES, Presence
from core.store.db import across_hotels, transaction

HOTEL_HEADER = "x-conserje"
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


class Problem(Exception):
    """A refusal with a name; the screen has the words for it."""

    def __init__(self, error: str, status: int, facts: dict[str, Any] | None = None) -> None:
        super().__init__(error)
        self.error, self.status, self.facts = error, status, facts


_AWAY = Problem("reconnecting", 503)
_NAMED: dict[type[Exception], Problem] = {
    NotAllowed: Problem("not_allowed", 403),
    verbs.NoSuchConversation: Problem("not_found", 404),
    verbs.WindowClosed: Problem("window_closed", 409),
    verbs.TooLong: Problem("message_too_long", 422),
    verbs.Empty: Problem("empty", 422),
    approved.NotApproved: Problem("not_approved", 409),
    approved.LeftAlone: Problem("left_alone", 409),
    approved.BlankLeft: Problem("blank_left", 422),
    at_hand.SeenOtherwise: Problem("seen_otherwise", 409),
    tasks.NoSuchTask: Problem("no_such_task", 404),
    tasks.NothingToDo: Problem("empty", 422),
    payments.NoSuchPayment: Problem("no_such_payment", 404),
    payments.CannotRefund: Problem("cannot_refund", 409),
    payment_cases.NoSuchCase: Problem("no_such_case", 404),
    guest_book.NoSuchGuest: Problem("no_such_guest", 404),
    guest_book.CannotErase: Problem("cannot_erase", 409),
    guest_book.CannotJoin: Problem("cannot_join", 409),
    joinings.CannotPart: Problem("cannot_part", 409),
    receipts.NoSuchReceipt: Problem("no_such_receipt", 404),
    cases.NoSuchCase: Problem("not_found", 404),
    cases.AlreadyResolved: Problem("case_resolved", 409),
    cases.NothingSaid: Problem("empty", 422),
    cases.CannotFollowUp: Problem("cannot_follow_up", 409),
    incoming.NoSuchReview: Problem("not_found", 404),
    publishing.CannotPublish: Problem("cannot_publish", 409),
    publishing.NothingSaid: Problem("empty", 422),
    publishing.TooLong: Problem("message_too_long", 422),
    importing.NoSuchImport: Problem("gone", 404),
    sending.NotAReader: Problem("not_a_reader", 409),
    pausing.NothingThere: Problem("gone", 404),
    setup.NumberTaken: Problem("number_elsewhere", 409),
    api_keys.NoSuchKey: Problem("gone", 404),
    api_key_rules.WrongKey: Problem("wrong_key", 422),
    journey.JourneyProblem: Problem("unreadable", 400),
    team.NoSuchPerson: Problem("gone", 404),
    team.LastOwner: Problem("last_owner", 409),
    team.NotOneself: Problem("not_oneself", 409),
    team.WorksElsewhere: Problem("works_elsewhere", 409),
    invites.NoSuchInvite: Problem("gone", 404),
    invites.NotAnEmail: Problem("no_email", 422),
    invites.NameNeeded: Problem("no_name_given", 422),
    invites.WorksHere: Problem("works_here", 409),
    entry.WrongRules: Problem("unreadable", 400),
    account.FactorNeeded: Problem("factor_needed", 409),
    second_factor.WrongCode: Problem("wrong_code", 409),
    knowledge.NoSuchFact: Problem("gone", 404),
    photos.NoSuchPhoto: Problem("gone", 404),
    questions.NoSuchQuestion: Problem("gone", 404),
    labels.NothingToCorrect: Problem("not_found", 404),
    later.ClosedThen: Problem("closed_then", 409),
    later.GoneAlready: Problem("gone_already", 409),
    written.NoReason: Problem("needs_reason", 422),
    overrides.NotThen: Problem("not_then", 422),
    overrides.WasATap: Problem("was_a_tap", 409),
    overrides.AnsweredAlready: Problem("answered_already", 409),
    handovers.NoSuchHandover: Problem("gone", 404),
    saved_replies.NoSuchReply: Problem("gone", 404),
    knowledge.ChangedMeanwhile: Problem("written_meanwhile", 409),
    saved_replies.ChangedMeanwhile: Problem("written_meanwhile", 409),
    phrases.ChangedMeanwhile: Problem("written_meanwhile", 409),
    phrases.PhraseProblem: Problem("phrase_wrong", 422),
    seasons.NoSuchSeason: Problem("gone", 404),
    PolicyProblem: Problem("rules_wrong", 422),
}

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
    return Asked(present.actor, dict(request.path_params), dict(request.query_params), spoken, body, sign_in)


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
    except Refused as no:
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
    except tuple(_NAMED) as refusal:
        return _refused(_NAMED[type(refusal)])
    if isinstance(found, File):
        return found.answer()
    return _refused(_AWAY) if found is None else JSONResponse(found, headers=_NO_STORE)


def _within_transaction(work: Work, asked: Asked, everywhere: bool) -> dict[str, Any] | File:
    with across_hotels() if everywhere else transaction(asked.actor.hotel_id) as session:
        return work(session, asked)


def _refused(problem: Problem) -> Response:
    told = {"error": problem.error} | ({"facts": problem.facts} if problem.facts else {})
    return JSONResponse(told, problem.status, headers=_NO_STORE)


def _of_trade(no: Refused) -> Problem:
    """A no in the words of the trade, with the facts its sentence needs. A crowd at the lock may simply try again."""
    if no.why is WhyNot.BUSY:
        return _AWAY
    unknown = no.why in (WhyNot.NO_SUCH_BOOKING, WhyNot.NO_SUCH_ROOM)
    return Problem(no.why.value, 404 if unknown else 409, no.refusal.facts)
