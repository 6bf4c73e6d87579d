"""The provider's four addresses. Who signs in is picked from a list: there are no passwords here.

It refuses what a real one refuses: another way back, a verifier that does not fit, a code used twice, a wrong client.
And like a real one it remembers who signed in last, and asks again only when it is told to.
"""

from __future__ import annotations

import base64
import hashlib
import html
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

_CODE_LASTS = 60
_TOKEN_LASTS = 300
_LAST = "company-last"


@dataclass(frozen=True)
class Person:
    email: str
    verified: bool = True


@dataclass
class Mischief:
    """What a test may ask of it: claims that are wrong, a key nobody knows, an error instead of a code."""

    claims: dict[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    by_stranger: bool = False
    hidden: bool = False
    error: str = ""


@dataclass
class _Code:
    asked: dict[str, str]
    person: Person
    until: float


@dataclass
class Company:
    issuer: str
    client: str
    secret: str
    back: str
    people: list[Person]
    mischief: Mischief = field(default_factory=Mischief)
    codes: dict[str, _Code] = field(default_factory=dict)
    keys: list[RSAKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.change_keys()

    def change_keys(self) -> None:
        """The old key is gone at once: who remembers it has to ask again."""
        self.keys = [_new_key()]

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.about),
                Route("/authorize", self.authorize, methods=["GET", "POST"]),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.shown_keys),
            ]
        )

    async def about(self, _request: Request) -> Response:
        if self.mischief.hidden:
            return JSONResponse({"error": "temporarily_unavailable"}, 503)
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "response_types_supported": ["code"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        if asked.get("client_id") != self.client or asked.get("redirect_uri") != self.back:
            return HTMLResponse("<h1>Unknown application or address</h1>", 400)
        missing = [name for name in ("state", "nonce", "code_challenge") if not asked.get(name)]
        wrong = asked.get("response_type") != "code" or asked.get("code_challenge_method") != "S256"
        if missing or wrong or "openid" not in asked.get("scope", "").split():
            return self._sent_back(asked, error="invalid_request")
        if self.mischief.error:
            return self._sent_back(asked, error=self.mischief.error)
        chosen = self._remembered(request, asked)
        if request.method == "GET" and chosen is None:
            return HTMLResponse(self._page())
        if chosen is None:
            chosen = dict(parse_qsl((await request.body()).decode())).get("email", "")
        person = next((one for one in self.people if one.email == chosen), None)
        if person is None:
            return self._sent_back(asked, error="access_denied")
        code = secrets.token_urlsafe(24)
        self.codes[code] = _Code(asked, person, time.monotonic() + _CODE_LASTS)
        response = self._sent_back(asked, code=code)
        response.set_cookie(_LAST, person.email, path="/authorize", httponly=True, samesite="lax")
        return response

    def _remembered(self, request: Request, asked: dict[str, str]) -> str | None:
        """Whoever was here last goes straight through, unless the application wants to know who it is now."""
        last = request.cookies.get(_LAST)
        is_asked = request.method == "POST" or "select_account" in asked.get("prompt", "").split()
        return None if is_asked or last is None else last

    def _sent_back(self, asked: dict[str, str], **said: str) -> Response:
        told = {**said, "state": asked.get("state", ""), "iss": self.issuer}
        return RedirectResponse(f"{self.back}?{urlencode(told)}", 303)

    def _page(self) -> str:
        buttons = "".join(
            f'<p><button name="email" value="{html.escape(one.email, quote=True)}">{html.escape(one.email)}'
            "</button></p>"
            for one in self.people
        )
        no = '<p><button name="email" value="">Cancel</button></p>'
        return f"<!doctype html><title>Company</title><h1>Who are you?</h1><form method=post>{buttons}{no}</form>"

    async def token(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        if request.headers.get("authorization") != self._basic():
            return JSONResponse({"error": "invalid_client"}, 401)
        code = self.codes.pop(form.get("code", ""), None)
        if code is None or time.monotonic() > code.until or form.get("redirect_uri") != self.back:
            return JSONResponse({"error": "invalid_grant"}, 400)
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != code.asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        token = self._token(code)
        return JSONResponse(
            {"access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "id_token": token}
        )

    def _basic(self) -> str:
        return "Basic " + base64.b64encode(f"{self.client}:{self.secret}".encode()).decode()

    def _token(self, code: _Code) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": self.client,
            "sub": hashlib.sha256(code.person.email.encode()).hexdigest()[:24],
            "iat": now,
            "exp": now + _TOKEN_LASTS,
            "nonce": code.asked["nonce"],
            "email": code.person.email,
            "email_verified": code.person.verified,
            **self.mischief.claims,
        }
        for name in self.mischief.without:
            claims.pop(name, None)
        key = _new_key(self.keys[0].kid) if self.mischief.by_stranger else self.keys[0]
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)

    async def shown_keys(self, _request: Request) -> Response:
        return JSONResponse(KeySet([*self.keys]).as_dict(private=False))


def _new_key(kid: str | None = None) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid or secrets.token_hex(6), "use": "sig"}, private=True)
