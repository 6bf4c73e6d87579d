"""The second factor: six numbers from the person's own telephone, by RFC 6238, or a recovery code kept on paper."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from typing import Final
from urllib.parse import quote, urlencode

SECONDS: Final = 30
DIGITS: Final = 6
RECOVERY_CODES: Final = 10
_EITHER_SIDE: Final = 1
_SECRET_BYTES: Final = 20
_RECOVERY: Final = re.compile(r"^[a-z2-7]{5}-?[a-z2-7]{5}$")


def secret_of(bytes_given: bytes) -> str:
    """As telephones read it; 160 bits, as RFC 4226 asks for."""
    if len(bytes_given) != _SECRET_BYTES:
        raise ValueError(f"a secret is made of {_SECRET_BYTES} bytes")
    return base64.b32encode(bytes_given).decode()


def step_at(seconds: float) -> int:
    return int(seconds // SECONDS)


def code_at(secret: str, step: int) -> str:
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matched_step(secret: str, typed: str, step: int, used: int) -> int | None:
    """The step whose code was typed; one that was used, or came before it, opens nothing again."""
    code = re.sub(r"\s", "", typed)
    if not (code.isascii() and code.isdigit() and len(code) == DIGITS):
        return None
    near = range(step - _EITHER_SIDE, step + _EITHER_SIDE + 1)
    fitting = [one for one in near if hmac.compare_digest(code_at(secret, one), code)]
    return next((one for one in fitting if one > used), None)


def address_of(secret: str, house: str, person: str) -> str:
    """What the picture says to the telephone."""
    label = quote(f"{house}:{person}", safe="")
    facts = urlencode(
        {"secret": secret, "issuer": house, "digits": DIGITS, "period": SECONDS}, quote_via=quote
    )
    return f"otpauth://totp/{label}?{facts}"


def recovery_code(bytes_given: bytes) -> str:
    """Fifty bits, in two groups a person can copy."""
    letters = base64.b32encode(bytes_given).decode().lower()[:10]
    return f"{letters[:5]}-{letters[5:]}"


def as_recovery_code(typed: str) -> str | None:
    """What was typed in the one form in which codes are kept, if it can be one."""
    plain = re.sub(r"\s", "", typed).lower()
    return plain.replace("-", "") if _RECOVERY.match(plain) else None
