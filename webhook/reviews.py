"""The way to a public review: a link of ours that counts that it was opened and leads on at once."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from core.services.reviews import rules
from core.store.db import transaction
from webhook.pages import gone, or_later

AUTH = {"lead_on": "signed token"}


def routes() -> Blueprint:
    blueprint = Blueprint("reviews", __name__)

    @blueprint.get("/r/<token>/<platform>")
    @or_later(lambda: gone("pass.later", 503))
    def lead_on(token: str, platform: str) -> ResponseReturnValue:
        named = rules.named_by(token)
        if named is None:
            return gone("pass.unknown", 404)
        hotel_id, request_id = named
        with transaction(hotel_id) as session:
            url = rules.follow(session, request_id, platform, counts=request.method != "HEAD")
        if url is None:
            return gone("pass.unknown", 404)
        answer = redirect(url, 302)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    return blueprint
