"""What a confirmation's QR opens: is this stay valid, and the stay for the guest's calendar. Nothing else is said."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from icalendar import Calendar, Event

from core.base import clock
from core.base.settings import Settings
from core.services import passes, wording
from core.services.passes import Pass, Standing
from core.services.phrases import say
from core.store.db import transaction
from webhook.pages import gone, language_of, or_later, page

AUTH = {"show": "signed token", "calendar": "signed token"}


def routes(config: Settings) -> Blueprint:
    blueprint = Blueprint("passes", __name__)

    @blueprint.get("/q/<token>")
    @or_later(lambda: gone("pass.later", 503))
    def show(token: str) -> ResponseReturnValue:
        found = _found(token)
        return gone("pass.unknown", 404) if found is None else _card(found, token, config)

    @blueprint.get("/q/<token>.ics")
    def calendar(token: str) -> ResponseReturnValue:
        found = _found(token)
        if found is None or found.standing is Standing.CANCELLED:
            return gone("pass.unknown", 404)
        name = f"{found.code}.ics"
        return Response(
            as_calendar(found, request.url),
            mimetype="text/calendar",
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )

    return blueprint


def _found(token: str) -> Pass | None:
    hotel_id = passes.hotel_of(token)
    if hotel_id is None:
        return None
    with transaction(hotel_id) as session:
        return passes.shown(session, token)


def _card(found: Pass, token: str, config: Settings) -> Response:
    language = language_of(request, found.language)

    def when(moment: datetime) -> str:
        day = wording.day(language, found.country, moment.date(), clock.now().date())
        return f"{day}, {wording.hour(language, found.country, moment.time())}"

    return page(
        "pass",
        lang=language,
        title=f"{found.hotel} · {found.code}",
        accent=found.accent,
        hotel=found.hotel,
        address=found.address,
        standing=found.standing.value,
        standing_words=say(language, f"pass.{found.standing}"),
        code_word=say(language, "pass.code"),
        code=found.code,
        arrive_word=say(language, "pass.arrive"),
        arrive=when(found.arrival),
        leave_word=say(language, "pass.leave"),
        leave=when(found.departure),
        calendar=f"{token}.ics",
        calendar_word=say(language, "pass.calendar"),
        desk=f"{config.public_console_url}/scan/{token}",
        desk_word=say(language, "pass.desk"),
    )


def as_calendar(found: Pass, address: str) -> bytes:
    """One event from arrival to departure, the same one however often it is asked for."""
    made = Calendar()
    made.add("prodid", "-//Conserje//ES")
    made.add("version", "2.0")
    event = Event()
    event.add("uid", f"{found.code.lower()}@{urlsplit(address).hostname}")
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("dtstart", found.arrival.astimezone(UTC))
    event.add("dtend", found.departure.astimezone(UTC))
    event.add("summary", f"{found.hotel} ({found.code})")
    if found.address:
        event.add("location", found.address)
    event.add("url", address.removesuffix(".ics"))
    made.add_component(event)
    return bytes(made.to_ical())
