"""The page each screen begins as: Streamlit's own, with our name, icon, language and colours from the first moment on.

As Streamlit writes it the tab says "Streamlit", what is fetched first is a font nobody reads, and its program looks for
the server below the address of every screen, which answers twice that there is nothing. The screen's own scripts are
fetched after that program, and not once it has started.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache, partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from console import headers, packed, pages, words
from console.parts import assets

# The grounds of light and dark, as in parts/tokens.css: nothing flashes before the screen is there.
_GROUND = (
    "<style>html, body { background: #fbfaf7; } "
    "@media (prefers-color-scheme: dark) { html, body { background: #131715; } }</style>"
)
_FONT = '<link rel="preload" href="/app/static/inter-latin.woff2" as="font" type="font/woff2" crossorigin />'
# Until it has heard of our theme the program writes in letters of its own: nobody gets to read them, all fetch them.
_OUR_LETTERS = (
    '<style>@font-face { font-family: "Source Sans"; font-weight: 100 900; font-style: normal; '
    'src: url("/app/static/inter-latin.woff2") format("woff2"); }</style>'
)
# The parts of Streamlit's program that our screens are shown by.
_SHOWN_BY = ("Html", "BidiComponent")


def routes(paths: Mapping[str, str]) -> list[Route]:
    """By address, the piece that is shown there."""
    return [Route(f"/{path}", partial(show, piece), methods=["GET"]) for path, piece in sorted(paths.items())]


async def show(piece: str, request: Request) -> Response:
    language = pages.language_of(request.state.present.language, request.headers.get("accept-language"))
    return HTMLResponse(page(language, piece), headers={"cache-control": "no-cache"})


@cache
def page(language: str, piece: str) -> str:
    found = headers.streamlit_page()
    for old, new in ours(language, piece).items():
        found = re.sub(old, lambda _, new=new: new, found, count=1, flags=re.DOTALL)  # type: ignore[misc]
    return found


def ours(language: str, piece: str) -> dict[str, str]:
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
        r"<noscript>.*?</noscript>": f"{_OUR_LETTERS}{_ahead(piece)}<noscript><p>{needs_script}</p></noscript>",
    }


def _ahead(piece: str) -> str:
    """What the program asks for once it has started, a round trip each; after what it starts with."""
    theirs = packed.asked_for_later(headers.streamlit_page(), *_SHOWN_BY)
    ours = [f"{assets.base()}{name}/main.js" for name in ("frame", piece) if name]
    return "".join(f'<link rel="modulepreload" href="{one}" />' for one in theirs + ours)
