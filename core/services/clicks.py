"""A click that comes twice hears the second time what it heard the first time, whatever has become of it since.

It does come twice: the line broke before the answer, a second tab found the deed in the browser, a connection to the
database died with the commit. The verbs see to it that it acts once; here it is told so as if it were the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.domain.access import Actor
from core.store import clicks


@dataclass(frozen=True)
class Click:
    """The token that the screen made for it, and where it was sent: a token used elsewhere is another click.

    What is told and `kept` nowhere is a secret: its twin is waited for all the same.
    """

    token: str
    address: str
    kept: bool = True


def earlier(session: Session, actor: Actor, click: Click) -> dict[str, Any] | None:
    """What this person was told; its twin that is on the way just now is waited for."""
    clicks.wait_for_turn(session, actor.hotel_id, click.token)
    kept = clicks.answered(session, actor.hotel_id, click.token, actor.staff_id)
    if kept is None or kept["address"] != click.address:
        return None
    said: dict[str, Any] = kept["said"]
    return said


def remember(session: Session, actor: Actor, click: Click, said: dict[str, Any]) -> None:
    """In the transaction of the deed: both are there or neither."""
    if click.kept:
        clicks.keep(session, actor.hotel_id, click.token, {"address": click.address, "said": said})
