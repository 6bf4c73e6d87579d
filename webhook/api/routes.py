"""The routes of the API. Each says which scope it needs; everything else about who may come in stands at the door."""

from __future__ import annotations

from typing import Any, Final

from flask import Response, g
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from flask_openapi3.request import validate_request
from pydantic import BaseModel

from core.base import telemetry
from core.base.settings import Settings
from core.domain.access import House
from core.domain.api_keys import Scope
from core.domain.bookings import Status
from core.domain.conversations import AuditTag
from core.domain.refusals import Refused, WhyNot
from core.domain.stays import NotAStay, Party
from core.services import cancel_letter, free_nights, offers, web_bookings
from core.services.showing import Booking
from core.services.web_bookings import NothingFree, OtherPrice, TooManyHolds, Visitor, WebWish
from core.services.written import written_down
from webhook.api import cors, docs, told
from webhook.api.asked import (
    AvailabilityQuery,
    CalendarQuery,
    CancelBody,
    CodePath,
    HoldBody,
    OnceHeader,
    PerhapsOnceHeader,
    hour_of,
    span_of,
    wish_of,
)
from webhook.api.door import admitted, begin, finish, once, session_of_request
from webhook.api.drawing import Teller, costs
from webhook.api.problems import MIMETYPE, Wrong

