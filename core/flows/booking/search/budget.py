"""The most a guest would pay, held against what was found: what fits, else what comes nearest and by how much."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.money import Money
from core.flows.booking import asking
from core.flows.booking.money import which_money
from core.flows.booking.offer import per_head
from core.flows.booking.progress import ASKING, Progress
from core.flows.turn import Turn
from core.flows.understand.money.budget import Most, most_to_pay
from core.flows.understand.text import normalise
from core.services import showing, words
from core.services.free_nights import Means
from core.services.scenes import Scene
from core.services.showing import AS_WISHED, Part

_OFFERED: Final = frozenset({"offered", "restated"})
_LATELY: Final = 6
# So far below the cheapest night that it is told in another money, or in thousands.
_NO_PRICE: Final = 20


def beside(session: Session, scene: Scene, here: Progress | None, turn: Turn) -> Turn:
    most = told(scene, here) if turn.step in _OFFERED and turn.says else None
    said = _held_against(session, scene, most) if most is not None else ""
    return asking.lead_with(turn, said) if said else turn


def told(scene: Scene, here: Progress | None) -> Most | None:
    """In this message, or before it while nothing had been found yet."""
    if per_head.is_spoken_of(normalise(scene.words)):
        return None
    if (most := most_to_pay(scene.words)) is not None:
        return most
    if here is not None and here.step not in ASKING:
        return None
    lines = reversed(scene.memory.said_before(_LATELY))
    return next((most for line in lines if (most := most_to_pay(line)) is not None), None)


def means(scene: Scene, here: Progress | None, nights: int | None) -> Means | None:
    """What each of so many nights may cost, or all of them; None where no money of this house was told."""
    most = told(scene, here)
    if most is None or _is_in_other_money(scene, most) or not (most.a_night or nights):
        return None
    whole = Money.of(most.amount, scene.hotel.currency)
    return Means(nights or 1, whole, together=not most.a_night)


def _held_against(session: Session, scene: Scene, most: Most) -> str:
    rows = [row for row in showing.open_in(session, scene.conversation) if row.kind == AS_WISHED]
    offers = sorted(
        (parts for row in rows if (parts := showing.parts_of(session, row))),
        key=lambda parts: showing.total_of(parts).minor,
    )
    if not offers:
        return ""
    least = _price(offers[0], most)
    if _is_in_other_money(scene, most) or most.amount * _NO_PRICE < least.major:
        return which_money.said(session, scene)
    whole = Money.of(most.amount, least.currency)
    unit = "night" if most.a_night else "total"
    price = words.money(scene, whole)
    fits = [words.all_rooms(scene, parts) for parts in offers if _price(parts, most).minor <= whole.minor]
    if fits:
        return scene.say(f"booking.within_{unit}", price=price, rooms=scene.list_of(fits))
    more = Money(least.minor - whole.minor, least.currency)
    return scene.say(
        f"booking.above_{unit}",
        price=price,
        room=words.all_rooms(scene, offers[0]),
        rest=words.money(scene, more),
        **{unit: words.money(scene, least)},
    )


def _price(parts: tuple[Part, ...], most: Most) -> Money:
    whole = showing.total_of(parts)
    return whole.each(words.whole_stay(parts).length) if most.a_night else whole


def _is_in_other_money(scene: Scene, most: Most) -> bool:
    return any(
        code != scene.hotel.currency and re.fullmatch(said, most.money)
        for code, said in which_money.OTHERS.items()
    )
