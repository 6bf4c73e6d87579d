"""The way to a public review: a link of ours that counts that it was opened and leads on at once."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from core.services.phrases import LANGUAGES, say
from core.services.reviews import rules
from core.store.db import is_store_away, transaction
from webhook.pages import language_of, page

AUTH = {"lead_on": "signed token"}


def routes() -> Blueprint:
    blueprint = Blueprint("reviews", __name__)

    @blueprint.get("/r/<token>/<platform>")
    def lead_on(token: str, platform: str) -> ResponseReturnValue:
        named = rules.named_by(token)
        if named is None:
            return _nowhere("pass.unknown", 404)
        hotel_id, request_id = named
        try:
            with transaction(hotel_id) as session:
                url = rules.follow(session, request_id, platform, counts=request.method != "HEAD")
        except SQLAlchemyError as problem:
            if not is_store_away(problem):
                raise
            return _nowhere("pass.later", 503)
        if url is None:
            return _nowhere("pass.unknown", 404)
        answer = redirect(url, 302)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    return blueprint


def _nowhere(key: str, status: int) -> Response:
    language = language_of(request, LANGUAGES[0])
    title = say(language, "pass.unknown_title" if status == 404 else "pass.later_title")
    return page("gone", status, lang=language, title=title, words=say(language, key))
