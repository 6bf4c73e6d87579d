"""A company's own accounts: who somebody is, vouched for by a provider that speaks OpenID Connect.

The one call outside that is not the worker's: a browser stands and waits for it. No transaction is open meanwhile.
"""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from core.base import clock, seal
from core.base.settings import CompanySettings, settings

_ALGORITHMS: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_PATIENCE: Final = 8.0
_LEEWAY: Final = 60
_KEPT_SECONDS: Final = 3600.0
_MOST_BYTES: Final = 200_000
_AWAY_SECONDS: Final = 5.0


class Unreachable(Exception):
    """The provider did not answer, or not as the standard says."""


class Unbelievable(Exception):
    """What it answered does not prove anything: the words are for the log."""


@dataclass(frozen=True)
class Errand:
    """What one sign-in is recognised by when the browser comes back: each is a secret, and used once."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Vouched:
    email: str
    verified: bool


def new_errand() -> Errand:
    return Errand(seal.new_token(), seal.new_token(), seal.new_token())


class Provider:
    """What the provider says of itself and its keys are remembered for an hour; a key nobody knows is asked for.

    That it did not answer is remembered for a moment, or everybody who tries again would wait as long as the first.
    """

    def __init__(self, config: CompanySettings) -> None:
        self._config = config
        self._about: tuple[float, dict[str, Any]] | None = None
        self._keys: KeySet | None = None
        self._away: tuple[float, str] | None = None

    async def way(self, errand: Errand, back: str) -> str:
        """Where the browser is sent. Who it is gets asked every time: desks are shared, and some have two accounts."""
        about = await self._said_of_itself()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(errand.verifier.encode()).digest())
        asked = {
            "response_type": "code",
            "client_id": self._config.oidc_client_id,
            "redirect_uri": back,
            "scope": "openid email profile",
            "state": errand.state,
            "nonce": errand.nonce,
            "code_challenge": challenge.rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            "prompt": "select_account",
        }
        joint = "&" if "?" in about["authorization_endpoint"] else "?"
        return f"{about['authorization_endpoint']}{joint}{urlencode(asked)}"

    async def vouch(self, code: str, errand: Errand, back: str) -> Vouched:
        """The code is exchanged for a token, and the token is believed only when all of it is right."""
        about = await self._said_of_itself()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": back,
            "code_verifier": errand.verifier,
        }
        secret = self._config.oidc_client_secret
        assert secret is not None
        client, word = self._config.oidc_client_id, secret.get_secret_value()
        known = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        auth = (client, word) if "client_secret_basic" in known else None
        if auth is None:
            form |= {"client_id": client, "client_secret": word}
        answer = await self._ask("POST", about["token_endpoint"], form, auth)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise Unbelievable(f"the provider gave no token: {str(answer.get('error', ''))[:80]}")
        return self._believed(await self._opened(token, about), errand)

    async def _opened(self, token: str, about: dict[str, Any]) -> dict[str, Any]:
        """A key that is not among those known is looked for once more: providers change theirs."""
        for again in (False, True):
            if self._keys is None or again:
                self._keys = await self._fetched_keys(about["jwks_uri"])
            try:
                return dict(jwt.decode(token, self._keys, algorithms=_ALGORITHMS).claims)
            except (JoseError, ValueError) as problem:
                if again:
                    raise Unbelievable(f"its signature is not the provider's: {problem}") from None
        raise AssertionError

    def _believed(self, claims: dict[str, Any], errand: Errand) -> Vouched:
        client = self._config.oidc_client_id
        rules = jwt.JWTClaimsRegistry(
            now=int(clock.now().timestamp()),
            leeway=_LEEWAY,
            iss={"essential": True, "value": self._config.oidc_issuer},
            aud={"essential": True, "value": client},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": errand.nonce},
        )
        try:
            rules.validate(claims)
        except JoseError as problem:
            raise Unbelievable(f"the token is not for this sign-in: {problem}") from None
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != client:
            raise Unbelievable("the token is for several, and not for us among them")
        email = claims.get("email")
        if not isinstance(email, str) or "@" not in email:
            raise Unbelievable("the token names no e-mail")
        verified = claims.get("email_verified") in (True, "true") or self._config.oidc_email_is_verified
        return Vouched(email.strip().lower()[:254], verified)

    async def _said_of_itself(self) -> dict[str, Any]:
        if self._about is not None and time.monotonic() - self._about[0] < _KEPT_SECONDS:
            return self._about[1]
        if self._away is not None and time.monotonic() - self._away[0] < _AWAY_SECONDS:
            raise Unreachable(self._away[1])
        try:
            about = await self._heard_of_itself()
        except Unreachable as problem:
            self._away = (time.monotonic(), str(problem))
            raise
        self._about, self._away = (time.monotonic(), about), None
        return about

    async def _heard_of_itself(self) -> dict[str, Any]:
        issuer = self._config.oidc_issuer
        about = await self._ask("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if about.get("issuer") != issuer:
            raise Unreachable(f"{issuer} calls itself {str(about.get('issuer'))[:120]}")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not isinstance(about.get(name), str) or not _is_safe(about[name], issuer):
                raise Unreachable(f"{issuer} has no {name} that could be trusted")
        return about

    async def _fetched_keys(self, address: str) -> KeySet:
        found = (await self._ask("GET", address)).get("keys")
        told = found if isinstance(found, list) else []
        keys = [one for one in told if isinstance(one, dict) and one.get("kty") in ("RSA", "EC")]
        try:
            return KeySet.import_key_set({"keys": [one for one in keys if one.get("use", "sig") == "sig"]})
        except (JoseError, ValueError) as problem:
            raise Unreachable(f"the provider's keys make no sense: {problem}") from None

    async def _ask(
        self,
        how: str,
        address: str,
        form: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
    ) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(timeout=_PATIENCE, follow_redirects=False) as line:
                answer = await line.request(how, address, data=form, auth=auth)
            if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or len(answer.content) > _MOST_BYTES:
                raise Unreachable(f"{address} answered {answer.status_code}")
            said = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as problem:
            raise Unreachable(f"{address} did not answer: {type(problem).__name__}") from None
        if not isinstance(said, dict):
            raise Unreachable(f"{address} answered something else")
        return said


def _is_safe(address: str, issuer: str) -> bool:
    """Nothing is sent in the open; a provider on this very machine is for trying things out."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.netloc == urlsplit(issuer).netloc and issuer.startswith("http://")
    )


@cache
def provider() -> Provider:
    return Provider(settings())
