"""Whoever finds the price too high hears what it pays for, and what costs less on those days, if anything does."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import NotAStay
from core.flows.booking import beside, progress
from core.flows.booking.money import which_money
from core.flows.booking.offer import choosing, pointed_at
from core.flows.booking.offer.pointed_at import OnTable
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search import looking, low_rooms, mixing, pets
from core.flows.booking.wanted import Wanted, remembered, tells_of_the_stay
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.money.dearness import is_too_dear
from core.flows.understand.text import normalise
from core.services import offer_words, selling
from core.services.scenes import Scene

_WITH_A_PRICE: Final = frozenset({Step.CHOICE, Step.YES, Step.NAME, Step.CHANGE})
_MOST: Final = 3
_SEVERAL: Final = 2
_LATELY: Final = 3
# Another money is asked for in the same breath.
_IN_OTHER_MONEY: Final = re.compile(
    r"\b(?:real money|(?:in|en|em) (?:us )?(?:dollars?|usd|dolares|euros?|reais|reales|pounds|quid))\b"
)
_LESS: Final = re.compile(r"\b(?:descuent\w*|descont\w*|discounts?|rebaj\w+|promo\w*|oferta|deal)\b")


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    if here is None or here.step not in _WITH_A_PRICE or scene.taps:
        return None
    if _tells_another_stay(scene, meant) or meant.names & FOR_RECALL or _LESS.search(normalise(meant.text)):
        return None
    if meant.entities.amenities:
        return None  # what the car costs is no room's price
    if not is_too_dear(scene.words, priced=True):
        return None
    table = pointed_at.table(session, scene, here)
    if not table:
        return None
    again = any(is_too_dear(words, priced=True) for words in scene.memory.said_before(_LATELY))
    first = () if again else (scene.say("booking.dear"), *_what_it_pays_for(session, scene))
    lines = [*first, *what_costs_less(session, scene, here)]
    if _IN_OTHER_MONEY.search(normalise(scene.words)):
        lines.append(which_money.said(session, scene))
    turn = beside.told(session, scene, "\n".join(lines), "told_what_costs_less")
    return replace(turn, facts=("bookings.search",))


def _tells_another_stay(scene: Scene, meant: Understanding) -> bool:
    """ "Too dear for one person" of the one who comes tells nothing new."""
    people = remembered(scene, None).people
    said = meant.entities
    heads = said.people if said.people is not None else said.adults
    same = people is not None and heads == people.guests and not (meant.stay or said.children or said.rooms)
    return tells_of_the_stay(meant) and not same


def _what_it_pays_for(session: Session, scene: Scene) -> tuple[str, ...]:
    if not selling.breakfast_included(session, scene.hotel):
        return (scene.say("booking.dear_pays_for"),)
    return (scene.say("booking.dear_pays_for_breakfast"),)


def what_costs_less(session: Session, scene: Scene, here: Progress) -> tuple[str, ...]:
    """Of all that fits those days and people, in as many rooms as it takes, and takes the dog and the stairs."""
    table = pointed_at.table(session, scene, here)
    if not table:
        return ()
    wanted = choosing.without_type(remembered(scene, here))
    wanted = low_rooms.kept_low(session, scene, pets.kept_out(session, scene, wanted))
    others = _in_other_rooms(session, scene, wanted, min(one.total for one in table))
    out = wanted.party.not_wanted
    will_do = [one for one in (*table, *others) if one.row is not None or not _is_not_wanted(one, out)]
    return _cheaper(scene, will_do or table, here)


def _in_other_rooms(session: Session, scene: Scene, wanted: Wanted, least: int) -> list[OnTable]:
    """One room that holds all of them beside the several that were told, or several beside the one."""
    if wanted.missing is not None:
        return []
    try:
        alone = replace(wanted, party=replace(wanted.party, rooms=1), apart=())
        found = looking.look(session, scene, alone)
        choices = [parts for _, parts in found.choices] if found.as_wished else []
        if (wanted.party.rooms or 1) < _SEVERAL and not wanted.apart:
            choices = mixing.more_rooms(session, scene, alone.wish())
    except NotAStay:
        return []
    others = [OnTable(parts, alone.wish()) for parts in choices]
    return [one for one in others if one.total < least]


def _is_not_wanted(one: OnTable, slugs: Collection[str]) -> bool:
    return any(part.room_type.slug in slugs for part in one.parts)


def _cheaper(scene: Scene, table: list[OnTable], here: Progress) -> tuple[str, ...]:
    """Less than the one that is talked about; of several the cheapest of them."""
    by_price = sorted(table, key=lambda one: one.total)
    shown = next((one for one in table if one.is_shown(here)), None)
    if shown is None and len(table) > 1:
        return (scene.say("booking.dear_cheapest", what=offer_words.price_line(scene, by_price[0].parts)),)
    least = shown or by_price[0]
    less = [one for one in by_price if one.total < least.total][:_MOST]
    if not less:
        return (scene.say("booking.dear_none_cheaper"),)
    lines = "\n".join(offer_words.price_line(scene, one.parts) for one in less)
    return (scene.say("booking.dear_less", prices=lines),)
