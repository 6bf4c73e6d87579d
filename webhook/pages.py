"""The few pages of the receiver that a person sees: plain, small, without a script."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape
from pathlib import Path
from string import Template

from flask import Request, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from core.services.phrases import LANGUAGES, say
from core.store.db import is_store_away

_FOLDER = Path(__file__).parent / "forms"
CAREFUL = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def language_of(request: Request, fallback: str) -> str:
    """The first of the browser's languages that the house speaks."""
    spoken = request.accept_languages.best_match(LANGUAGES)
    return spoken or (fallback if fallback in LANGUAGES else LANGUAGES[0])


def page(name: str, status: int = 200, **words: str) -> Response:
    """Words are escaped here, whatever they are."""
    form = Template((_FOLDER / f"{name}.html").read_text(encoding="utf-8"))
    written = form.substitute({key: escape(value) for key, value in words.items()})
    return Response(written, status=status, mimetype="text/html", headers=CAREFUL)


def gone(key: str, status: int) -> Response:
    """There is nothing under this address, or nothing can be looked up just now."""
    language = language_of(request, LANGUAGES[0])
    title = say(language, "pass.unknown_title" if status == 404 else "pass.later_title")
    return page("gone", status, lang=language, title=title, words=say(language, key))


Look = Callable[..., ResponseReturnValue]


def or_later(later: Callable[[], Response]) -> Callable[[Look], Look]:
    """A page whose store is away says so in words; whatever else goes wrong goes its usual way."""

    def around(look: Look) -> Look:
        @wraps(look)
        def patient(**facts: str) -> ResponseReturnValue:
            try:
                return look(**facts)
            except SQLAlchemyError as problem:
                if not is_store_away(problem):
                    raise
                return later()

        return patient

    return around
