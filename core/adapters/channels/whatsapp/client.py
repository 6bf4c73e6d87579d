"""The calls we make to the Graph API: send, read receipts, upload and download of files."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from core.adapters.channels.whatsapp.answers import (
    digest_matches,
    good_json,
    is_gone,
    receipt,
    refused,
)
from core.adapters.channels.whatsapp.codes import WRONG_PARAMETER
from core.adapters.channels.whatsapp.drawing import render
from core.adapters.channels.whatsapp.media import form_for, largest, plain_mime
from core.adapters.channels.whatsapp.parsing import clean
from core.adapters.channels.whatsapp.tolerant import identifier, whole, words
from core.domain.errands import Act
from core.domain.ports import Account, Download, Parcel, Receipt, Refused, Unanswered

Post = Callable[[str, bytes, dict[str, str]], Awaitable[httpx.Response]]

LARGEST_DOWNLOAD = 32 * 1024 * 1024
# The call cannot have reached the channel: trying again is safe whatever it was.
_NEVER_ARRIVED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
_LINK_IS_STALE = (401, 403, 404, 410)


class _StaleLink(Exception):
    """The address of a file has expired; a new one must be asked for."""


class WhatsApp:
    """Implements the channel port. One client is shared by all hotels; each call carries its own token."""

    def __init__(
        self, base_url: str, version: str, client: httpx.AsyncClient, post: Post | None = None
    ) -> None:
        """`post` is a shorter way than the client's for the calls that are made by the thousand."""
        self._root = f"{base_url.rstrip('/')}/{version.strip('/')}"
        self._plain_http = base_url.startswith("http://")
        self._client = client
        self._post = post or self._post_by_client

    async def close(self) -> None:
        await self._client.aclose()

    async def send(self, parcel: Parcel) -> Receipt:
        answer = await self._post_message(parcel.account, render(parcel), bool(parcel.media_ids))
        return receipt(answer)

    async def mark_read(self, account: Account, message_id: str, typing: bool) -> None:
        body: dict[str, Any] = {"messaging_product": "whatsapp", "status": "read", "message_id": message_id}
        if typing:
            body["typing_indicator"] = {"type": "text"}
        try:
            good_json(await self._post(self._messages(account), _as_json(body), _headers(account)))
        except httpx.HTTPError as broken:
            raise _no_answer(broken) from broken

    async def upload(self, account: Account, data: bytes, mime: str, filename: str) -> str:
        form = form_for(mime)
        if form is None or not 0 < len(data) <= largest(form, animated=True):
            raise refused(Act.OUR_BUG, f"{len(data)} bytes of {mime!r} are nothing this channel carries")
        answer = await self._repeatable(
            "POST",
            account,
            f"{self._root}/{account.id}/media",
            data={"messaging_product": "whatsapp", "type": mime},
            files={"file": (filename or "file", data, mime)},
        )
        media_id = identifier(answer.get("id"))
        if media_id is None:
            raise refused(Act.RETRY, "the upload was taken and got no id")
        return media_id

    async def download(
        self, account: Account, media_id: str, sha256: str, cap: int = LARGEST_DOWNLOAD
    ) -> Download:
        """Asks where the file lies, then fetches it; the address lives minutes, so it is asked for twice."""
        for _ in range(2):
            info = await self._media_info(account, media_id)
            if (whole(info.get("file_size")) or 0) > cap:
                raise refused(Act.TELL_STAFF, f"the file is larger than {cap} bytes")
            try:
                data, told_mime = await self._bytes(account, words(info.get("url")), cap)
            except _StaleLink:
                continue
            if not digest_matches(data, sha256, words(info.get("sha256"))):
                raise refused(Act.RETRY, "the file arrived damaged: its digest differs")
            return Download(data, plain_mime(words(info.get("mime_type")) or told_mime))
        raise refused(Act.RETRY, "the file's address expired twice")

    async def _media_info(self, account: Account, media_id: str) -> dict[str, Any]:
        """The id came over the wire: only a plain one may become part of an address."""
        if not (media_id.isascii() and media_id.replace("-", "").replace("_", "").isalnum()):
            raise refused(Act.OUR_BUG, f"{media_id[:80]!r} is no media id")
        try:
            return await self._repeatable(
                "GET", account, f"{self._root}/{media_id}", params={"phone_number_id": account.id}
            )
        except Refused as no:
            if is_gone(no.refusal):
                raise refused(
                    Act.TELL_STAFF, f"the file is gone: {no.refusal.detail}", no.refusal.code
                ) from no
            raise

    async def _bytes(self, account: Account, url: str, cap: int) -> tuple[bytes, str]:
        if not self._is_safe(url):
            raise refused(Act.RETRY, "the channel gave no safe address for the file")
        # Unpacking a compressed answer could grow far beyond the cap within one chunk.
        headers = {**bearer(account), "Accept-Encoding": "identity"}
        try:
            async with self._client.stream("GET", url, headers=headers, follow_redirects=True) as response:
                mime = plain_mime(response.headers.get("content-type", ""))
                if response.status_code in _LINK_IS_STALE or mime == "text/html":
                    raise _StaleLink
                if not response.is_success:
                    raise refused(Act.RETRY, f"HTTP {response.status_code} for the file")
                return await _within(response, cap), mime
        except httpx.HTTPError as broken:
            raise refused(Act.RETRY, f"the download broke: {type(broken).__name__}") from broken

    def _is_safe(self, url: str) -> bool:
        """The token goes along, so the address must be as private as the API's own."""
        try:
            address = httpx.URL(url)
        except httpx.InvalidURL:
            return False
        schemes = ("https", "http") if self._plain_http else ("https",)
        return address.scheme in schemes and bool(address.host)

    def _messages(self, account: Account) -> str:
        return f"{self._root}/{account.id}/messages"

    async def _post_message(self, account: Account, body: dict[str, Any], with_media: bool) -> dict[str, Any]:
        """The one call that must not be repeated blindly: what is not surely unsent counts as unanswered."""
        headers, content = _headers(account), _as_json(body)
        try:
            response = await self._post(self._messages(account), content, headers)
        except _NEVER_ARRIVED as closed:
            raise refused(Act.RETRY, f"no connection: {type(closed).__name__}") from closed
        except httpx.HTTPError as broken:
            raise Unanswered(f"{type(broken).__name__}: {broken}") from broken
        try:
            return good_json(response)
        except Refused as no:
            if with_media and no.refusal.code == WRONG_PARAMETER:
                # This is also how an expired media id is answered; a fresh upload settles which it was.
                raise refused(Act.RENEW_MEDIA, no.refusal.detail, no.refusal.code) from no
            if response.status_code == httpx.codes.GATEWAY_TIMEOUT and no.refusal.code < 0:
                raise Unanswered("the gateway gave up waiting for the channel") from no
            raise

    async def _repeatable(self, method: str, account: Account, url: str, **request: Any) -> dict[str, Any]:
        """Calls that do no harm when made twice, so a broken line is simply tried again later."""
        try:
            response = await self._client.request(method, url, headers=bearer(account), **request)
        except httpx.HTTPError as broken:
            raise _no_answer(broken) from broken
        return good_json(response)

    async def _post_by_client(self, url: str, content: bytes, headers: dict[str, str]) -> httpx.Response:
        return await self._client.post(url, content=content, headers=headers)


