"""The calls we make to Google Business Profile: a key for an hour, pages of reviews, a reply."""

from __future__ import annotations

import re
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Final

import httpx

from core.adapters.reviews.google.answers import declined, good, token_declined
from core.adapters.reviews.google.reading import page_of, reply_of, words
from core.domain.public_reviews import LONGEST_REPLY, Declined, PlaceKey, ReplySeen, ReviewPage, Wrong

_PLACE: Final = re.compile(r"accounts/[0-9]{1,30}/locations/[0-9]{1,30}")
_REVIEW: Final = re.compile(r"[A-Za-z0-9_=-]{1,200}")
_MOST_A_PAGE: Final = 50


class GoogleReviews:
    """Implements the review port. Each call carries the hotel's own key."""

    def __init__(self, api_url: str, token_url: str, client: httpx.AsyncClient) -> None:
        self._api, self._token, self._client = api_url.rstrip("/"), token_url.rstrip("/"), client

    async def close(self) -> None:
        await self._client.aclose()

    async def enter(self, key: PlaceKey) -> str:
        form = {
            "grant_type": "refresh_token",
            "client_id": key.client,
            "client_secret": key.secret,
            "refresh_token": key.token,
        }
        response = await self._asked("POST", f"{self._token}/token", data=form)
        if not response.is_success:
            raise token_declined(response)
        access = words(good(response).get("access_token"), 4000)
        if not access or not access.isascii() or not access.isprintable() or " " in access:
            raise Declined(Wrong.AWAY, "the token was taken, and no key was given for it")
        return access

    async def page(self, key: PlaceKey, access: str, mark: str = "") -> ReviewPage:
        query = {"pageSize": str(_MOST_A_PAGE), "orderBy": "updateTime desc"}
        if mark:
            query["pageToken"] = mark
        answer = await self._call(access, "GET", f"/v4/{_place(key)}/reviews", params=query)
        return page_of(answer)

    async def reply(self, key: PlaceKey, access: str, review: str, words: str) -> ReplySeen:
        if not _REVIEW.fullmatch(review):
            raise Declined(Wrong.OTHER, "that is no number of a review of theirs")
        if not 0 < len(words.encode()) <= LONGEST_REPLY:
            raise Declined(Wrong.OTHER, f"a reply has at most {LONGEST_REPLY} bytes")
        path = f"/v4/{_place(key)}/reviews/{review}/reply"
        answer = await self._call(access, "PUT", path, about_review=True, json={"comment": words})
        return reply_of(answer) or ReplySeen(words, None)

    async def _call(
        self, access: str, method: str, path: str, *, about_review: bool = False, **more: Any
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {access}", "Accept": "application/json"}
        response = await self._asked(method, self._api + path, headers=headers, **more)
        if not response.is_success:
            raise declined(response, about_review=about_review)
        return good(response)

    async def _asked(self, method: str, url: str, **more: Any) -> httpx.Response:
        try:
            return await self._client.request(method, url, **more)
        except httpx.HTTPError as broken:
            raise Declined(Wrong.AWAY, f"no answer: {type(broken).__name__}") from broken


def _place(key: PlaceKey) -> str:
    """Only digits may become part of an address."""
    if not _PLACE.fullmatch(key.place):
        raise Declined(Wrong.PLACE, "accounts/…/locations/… is what a place is called")
    return key.place


def open_port(api_url: str, token_url: str) -> GoogleReviews:
    """For one errand in one event loop; `close` it at the end. The lease of the errand outlasts its calls."""
    client = httpx.AsyncClient(
        timeout=httpx.Timeout(8.0, connect=4.0),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        # Proxies of the environment are for the open internet, not for a stand-in on this machine.
        trust_env=api_url.startswith("https://"),
    )
    return GoogleReviews(api_url, token_url, client)
