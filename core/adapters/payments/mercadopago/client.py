"""The calls we make to Mercado Pago: links, payments, refunds."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx

from core.adapters.payments.mercadopago.amounts import NoSuchAmount, to_number
from core.adapters.payments.mercadopago.answers import good, refused
from core.adapters.payments.mercadopago.preferences import preference, stamp
from core.adapters.payments.mercadopago.reading import refund, snapshot
from core.adapters.payments.mercadopago.tolerant import mapping, number_id, rows, words
from core.domain.errands import Act
from core.domain.payments import RefundSeen, Snapshot
from core.domain.ports import LinkWish, PayAccount, Payee, PayLink, Unanswered

_LINK_ID = re.compile(r"[A-Za-z0-9-]{1,80}")
_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOST_FOUND = 100
# Their word for a country, and the money an account there counts in.
_MONEY_OF = {"MLA": "ARS", "MLB": "BRL", "MLC": "CLP", "MLM": "MXN", "MLU": "UYU", "MCO": "COP", "MPE": "PEN"}
_NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class MercadoPago:
    """Implements the payment port. One client is shared by all hotels; each call carries its own token."""

    def __init__(self, base_url: str, client: httpx.AsyncClient) -> None:
        self._root = base_url.rstrip("/")
        self._plain_http = base_url.startswith("http://")
        self._client = client

    async def close(self) -> None:
        await self._client.aclose()

    async def whose(self, account: PayAccount) -> Payee:
        answer = await self._call(account, "GET", "/users/me")
        found = number_id(answer.get("id"))
        if found is None:
            raise refused(Act.RETRY, "asked whose the token is and was told nothing")
        return Payee(found, words(answer.get("nickname")), _MONEY_OF.get(words(answer.get("site_id")), ""))

    async def create_link(self, account: PayAccount, wish: LinkWish) -> PayLink:
        """Two links of one reference do no harm: payments are counted by reference, and the second is refunded."""
        body = preference(wish)
        answer = await self._call(account, "POST", "/checkout/preferences", body, key=wish.reference)
        link_id, url = words(answer.get("id")), words(answer.get("init_point"), 2000)
        if not _LINK_ID.fullmatch(link_id) or not self._is_safe(url):
            raise Unanswered("the link was made, and its address was not told")
        return PayLink(link_id, url)

    async def close_link(self, account: PayAccount, link_id: str, at: datetime) -> None:
        body = {"expires": True, "expiration_date_to": stamp(at), "date_of_expiration": stamp(at)}
        await self._call(account, "PUT", f"/checkout/preferences/{_plain(link_id, _LINK_ID)}", body)

    async def fetch(self, account: PayAccount, payment_id: str) -> Snapshot:
        answer = await self._call(account, "GET", f"/v1/payments/{_number(payment_id)}")
        return _understood(answer, payment_id)

    async def search(self, account: PayAccount, reference: str) -> list[Snapshot]:
        """All payments made under a reference, the youngest first."""
        query = {
            "external_reference": reference,
            "sort": "date_created",
            "criteria": "desc",
            "limit": str(_MOST_FOUND),
        }
        answer = await self._call(account, "GET", "/v1/payments/search", query=query)
        found = [snapshot(mapping(row)) for row in rows(answer.get("results"))]
        return [one for one in found if one is not None and one.reference == reference]

    async def payments_of_order(self, account: PayAccount, order_id: str) -> list[str]:
        answer = await self._call(account, "GET", f"/merchant_orders/{_number(order_id)}")
        ids = (number_id(mapping(row).get("id")) for row in rows(answer.get("payments")))
        return list(dict.fromkeys(one for one in ids if one is not None))

    async def refund(
        self, account: PayAccount, payment_id: str, amount: int | None, currency: str, key: str
    ) -> RefundSeen:
        """All of it, or a part. The key is ours and stays the same however often we must ask."""
        body: dict[str, Any] = {}
        if amount is not None:
            try:
                body = {"amount": to_number(amount, currency)}
            except NoSuchAmount as problem:
                raise refused(Act.OUR_BUG, str(problem)) from problem
        path = f"/v1/payments/{_number(payment_id)}/refunds"
        answer = await self._call(account, "POST", path, body, key=_plain(key, _KEY), people_can_help=True)
        seen = refund(answer, currency)
        if seen is None:
            raise Unanswered("the refund was taken, and nothing was told of it")
        return seen

    async def cancel(self, account: PayAccount, payment_id: str, key: str) -> Snapshot:
        """Only what was not paid yet can be cancelled."""
        path = f"/v1/payments/{_number(payment_id)}"
        body = {"status": "cancelled"}
        answer = await self._call(account, "PUT", path, body, key=_plain(key, _KEY), people_can_help=True)
        return _understood(answer, payment_id)

    async def _call(
        self,
        account: PayAccount,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        headers = {**_bearer(account), "Accept": "application/json"}
        if more.get("key"):
            headers["X-Idempotency-Key"] = more["key"]
        content = None
        if body is not None:
            content = json.dumps(body, allow_nan=False).encode("ascii")
            headers["Content-Type"] = "application/json"
        try:
            response = await self._client.request(
                method, self._root + path, content=content, headers=headers, params=more.get("query")
            )
        except _NEVER_ARRIVED as closed:
            raise refused(Act.RETRY, f"no connection: {type(closed).__name__}") from closed
        except httpx.HTTPError as broken:
            if method == "GET":
                raise refused(Act.RETRY, f"no answer: {type(broken).__name__}") from broken
            raise Unanswered(f"{type(broken).__name__}: {broken}") from broken
        return good(response, people_can_help=more.get("people_can_help", False))

    def _is_safe(self, url: str) -> bool:
        """A guest is sent there with money in hand."""
        return url.startswith("https://") or (self._plain_http and url.startswith("http://"))


def _understood(answer: dict[str, Any], payment_id: str) -> Snapshot:
    found = snapshot(answer)
    if found is None or found.payment_id != payment_id:
        raise refused(Act.RETRY, f"asked for payment {payment_id} and was told of another, or of none")
    return found


def _number(given: str) -> str:
    """The id came over the wire: only digits may become part of an address."""
    found = number_id(given)
    if found is None:
        raise refused(Act.OUR_BUG, f"{given[:40]!r} is no id of theirs")
    return found


def _plain(given: str, shape: re.Pattern[str]) -> str:
    if not shape.fullmatch(given):
        raise refused(Act.OUR_BUG, f"{given[:80]!r} may not go out")
    return given


def _bearer(account: PayAccount) -> dict[str, str]:
    token = account.token
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise refused(Act.PAUSE_HOTEL, "the access token is empty or damaged")
    return {"Authorization": f"Bearer {token}"}


def open_port(base_url: str) -> MercadoPago:
    """A port with a connection pool of its own, for one event loop; `close` it at the end."""
    client = httpx.AsyncClient(
        timeout=httpx.Timeout(20.0, connect=5.0, pool=5.0),
        limits=httpx.Limits(max_connections=50, max_keepalive_connections=20),
        # All hotels share the pool; a cookie set for one must not travel with another's token.
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        # Proxies of the environment are for the open internet, not for a stand-in on this machine.
        trust_env=base_url.startswith("https://"),
    )
    return MercadoPago(base_url, client)
