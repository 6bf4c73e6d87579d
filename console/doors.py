"""Every address of the console and who may knock at it. A test holds this table against the routes that exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from starlette.routing import Route

from console import api, deeds, live, media, signin
from console.parts import assets


class Auth(Enum):
    PUBLIC = "public"
    SIGNED_IN = "signed in"


@dataclass(frozen=True)
class Door:
    path: str
    methods: tuple[str, ...]
    answer: Callable[..., Any]
    auth: Auth = Auth.SIGNED_IN


DOORS = (
    Door("/auth/login", ("GET", "POST"), signin.login, Auth.PUBLIC),
    Door("/auth/logout", ("POST",), signin.logout, Auth.PUBLIC),
    Door("/auth/ping", ("GET", "POST"), signin.ping),
    Door("/auth/language", ("POST",), signin.language),
    Door("/auth/hotel", ("POST",), signin.hotel),
    Door("/parts/{version}/{path:path}", ("GET",), assets.serve, Auth.PUBLIC),
    Door("/api/live", ("GET",), live.stream),
    Door("/api/inbox", ("GET",), api.inbox),
    Door("/api/alerts", ("GET",), api.alerts),
    Door("/api/letters", ("GET",), api.letters),
    Door("/api/conversations/{id:int}", ("GET",), api.conversation),
    Door("/api/media/{id:int}", ("GET",), media.serve),
    Door("/api/conversations/{id:int}/reply", ("POST",), deeds.reply),
    Door("/api/conversations/{id:int}/note", ("POST",), deeds.note),
    Door("/api/conversations/{id:int}/take", ("POST",), deeds.take),
    Door("/api/conversations/{id:int}/give-back", ("POST",), deeds.give_back),
    Door("/api/conversations/{id:int}/seen", ("POST",), deeds.seen),
    Door("/api/messages/{id:int}/retry", ("POST",), deeds.retry),
    Door("/api/alerts/{id:int}/close", ("POST",), deeds.close_alert),
    Door("/api/letters/{box}/{id:int}/revive", ("POST",), deeds.revive),
)

# What Streamlit serves without asking who is there: its own program, our font and icon, its pulse.
_STREAMLIT_PUBLIC = ("/static/", "/app/static/", "/favicon.png", "/_stcore/health")


def routes() -> list[Route]:
    return [Route(door.path, door.answer, methods=list(door.methods)) for door in DOORS]


def auth_of(path: str) -> Auth:
    """Whatever is not named here is shut."""
    for door in DOORS:
        if _fits(door.path, path):
            return door.auth
    is_public = any(
        path == part or (part.endswith("/") and path.startswith(part)) for part in _STREAMLIT_PUBLIC
    )
    return Auth.PUBLIC if is_public else Auth.SIGNED_IN


def _fits(pattern: str, path: str) -> bool:
    if "{" not in pattern:
        return pattern == path
    return path.startswith(pattern.partition("{")[0])
