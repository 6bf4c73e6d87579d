"""Whoever stands at the door: where they come from and what they speak, before anybody knows who they are."""

from __future__ import annotations

from starlette.requests import Request

from console import pages


def address_of(request: Request) -> str:
    """As the server sees it; behind a proxy uvicorn has put the visitor's in its place."""
    return request.client.host if request.client is not None else ""


def language_of(request: Request) -> str:
    chosen = request.query_params.get("lang") or request.cookies.get("conserje_lang")
    return pages.language_of(chosen, request.headers.get("accept-language"))
