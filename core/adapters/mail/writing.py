"""A letter as mail programs want it: plain and drawn, under a name that stays the same when it is sent again."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from core.base import clock
from core.domain.mail import Mail, MailTrouble, NotSent, is_address

_BREAKS: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_LONGEST_SUBJECT: Final = 150
_SENDER: Final = re.compile(r"(?:(.*?)\s*<)?([^\s<>@]+@[^\s<>@]+)>?")


def drawn(mail: Mail, sender: str) -> EmailMessage:
    """No header can be smuggled in: line breaks of a name or a subject become spaces, and an address is one."""
    if not is_address(mail.to):
        raise NotSent(MailTrouble.ADDRESS, f"{mail.to[:80]!r} is no address")
    name, address = sender_of(sender)
    box, _, domain = address.rpartition("@")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(_BREAKS.sub(" ", name), box, domain)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = _BREAKS.sub(" ", mail.subject).strip()[:_LONGEST_SUBJECT]
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{mail.mark}@{domain}>"
    # Nobody's holiday reply is wanted, and no list's either.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.plain)
    message.add_alternative(mail.html, subtype="html")
    return message


def sender_of(written: str) -> tuple[str, str]:
    """Name and address of "Hotel Sol, Mar y Luna <house@hotel.example>", whose comma parts no list of addresses."""
    found = _SENDER.fullmatch(written.strip())
    return (found[1] or "", found[2]) if found is not None else ("", written)
