"""Who has what open right now: known for half a minute, in Redis alone. Without it nobody is seen, nothing is lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from core.base import bell, clock

LIVES_SECONDS: Final = 25


@dataclass(frozen=True)
class Seen:
    """A person with something open, and whether they are writing in it."""

    staff_id: int
    name: str
    writing: bool


def note(hotel_id: int, place: str, who: Seen) -> list[Seen]:
    """Here, for now; answers who else is. Others hear of it when that is news."""
    known = bell.asked("beside", lambda: _known_and_written(_key(hotel_id, place), who))
    if known is None:
        return []
    before = known.pop(who.staff_id, None)
    if before is None or before.writing != who.writing:
        bell.tell_screens(hotel_id, {"kind": "beside", "place": place})
    return [known[staff_id] for staff_id in sorted(known)]


def leave(hotel_id: int, place: str, staff_id: int) -> None:
    key = _key(hotel_id, place)
    gone = bell.asked("beside", lambda: bell.connection().hdel(key, str(staff_id)))
    if gone:
        bell.tell_screens(hotel_id, {"kind": "beside", "place": place})


def _key(hotel_id: int, place: str) -> str:
    return f"beside:{hotel_id}:{place}"


def _known_and_written(key: str, who: Seen) -> dict[int, Seen]:
    """Who was there a moment ago, in one trip; a browser that vanished says no goodbye, but its time ends."""
    now = clock.now().timestamp()
    pipe = bell.connection().pipeline(transaction=False)
    pipe.hgetall(key)
    pipe.hset(key, str(who.staff_id), json.dumps([who.name, who.writing, now + LIVES_SECONDS]))
    pipe.expire(key, LIVES_SECONDS)
    kept: Any = pipe.execute()[0]
    found = {int(staff_id): json.loads(said) for staff_id, said in kept.items()}
    return {
        staff_id: Seen(staff_id, name, writing)
        for staff_id, (name, writing, until) in found.items()
        if until > now
    }
