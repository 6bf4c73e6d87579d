"""The letters that lie in the folder: read as a mail program reads them, whoever wrote them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9._-]{1,200}\.eml")
_MOST = 200


@dataclass(frozen=True)
class Letter:
    name: str
    to: str
    sender: str
    subject: str
    at: datetime | None
    plain: str
    html: str


def listed(folder: Path) -> list[Letter]:
    """The newest first."""
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [_read(file) for file in files[:_MOST]]


def found(folder: Path, name: str) -> Letter:
    file = folder / name
    if _NAME.fullmatch(name) is None or not file.is_file():
        raise LookupError("there is no such letter")
    return _read(file)


def _read(file: Path) -> Letter:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    date = message["Date"]
    return Letter(
        name=file.name,
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        at=parsedate_to_datetime(str(date)) if date else None,
        plain=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
