"""One guest, many identifiers: phones written in several ways, ids that appear later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from core.domain.messages import Sender


class IdentifierKind(StrEnum):
    PHONE = "phone"
    BSUID = "bsuid"
    PARENT_BSUID = "parent_bsuid"
    USERNAME = "username"
    EMAIL = "email"


@dataclass(frozen=True)
class Identifier:
    """`key` is what two spellings of one person share; `value` is what the channel last called them."""

    kind: IdentifierKind
    key: str
    value: str


_AS_WRITTEN = re.compile(r"^\+?[\d ()-]{6,24}$")
_BSUID = re.compile(r"^[A-Z]{2}\.")


def is_bsuid(text: str) -> bool:
    return bool(_BSUID.match(text))


def digits_of(said: str) -> str | None:
    """A telephone as the channel wants it, however people write it; None where it cannot be one."""
    return re.sub(r"\D", "", said) if _AS_WRITTEN.match(said.strip()) else None


def phone_key(raw: str) -> str:
    """The one spelling under which all spellings of a phone number meet.

    Argentina writes mobiles with a 9 after 54 or without, Brazil with a ninth digit or without,
    Mexico with a 1 after 52 or without; WhatsApp uses both forms of each.
    """
    digits = re.sub(r"\D", "", raw)
    if digits.startswith("549") and len(digits) == 13:
        return "54" + digits[3:]
    if digits.startswith("521") and len(digits) == 13:
        return "52" + digits[3:]
    if digits.startswith("55") and len(digits) == 13 and digits[4] == "9":
        return digits[:4] + digits[5:]
    return digits


def identifiers_of(sender: Sender) -> tuple[Identifier, ...]:
    """All that is known of a sender, the steadiest first. A username may move on, so it never comes first."""
    found: list[Identifier] = []
    phone, bsuid = sender.phone, sender.bsuid
    if phone and is_bsuid(phone):
        phone, bsuid = None, bsuid or phone
    if bsuid:
        found.append(Identifier(IdentifierKind.BSUID, bsuid, bsuid))
    if phone:
        found.append(Identifier(IdentifierKind.PHONE, phone_key(phone), phone))
    if sender.parent_bsuid:
        found.append(Identifier(IdentifierKind.PARENT_BSUID, sender.parent_bsuid, sender.parent_bsuid))
    if sender.username:
        found.append(Identifier(IdentifierKind.USERNAME, sender.username.lower(), sender.username))
    return tuple(found)


def lane_key(sender: Sender) -> str:
    """The lane in which a person's arrivals queue: any steady identifier will do, as long as it is always the same."""
    identifiers = identifiers_of(sender)
    return f"{identifiers[0].kind}:{identifiers[0].key}" if identifiers else "nobody"
