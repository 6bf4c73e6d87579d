"""Who has what open right now: known for half a minute, in Redis alone. Without it nobody is seen, nothing is lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

import redis

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
    try:
        known = _known(_key(hotel_id, place))
        _write(_key(hotel_id, place), who)
    except redis.RedisError:
        return []
    before = known.pop(who.staff_id, None)
    if before is None or before.writing != who.writing:
        bell.tell_screens(hotel_id, {"kind": "beside", "place": place})
    return [known[staff_id] for staff_id in sorted(known)]


def leave(hotel_id: int, place: str, staff_id: int) -> None:
    try:
        gone = bell.connection().hdel(_key(hotel_id, place), str(staff_id))
    except redis.RedisError:
        return
    if gone:
        bell.tell_screens(hotel_id, {"kind": "beside", "place": place})


def _key(hotel_id: int, place: str) -> str:
    return f"beside:{hotel_id}:{place}"


def _write(key: str, who: Seen) -> None:
    until = clock.now().timestamp() + LIVES_SECONDS
    pipe = bell.connection().pipeline(transaction=False)
    pipe.hset(key, str(who.staff_id), json.dumps([who.name, who.writing, until]))
    pipe.expire(key, LIVES_SECONDS)
    pipe.execute()


def _known(key: str) -> dict[int, Seen]:
    """Those whose time is not over; a browser that vanished says no goodbye."""
    kept: Any = bell.connection().hgetall(key)
    now = clock.now().timestamp()
    found = {int(staff_id): json.loads(said) for staff_id, said in kept.items()}
    return {
        staff_id: Seen(staff_id, name, writing)
        for staff_id, (name, writing, until) in found.items()
        if until > now
    }
