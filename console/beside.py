"""Who else has a conversation open, and who is writing in it. A hint and no lock: with Redis away nobody is seen."""

from __future__ import annotations

from typing import Any

from console.answers import Asked, passes_on
from console.sent import yes
from core.base import beside
from core.base.beside import Seen
from core.domain.access import Action, require


@passes_on
def here(asked: Asked) -> dict[str, Any]:
    """Said every few seconds by whoever looks; `leaving` is said once."""
    require(asked.actor, Action.REPLY)
    actor, place = asked.actor, f"conversation:{asked.path['id']}"
    if yes(asked, "leaving"):
        beside.leave(actor.hotel_id, place, actor.staff_id)
        return {"others": []}
    others = beside.note(actor.hotel_id, place, Seen(actor.staff_id, actor.name, yes(asked, "writing")))
    return {"others": [{"name": one.name, "writing": one.writing} for one in others]}
