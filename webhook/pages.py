"""The few pages of the receiver that a person sees: plain, small, without a script."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template

from flask import Request, Response

from core.services.phrases import LANGUAGES

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