AUTH = {
    "availability": "key: read",
    "calendar": "key: read",
    "hold": "key: hold",
    "booking": "key: hold",
    "confirm": "key: staff",
    "cancel": "key: hold",
    "document": "none: says only how to ask",
    "page": "none: says only how to ask",
}
PREFIX: Final = "/api/v1"
_A_MINUTE: Final = "private, max-age=60"
_PROBLEM: Final = {"content": {MIMETYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _answers(good: type[BaseModel], *problems: int) -> dict[Any, Any]:
    usual = (401, 403, 422, 429, 500, 503)
    return {200: good, **{status: dict(_PROBLEM) for status in sorted({*usual, *problems})}}


def routes(config: Settings) -> APIBlueprint:
    blueprint = APIBlueprint(
        "api", __name__, url_prefix=PREFIX, abp_security=[{"key": []}], abp_tags=[Tag(name="Bookings")]
    )
    blueprint.before_request(begin)
    blueprint.after_request(cors.Origins().add_to)
    blueprint.after_request(finish)
    _look(blueprint)
    _hold(blueprint)
    _standing(blueprint)
    docs.add_to(blueprint, config)
    return blueprint


def _look(blueprint: APIBlueprint) -> None:
    @blueprint.get("/availability", responses=_answers(told.Availability))
    @admitted(Scope.READ)
    @validate_request()
    def availability(query: AvailabilityQuery) -> Response:
        """What is free and what it costs

        Room types that are free for all nights and all people, each with every line of its price; for the others
        why not; and when nothing is free what is near the wish and can be had.
        """
        try:
            wish = wish_of(query)
        except NotAStay as problem:
            raise Wrong("not_a_stay", str(problem)) from None
        found = offers.search(session_of_request(), g.key.hotel_id, wish)
        return _said(_teller(query.language).availability(found))

    @blueprint.get("/calendar", responses=_answers(told.Calendar))
    @admitted(Scope.READ)
    @validate_request()
    def calendar(query: CalendarQuery) -> Response:
        """Night by night, for a date picker

        For each room type how many rooms are left each night, whether the night can be booked at all, how long a
        stay must be and what the night costs these people. May be kept for a minute: `/availability` and the hold
        itself decide.
        """
        try:
            span = span_of(query)
        except NotAStay as problem:
            raise Wrong("not_a_stay", str(problem)) from None
        party = Party(query.adults, tuple(query.children))
        found = free_nights.calendar(session_of_request(), g.key.hotel_id, span, party)
        answer = _said(_teller(query.language).calendar(found))
        answer.headers["Cache-Control"] = _A_MINUTE
        return answer


def _hold(blueprint: APIBlueprint) -> None:
    @blueprint.post("/holds", responses=_answers(told.Booking, 409, 413, 415))
    @admitted(Scope.HOLD)
    @validate_request()
    def hold(header: OnceHeader, body: HoldBody) -> Response:
        """Hold what the visitor saw

        The price is reckoned again; if it is another, or nothing is left, the answer is 409 with what can be had
        now. Until `held_until` the rooms are the guest's. Pay at `payment.link`, which never changes.
        """
        try:
            wish = wish_of(body)
        except NotAStay as problem:
            raise Wrong("not_a_stay", str(problem)) from None
        who = body.guest
        guest = Visitor(who.name, who.phone, who.email, who.whatsapp)
        wished = WebWish(wish, body.quote, guest, body.notes, hour_of(body.arrives), body.language)
        return once(header.idempotency_key, lambda: _held(wished, body.language))


def _held(wished: WebWish, language: str | None) -> Response:
    session, teller = session_of_request(), _teller(language)
    try:
        made = web_bookings.hold(session, g.key.hotel_id, wished)
    except NothingFree as nothing:
        raise Wrong("nothing_free", **teller.nothing(nothing.found)) from None
    except OtherPrice as other:
        fresh = [teller.offer(offer).model_dump(mode="json") for offer in other.found.offers]
        raise Wrong("price_changed", offers=fresh) from None
    except TooManyHolds:
        raise Wrong("too_many_holds") from None
    _signed("hold", made[0])
    return _said(teller.booking(made[0], to_staff=_is_staff()))


def _standing(blueprint: APIBlueprint) -> None:
    @blueprint.get("/bookings/<code>", responses=_answers(told.Booking, 404))
    @admitted(Scope.HOLD)
    @validate_request()
    def booking(path: CodePath) -> Response:
        """How a booking stands

        Keys of a website see what was booked on one, without the guest's name; keys of staff see every booking.
        """
        return _said(_teller(None).booking(_found(path.code), to_staff=_is_staff()))

    @blueprint.post("/bookings/<code>/confirm", responses=_answers(told.Booking, 404, 409, 413, 415))
    @admitted(Scope.STAFF)
    @validate_request()
    def confirm(path: CodePath, header: PerhapsOnceHeader) -> Response:
        """Take a held booking without waiting for money

        Confirming twice changes nothing. A hold whose time is over is refused.
        """
        return once(header.idempotency_key, lambda: _confirmed(path.code))

    @blueprint.post("/bookings/<code>/cancel", responses=_answers(told.Cancelled, 404, 409, 413, 415))
    @admitted(Scope.HOLD)
    @validate_request()
    def cancel(path: CodePath, header: PerhapsOnceHeader, body: CancelBody) -> Response:
        """Cancel, or first ask what it costs

        With `preview` the answer says what cancelling costs now and what goes back; nothing changes. To cancel, say
        that `fee`. Keys that are not of staff also say the guest's phone or e-mail as `contact`.
        """
        return once(header.idempotency_key, lambda: _cancelled(path.code, body))


def _confirmed(code: str) -> Response:
    found = _found(code)
    web_bookings.confirm(session_of_request(), found)
    _signed("confirm", found)
    return _said(_teller(None).booking(found, to_staff=True))


def _cancelled(code: str, body: CancelBody) -> Response:
    session, found = session_of_request(), _found(code)
    if not _is_staff() and not web_bookings.is_theirs(session, found, body.contact or ""):
        raise Wrong("not_theirs")
    if not body.preview:  # whoever speaks with the guest is waited for before anything of the booking is
        cancel_letter.addressee(session, found)
    price = web_bookings.cancelling(session, found)
    if not body.preview and body.fee != price.fee.minor:
        raise Wrong("fee_changed", costs=costs(price).model_dump(mode="json"))
    if not body.preview:
        price = web_bookings.cancel(session, found).costs
        _signed("cancel", found)
        session.refresh(found)
    return _said(
        told.Cancelled(code=found.code, preview=body.preview, status=Status(found.status), costs=costs(price))
    )


def _found(code: str) -> Booking:
    found = web_bookings.find(session_of_request(), code, web_only=not _is_staff())
    if found is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    return found


def _signed(deed: str, booking: Booking) -> None:
    """Which key it was stands in the book beside what the house did for it."""
    by, subject = House(g.key.hotel_id), f"booking:{booking.id}"
    facts = {"key": g.key.id, "name": g.key.name, "deed": deed, "trace": telemetry.current_trace()}
    written_down(session_of_request(), by, AuditTag.API_KEY_ACTED, subject, None, **facts)


def _is_staff() -> bool:
    return bool(g.key.scope == Scope.STAFF)


def _teller(language: str | None) -> Teller:
    return Teller(session_of_request(), g.key.hotel_id, language)


def _said(answer: BaseModel) -> Response:
    return Response(answer.model_dump_json(), mimetype="application/json")
