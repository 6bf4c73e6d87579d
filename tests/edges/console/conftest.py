"""The console's own part behind its gate, asked as a browser would ask it; behind it a page instead of Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from console import doors, signin
from console.gate import Gate
from console.packed import Packing
from core.base.settings import settings
from core.domain.access import Actor
from core.store.db import across_hotels
from core.store.staff import Staff
from tests.edges.console.asking import Browser
from tests.makers import PASSWORD, House

ORIGIN = "http://testserver"
SignIn = Callable[[Actor], Browser]


async def _page(request: Request) -> JSONResponse:
    return JSONResponse(
        {name: value for name, value in request.headers.items() if name.startswith("x-console")}
    )


async def _echo(socket: WebSocket) -> None:
    await socket.accept()
    async for words in socket.iter_text():
        await socket.send_text(words)


APP = Starlette(
    routes=[*doors.routes(), WebSocketRoute("/_stcore/stream", _echo), Route("/{path:path}", _page)],
    middleware=[Middleware(Gate), Middleware(Packing)],
)


@pytest.fixture
def stranger(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A browser nobody has signed in with."""
    monkeypatch.setattr(settings(), "public_console_url", ORIGIN)
    monkeypatch.setattr(signin, "_strangers", signin.Strangers())
    with Browser(
        APP, follow_redirects=False, headers={"origin": ORIGIN, "sec-fetch-site": "same-origin"}
    ) as browser:
        yield browser


@pytest.fixture
def signed_in(stranger: Browser) -> Iterator[SignIn]:
    """A browser of its own for a member of staff."""

    def enter(actor: Actor) -> Browser:
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "x-conserje": str(actor.hotel_id)}
        browser = browsers.enter_context(Browser(APP, follow_redirects=False, headers=headers))
        answer = browser.post("/auth/login", data={"email": email_of(actor), "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return browser

    with ExitStack() as browsers:
        yield enter


def email_of(actor: Actor) -> str:
    with across_hotels() as session:
        return session.get_one(Staff, actor.staff_id).email
