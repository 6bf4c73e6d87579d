"""What staff decide over the house's head in one conversation."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from console.answers import Asked, writes
from console.deeds import token_of
from console.moments import chosen
from console.sent import text, yes
from core.domain.access import Action, require
from core.services import overrides
from core.services.overrides import Again


@writes
def pause(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.TAKE_OVER)
    until = chosen(session, asked)
    overrides.pause(session, asked.actor, asked.path["id"], until, text(asked, "reason"), token_of(asked))
    return {"until": until.isoformat()}


@writes
def think_again(session: Session, asked: Asked) -> dict[str, Any]:
    require(asked.actor, Action.TAKE_OVER)
    again = Again(text(asked, "reason"), although_answered=yes(asked, "although_answered"))
    overrides.think_again(session, asked.actor, asked.path["id"], again, token_of(asked))
    return {}
