"""The cots of rooms that are offered or booked, in the guest's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.domain.quotes import LineKind
from core.services import showing, words
from core.services.showing import Booking, Part
from core.services.words import Speaker

_STILL_A_BABY: Final = 1


def with_cots(speaker: Speaker, rooms: str, cots: int) -> str:
    """`Doble con una cuna`."""
    if not cots:
        return rooms
    key = "booking.room_with_a_cot" if cots == 1 else "booking.room_with_cots"
    return speaker.say(key, room=rooms, count=str(cots))


def of_parts(speaker: Speaker, parts: Sequence[Part]) -> str:
    return speaker.list_of([with_cots(speaker, words.rooms(speaker, part), part.cots) for part in parts])


def of_booked(session: Session, speaker: Speaker, made: Sequence[Booking]) -> str:
    """`Doble con una cuna`, `2 × Doble + Suite`."""
    kinds = dict.fromkeys(one.room_type_id for one in made)
    alike = [[one for one in made if one.room_type_id == kind] for kind in kinds]
    return " + ".join(
        with_cots(speaker, showing.names_of(session, some, speaker.language), sum(one.cots for one in some))
        for some in alike
    )


def of_offer(speaker: Speaker, parts: Sequence[Part]) -> list[str]:
    """For whom, and for how much where they are not free; of rooms one after the other each tells of its own."""
    if words.one_after_another(parts):
        return _price(speaker, parts)
    cots = sum(part.cots for part in parts)
    for_whom = [_for_whom(speaker, words.whole_party(parts).children, cots)] if cots else []
    return [" ".join((*for_whom, *_price(speaker, parts)))] if cots else []


def _for_whom(speaker: Speaker, ages: Sequence[int], cots: int) -> str:
    if cots > 1:
        return speaker.say("booking.with_cots", count=str(cots))
    babies = sum(age <= _STILL_A_BABY for age in ages)
    if not babies:
        return speaker.say("booking.with_a_cot_for_age", age=str(min(ages)))
    return speaker.say("booking.with_a_cot" if babies == 1 else "booking.with_a_cot_for_one")


def _price(speaker: Speaker, parts: Sequence[Part]) -> list[str]:
    lines = [line for part in parts for quote in part.quotes for line in quote.lines]
    unit = next((line.unit for line in lines if line.kind is LineKind.COTS and line.amount), None)
    return [speaker.say("booking.cot_costs", price=words.money(speaker, unit))] if unit is not None else []
