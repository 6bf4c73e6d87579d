"""Which nights are free for more people than one room holds: as few rooms as take them, laid as offers lay them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.stays import Party, Stay
from core.flows.booking.search import mixing
from core.flows.booking.wanted import Wanted
from core.services import free_nights, selling
from core.services.free_nights import Stretch
from core.services.offers import MOST_ROOMS
from core.services.scenes import Scene


def found(
    session: Session, scene: Scene, wanted: Wanted, party: Party, span: Stay
) -> tuple[list[Stretch], str]:
    """With how many rooms that is, in words; nothing where one room takes them all."""
    for rooms in _how_many(session, wanted, party):
        layings = mixing.every_way(session, party, rooms)
        nights = wanted.stay.nights or 1
        if there := free_nights.together(session, scene.hotel.id, span, layings, nights):
            return there, scene.say("booking.free_together", rooms=str(rooms))
    return [], ""


def _how_many(session: Session, wanted: Wanted, party: Party) -> range:
    most = min(MOST_ROOMS, party.adults)
    if (told := wanted.party.rooms or 1) > 1:
        return range(told, min(told, most) + 1)
    one_takes_all = any(selling.takes(session, kind, party) for kind in selling.room_types(session))
    return range(0) if one_takes_all else range(2, most + 1)
