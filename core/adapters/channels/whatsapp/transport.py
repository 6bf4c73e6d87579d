"""How calls travel: httpx asks, aiohttp carries. Its parser and pool cost a fifth of what httpx brings along."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager

import aiohttp
import httpx

_CHUNK = 64 * 1024
_KEEP_ALIVE_SECONDS = 30.0

# The first that fits counts. What is surely unsent stands first; whatever is left may have arrived.
_MEANING: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (aiohttp.ClientHttpProxyError, httpx.ProxyError),
    (aiohttp.ClientProxyConnectionError, httpx.ProxyError),
    (aiohttp.ClientConnectorError, httpx.ConnectError),
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout),
    (aiohttp.InvalidURL, httpx.UnsupportedProtocol),
    (TimeoutError, httpx.ReadTimeout),
    (aiohttp.ServerDisconnectedError, httpx.RemoteProtocolError),
    (aiohttp.ClientResponseError, httpx.RemoteProtocolError),
    (aiohttp.ClientError, httpx.ReadError),
    (OSError, httpx.ReadError),
)


class Carrier(httpx.AsyncBaseTransport):
    """Opens its connections in the loop that uses it. A call is made once: nothing here tries again by itself."""

    def __init__(self, connections: int, trust_env: bool, timeout: httpx.Timeout) -> None:
        self._connections = connections
        self._trust_env = trust_env
        self._timeout = _as_aiohttp_says(timeout.as_dict())
        self._session: aiohttp.ClientSession | None = None

    async def post(self, url: str, content: bytes, headers: dict[str, str]) -> httpx.Response:
        """The short way of a small call: what httpx does around one costs three times the call itself."""
        with _in_the_words_of_httpx():
            async with self._open().post(
                url, data=content, headers=headers, allow_redirects=False, timeout=self._timeout
            ) as response:
                answer = await response.read()
        return httpx.Response(response.status, headers=response.raw_headers, content=answer)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        data = await request.aread()
        with _in_the_words_of_httpx():
            response = await self._open().request(
                request.method,
                str(request.url),
                headers=request.headers.multi_items(),
                data=data or None,
                allow_redirects=False,
                timeout=_as_aiohttp_says(request.extensions.get("timeout", {})),
            )
        return httpx.Response(
            response.status, headers=response.raw_headers, stream=_Stream(response), request=request
        )

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=_KEEP_ALIVE_SECONDS, ttl_dns_cache=60
                ),
                # Cookies and compression are httpx's business, as with any other transport.
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=self._trust_env,
            )
        return self._session


def _as_aiohttp_says(allowed: Mapping[str, float | None]) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=None,
        connect=allowed.get("pool"),
        sock_connect=allowed.get("connect"),
        sock_read=allowed.get("read"),
    )


class _Stream(httpx.AsyncByteStream):
    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _in_the_words_of_httpx():
            async for chunk in self._response.content.iter_chunked(_CHUNK):
                yield chunk

    async def aclose(self) -> None:
        """An answer read to its end has given its line back already; half an answer ends the line."""
        self._response.close()


@contextmanager
def _in_the_words_of_httpx() -> Iterator[None]:
    try:
        yield
    except Exception as problem:
        for kind, meaning in _MEANING:
            if isinstance(problem, kind):
                raise meaning(f"{type(problem).__name__}: {problem}") from problem
        raise
