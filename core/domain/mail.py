"""Letters by e-mail: what one is, and why one could not be handed over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

# Later than any tries could help: who was told nothing for a day sees it where people look.
MAIL_TRIES: Final = 30
_FIRST_PAUSE: Final = 60.0
_LONGEST_PAUSE: Final = 3600.0
_ADDRESS: Final = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+\.[^\s@<>,;:\"]+")


class MailTrouble(StrEnum):
    """What stands in the way; people read a sentence for each, with what to do."""

    NOT_SET_UP = "not_set_up"
    AWAY = "away"
    BUSY = "busy"
    UNSAFE = "unsafe"
    LOGIN = "login"
    SENDER = "sender"
    ADDRESS = "address"
    REFUSED = "refused"


# The server or our way to it, whoever the letter is for: trying the next letter at once would say the same.
OF_THE_LINE: Final = frozenset(
    {MailTrouble.NOT_SET_UP, MailTrouble.AWAY, MailTrouble.UNSAFE, MailTrouble.LOGIN, MailTrouble.SENDER}
)
# What another try can mend, by itself or once somebody has put the settings right.
_MAY_PASS: Final = frozenset(
    {MailTrouble.AWAY, MailTrouble.BUSY, MailTrouble.UNSAFE, MailTrouble.LOGIN, MailTrouble.SENDER}
)


@dataclass(frozen=True)
class Mail:
    """To one person, the same said plainly and drawn. `mark` names it for ever: a second copy is known as one."""

    to: str
    subject: str
    plain: str
    html: str
    mark: str


class NotSent(Exception):
    """It was not taken. `detail` is the server's own sentence."""

    def __init__(self, why: MailTrouble, detail: str) -> None:
        super().__init__(f"{why}: {detail}")
        self.why, self.detail = why, detail

    @classmethod
    def read(cls, written: str | None) -> NotSent | None:
        """What stands in a letter that was not sent, as it was."""
        why, _, detail = (written or "").partition(": ")
        return cls(MailTrouble(why), detail) if why in set(MailTrouble) else None

    @property
    def may_pass(self) -> bool:
        return self.why in _MAY_PASS


class MailPort(Protocol):
    """Hands one letter over, or raises `NotSent`. It waits for the server, but never for long."""

    def send(self, mail: Mail) -> None: ...


def pause_before(attempt: int) -> float:
    """Seconds before trying for the n-th time again: minutes first, then once an hour."""
    return min(_FIRST_PAUSE * 2.0 ** min(attempt - 1, 10), _LONGEST_PAUSE)


def is_address(said: str) -> bool:
    return len(said) <= 254 and said.isascii() and _ADDRESS.fullmatch(said) is not None
