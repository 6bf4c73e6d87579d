"""Secrets: signatures, tokens, passwords, and what is locked before it is stored."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet, InvalidToken

from core.base.settings import settings

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def random_bytes(count: int) -> bytes:
    return secrets.token_bytes(count)


def fingerprint(token: str) -> str:
    """What is stored of a token: enough to recognise it, useless to whoever reads the table."""
    return hashlib.sha256(token.encode()).hexdigest()


def same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(), right.encode())


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_is_right(password: str, stored: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _decoy() -> str:
    return hash_password(new_token())


def waste_a_verification(password: str) -> None:
    """Spends the time of a real check, so that an unknown name answers no faster than a wrong password."""
    password_is_right(password, _decoy())


@cache
def _box() -> Fernet:
    secret = settings().secret_key.get_secret_value().encode()
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"box:" + secret).digest()))


class CannotOpen(Exception):
    """The value was locked with another SECRET_KEY."""


def lock(plain: str) -> str:
    return _box().encrypt(plain.encode()).decode()


def unlock(sealed: str) -> str:
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise CannotOpen("a stored secret was locked with another SECRET_KEY") from None


def sign(purpose: str, text: str) -> str:
    key = settings().secret_key.get_secret_value().encode()
    return hmac.new(key, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()[:32]
