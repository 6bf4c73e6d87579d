"""Where a guest pays who booked on a website: an address of ours that leads on to whoever carries the money."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from core.services import pay_doors
from core.services.pay_doors import DoorState, PayDoor
from core.services.phrases import LANGUAGES, say
from core.store.db import transaction
from webhook.pages import CAREFUL, language_of, or_later, page

AUTH = {"show": "signed token"}
_STATUS = {DoorState.PREPARING: 200, DoorState.PAID: 200, DoorState.OVER: 410}


def routes() -> Blueprint:
    blueprint = Blueprint("pay_door", __name__)

    @blueprint.get("/pay/<token>")
    @or_later(lambda: _words("later", 503, LANGUAGES[0]))
    def show(token: str) -> ResponseReturnValue:
        found = _found(token)
        if found is None:
            return _words("unknown", 404, LANGUAGES[0])
        if found.state is DoorState.OPEN:
            return Response(status=302, headers={**CAREFUL, "Location": found.url})
        return _words(found.state.value, _STATUS[found.state], found.language)

    return blueprint


def _found(token: str) -> PayDoor | None:
    hotel_id = pay_doors.hotel_of(token)
    if hotel_id is None:
        return None
    with transaction(hotel_id) as session:
        return pay_doors.found(session, token)


def _words(key: str, status: int, usual: str) -> Response:
    """While the link is being made the page looks again by itself."""
    language = language_of(request, usual)
    again = {DoorState.PREPARING.value: "2", "later": "5"}.get(key, "86400")
    title = say(language, f"till.{key}_title")
    return page("pay", status, lang=language, title=title, words=say(language, f"till.{key}"), again=again)
