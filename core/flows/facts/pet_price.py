"""What a stay comes to with the pet: its price stands in no total of the house's, and is paid on arrival."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.knowledge import Fact, Per
from core.domain.money import Money
from core.flows.booking.hold import kept
from core.flows.booking.notes import noted
from core.flows.booking.progress import NAME as BOOKING
from core.flows.booking.search import pets
from core.flows.facts import telling
from core.flows.stays.told import standing
from core.flows.understand.own_stay.own_booking import is_owed
from core.flows.understand.text import normalise
from core.services import paying, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene
from core.services.showing import Part

_MOST_TOLD: Final = 4
_THOUSAND: Final = 1000
# Of less nobody leaves the zeros out.
_FEWEST_THOUSANDS: Final = 100_000
_FIGURES: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")


def is_offered(scene: Scene) -> bool:
    return scene.memory.flow == BOOKING and scene.memory.data.get("step") in ("choice", "yes")


def beside_the_offer(session: Session, scene: Scene, mine: str, *, first: bool = False) -> str | None:
    """Of the one that is talked about, or of each that takes it; spoken of for the first time behind the rule."""
    said, rule = _of_the_offer(session, scene, mine), noted.rule_of_pets(scene)
    if not (said and first and rule is not None):
        return said
    without_price = said.replace(f"{telling.price_words(scene, rule)} ", "")
    return f"{telling.fact(session, scene, rule)}\n{without_price}"


def _of_the_offer(session: Session, scene: Scene, mine: str) -> str | None:
    rows = showing.open_in(session, scene.conversation, scene.memory.data.get("shown"))
    shown = [showing.parts_of(session, row) for row in rows]
    if len(shown) == 1:
        total, nights = showing.total_of(shown[0]), words.whole_stay(shown[0]).length
        return _apart_from(session, scene, total, nights, mine) or None
    return _of_each(session, scene, shown) or None


def _of_each(session: Session, scene: Scene, shown: list[tuple[Part, ...]]) -> str:
    rule, out = noted.rule_of_pets(scene), {*pets.take_none(session, scene)}
    price = telling.price_words(scene, rule) if rule is not None else ""
    if rule is None or not price:
        return ""
    said = []
    for parts in shown[:_MOST_TOLD]:
        with_it = _with_it(rule, showing.total_of(parts), words.whole_stay(parts).length)
        if with_it is not None and not out & {part.room_type.slug for part in parts}:
            said.append(f"{words.all_rooms(scene, parts)} {words.money(scene, with_it)}")
    return scene.say("booking.with_the_pet_each", rooms=scene.list_of(said), price=price) if said else ""


def beside_the_total(session: Session, scene: Scene, made: Booking, mine: str) -> str:
    apart = _apart_from(session, scene, paying.price(session, made), made.nights.length, mine)
    if not apart:
        return ""
    lines = [apart]
    plain = normalise(mine)
    if is_owed(plain) or "total" in plain:
        lines.insert(0, _what_is_left(session, scene, made))
    return "\n".join(filter(None, lines))


def _apart_from(session: Session, scene: Scene, total: Money, nights: int, mine: str) -> str:
    rule = noted.rule_of_pets(scene)
    price = telling.price_words(scene, rule) if rule is not None else ""
    if rule is None or not price:
        return ""
    lines = [scene.say("booking.pet_apart", price=price, total=words.money(scene, total))]
    both = _with_it(rule, total, nights)
    if both is not None:
        told = scene.say("booking.with_the_pet", total=words.money(scene, both))
        lines = (
            [scene.say("booking.with_the_pet_yes", told=told), *lines]
            if _reckoned(mine, both)
            else [*lines, told]
        )
    return " ".join(lines)


def _reckoned(mine: str, both: Money) -> bool:
    """ "So that is 199?", of 199,000."""
    told = {int(figure.replace(".", "").replace(",", "")) for figure in _FIGURES.findall(mine)}
    in_thousands = {int(both.major) // _THOUSAND} if both.major >= _FEWEST_THOUSANDS else set()
    return bool(told & {int(both.major), *in_thousands})


def _with_it(rule: Fact, total: Money, nights: int) -> Money | None:
    """Where the price is one for the stay, or one for each of its nights."""
    times = {Per.STAY: 1, Per.NIGHT: nights, Per.DAY: nights}.get(rule.per) if rule.per is not None else None
    if times is None or rule.price is None:
        return None
    return Money(total.minor + times * rule.price, total.currency)


def _what_is_left(session: Session, scene: Scene, made: Booking) -> str:
    if made.status != Status.HELD:
        return standing.what_is_left(session, scene, made)
    left = paying.price(session, made) - paying.due(session, made)
    lines = [kept.amount_due(session, scene, made)]
    if left.minor > 0:
        lines.append(scene.say("booking.rest_on_arrival", rest=words.money(scene, left)))
    return " ".join(lines)
