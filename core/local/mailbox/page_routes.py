"""The mailbox in a browser, on this machine only. A letter is drawn in a frame that runs and fetches nothing."""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from core.local.mailbox import letters
from core.local.mailbox.letters import Letter
from core.local.phone.guard import guarded

_STYLE = Path(__file__).parent / "page.css"
_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
_IN_FRAME = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_EMPTY = (
    "No mail yet. Without SMTP_HOST what the house writes to its staff lands here: "
    "ask for a test mail in the console's Settings, or for the digest in Reviews."
)


class Mailbox:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def routes(self) -> list[Route]:
        return [
            Route("/mail", guarded(self._list), methods=["GET"]),
            Route("/mail/page.css", self._style, methods=["GET"]),
            Route("/mail/{name}", guarded(self._letter), methods=["GET"]),
            Route("/mail/{name}/drawn", guarded(self._drawn), methods=["GET"]),
        ]

    async def _style(self, request: Request) -> Response:
        return FileResponse(_STYLE)

    async def _list(self, request: Request) -> Response:
        found = letters.listed(self._folder)
        rows = "".join(map(_row, found))
        return _page("Mailbox", f"<ul>{rows}</ul>" if found else f"<p class='empty'>{escape(_EMPTY)}</p>")

    async def _letter(self, request: Request) -> Response:
        one = letters.found(self._folder, request.path_params["name"])
        facts = "".join(
            f"<dt>{name}</dt><dd>{escape(value)}</dd>"
            for name, value in (
                ("From", one.sender),
                ("To", one.to),
                ("Subject", one.subject),
                ("At", _at(one)),
            )
        )
        return _page(
            one.subject,
            f"<p><a href='/mail'>All mail</a></p><dl>{facts}</dl>"
            f"<iframe title='As it is drawn' sandbox='allow-popups' src='/mail/{escape(one.name)}/drawn'></iframe>"
            f"<h2>Without drawing</h2><pre dir='auto'>{escape(one.plain)}</pre>",
        )

    async def _drawn(self, request: Request) -> Response:
        one = letters.found(self._folder, request.path_params["name"])
        return HTMLResponse(one.html, headers={"Content-Security-Policy": _IN_FRAME})


def _row(one: Letter) -> str:
    told = " · ".join(part for part in (one.to, _at(one)) if part)
    return (
        f"<li><a href='/mail/{escape(one.name)}'><b dir='auto'>{escape(one.subject)}</b>"
        f"<small>{escape(told)}</small></a></li>"
    )


def _at(one: Letter) -> str:
    return one.at.strftime("%Y-%m-%d %H:%M %Z").strip() if one.at else ""


def _page(title: str, body: str) -> HTMLResponse:
    return HTMLResponse(
        "<!doctype html><html lang='en'><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)}</title><link rel='stylesheet' href='/mail/page.css'>"
        "<header><h1>Mailbox</h1><small>What the house wrote to its staff by e-mail</small></header>"
        f"<main>{body}</main></html>",
        headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"},
    )
