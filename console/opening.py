"""The page each screen begins as: Streamlit's own, with our name, icon, language and colours from the first moment on.

As Streamlit writes it the tab says "Streamlit", what is fetched first is a font nobody reads, and its program looks for
the server below the address of every screen, which answers twice that there is nothing.
"""

from __future__ import annotations

import html
import re
from functools import cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from console import headers, pages, words
from console.parts import assets

# The grounds of light and dark, as in parts/tokens.css: nothing flashes before the screen is there.
_GROUND = (
    "<style>html, body { background: #fbfaf7; } "
    "@media (prefers-color-scheme: dark) { html, body { background: #131715; } }</style>"
)
_FONT = '<link rel="preload" href="/app/static/inter-latin.woff2" as="font" type="font/woff2" crossorigin />'


def routes(paths: frozenset[str]) -> list[Route]:
    return [Route(f"/{path}", show, methods=["GET"]) for path in sorted(paths)]


async def show(request: Request) -> Response:
    language = pages.language_of(request.state.present.language, request.headers.get("accept-language"))
    return HTMLResponse(page(language), headers={"cache-control": "no-cache"})


@cache
def page(language: str) -> str:
    found = headers.streamlit_page()
    for old, new in ours(language).items():
        found = re.sub(old, lambda _, new=new: new, found, count=1, flags=re.DOTALL)  # type: ignore[misc]
    return found


def ours(language: str) -> dict[str, str]:
    """What of Streamlit's page becomes what. A test sees that each is still there to be found."""
    needs_script = html.escape(words.say(language, "frame.needs_script"))
    server = f'<script src="{assets.base()}frame/server.js"></script>'
    return {
        r"<!--\s*Copyright.*?-->\s*": "",
        r'<html lang="en">': f'<html lang="{language}">',
        r'href="\./favicon\.png"': 'href="/app/static/icon.svg"',
        r'<link\s+rel="preload"[^>]*SourceSans[^>]*>': _FONT,
        r"<title>Streamlit</title>": f"<title>Conserje</title>{_GROUND}{server}",
        r"<!--\s*Machine-readable.*?-->\s*<link[^>]*service-desc[^>]*>": "",
        r"<noscript>.*?</noscript>": f"<noscript><p>{needs_script}</p></noscript>",
    }
