"""Identifiers that look like Meta's, and the number formats of the countries we serve."""

from __future__ import annotations

import base64
import os
import random
import secrets
import string

_LETTERS = string.ascii_uppercase + string.digits


def new_message_id(digits: str) -> str:
    """A wamid: base64 around the number and a random part, as on the wire."""
    number = digits.encode()
    raw = b"\x1d\x18" + bytes([len(number)]) + number + b"\x15\x02\x00\x11\x18\x12"
    return "wamid." + base64.b64encode(raw + os.urandom(9).hex().upper().encode() + b"\x00").decode()


def new_object_id() -> str:
    """Fifteen or sixteen digits, as media, templates and conversations have."""
    return str(secrets.randbelow(9 * 10**15) + 10**15)


def new_user_id(country: str) -> str:
    """A business-scoped user id: country, dot, letters and digits."""
    return f"{country}." + "".join(secrets.choice(_LETTERS) for _ in range(20))


def number_key(digits: str) -> str:
    """One key for a mobile however written: AR 549/54, MX 521/52, BR with or without the ninth digit."""
    if digits.startswith("549") and len(digits) == 13:
        return "54" + digits[3:]
    if digits.startswith("521") and len(digits) == 13:
        return "52" + digits[3:]
    if digits.startswith("55") and len(digits) == 13 and digits[4] == "9":
        return digits[:4] + digits[5:]
    return digits


PRESETS: dict[str, str] = {
    "AR": "54911########",
    "UY": "5989#######",
    "BR": "55119########",
    "BR8": "55519#######",
    "CL": "569########",
    "CO": "573#########",
    "PE": "519########",
    "PY": "5959########",
    "BO": "5917#######",
    "MX": "5255########",
    "MX1": "52155########",
    "ES": "346########",
    "US": "1415555####",
    "CA": "1604555####",
    "GB": "4477########",
    "DE": "49151########",
    "FR": "336########",
    "IT": "393########",
}


def new_number(preset: str) -> str:
    """A number of that country's shape; `BR8` lacks the ninth digit and `MX1` keeps the old 1."""
    return "".join(random.choice(string.digits) if sign == "#" else sign for sign in PRESETS[preset])


def country_of(preset: str) -> str:
    return preset[:2]