async def _within(response: httpx.Response, cap: int) -> bytes:
    data = bytearray()
    async for chunk in response.aiter_bytes():
        data += chunk
        if len(data) > cap:
            raise refused(Act.TELL_STAFF, f"the file is larger than {cap} bytes")
    return bytes(data)


def _as_json(body: dict[str, Any]) -> bytes:
    try:
        return json.dumps(clean(body), allow_nan=False).encode("ascii")
    except (TypeError, ValueError) as wrong:
        raise refused(Act.OUR_BUG, f"cannot be written as JSON: {wrong}") from wrong


def _no_answer(broken: httpx.HTTPError) -> Refused:
    return refused(Act.RETRY, f"no answer: {type(broken).__name__}")


def _headers(account: Account) -> dict[str, str]:
    return {**bearer(account), "Content-Type": "application/json"}


def bearer(account: Account) -> dict[str, str]:
    token = account.token
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise refused(Act.PAUSE_HOTEL, "the access token is empty or damaged")
    return {"Authorization": f"Bearer {token}"}


def open_port(base_url: str, version: str) -> WhatsApp:
    """A port with a connection pool of its own, for one event loop; `close` it at the end."""
    # Only who calls needs what carries calls: it takes memory.
    from core.adapters.channels.whatsapp.transport import Carrier

    timeout = httpx.Timeout(20.0, connect=5.0, pool=5.0)
    # Proxies of the environment are for the open internet, not for a stand-in on this machine.
    carrier = Carrier(connections=200, trust_env=base_url.startswith("https://"), timeout=timeout)
    client = httpx.AsyncClient(
        timeout=timeout,
        transport=carrier,
        # All hotels share the pool; a cookie set for one must not travel with another's token.
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        trust_env=False,
    )
    return WhatsApp(base_url, version, client, carrier.post)
