"""Every button and row of the booking dialogue, of this question or of one long ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from core.domain.memory import StaySoFar
from core.domain.so_far import Named
from core.flows.booking import progress
from core.flows.booking.hold import (
    giving_up,
    kept,
    moving,
    one_of_the_holds,
    only_one_of_them,
    proposed_instead,
    swapping,
    what_to_change,
)
from core.flows.booking.money import late, paying
from core.flows.booking.offer import choosing, offering
from core.flows.booking.order import ordered
from core.flows.booking.progress import Progress
from core.flows.booking.search import budget, looking_again, second_thoughts, waiting
from core.flows.booking.wanted import Wanted, remembered
from core.flows.flow import Tap
from core.flows.turn import Turn
from core.services import paying as money
from core.services import showing
from core.services.scenes import Scene
from core.services.showing import Booking


def tapped(session: Session, scene: Scene, tap: Tap) -> Turn | None:
    here = progress.of(scene)
    number = int(tap.rest[0]) if tap.rest and tap.rest[0].isdecimal() and len(tap.rest[0]) < 16 else 0
    match tap.action:
        case "pick":
            return ordered.picked(session, scene, number, here)
        case "take":
            return choosing.take(session, scene, number, here)
        case "dates" | "from" | "until":
            return _days(session, scene, tap, here)
        case "change":
            return what_to_change.change(session, scene, tap.rest[0] if tap.rest else "", here)
        case "never_mind":
            return second_thoughts.never_mind(session, scene)
        case "again":
            return _again(session, scene, number, here)
        case "anew":
            return what_to_change.change(session, scene, "dates", here)
        case "wait" | "accept" | "pass" | "unlist":
            return waiting.tapped(session, scene, tap, here)
        case _:
            return _about_a_hold(session, scene, tap, here)


def _about_a_hold(session: Session, scene: Scene, tap: Tap, here: Progress | None) -> Turn | None:
    if tap.action in late.ACTIONS:
        return late.tapped(session, scene, tap)
    if tap.action == one_of_the_holds.ACTION:
        return one_of_the_holds.tapped(session, scene, tap)
    if tap.action not in ("pay", "release", "keep", "swap", "move", only_one_of_them.ACTION):
        return None
    hold = money.open_hold(session, scene.conversation)
    if hold is None:
        return looking_again.it_is_over(scene, looking_again.the_last(session, scene))
    return _of_the_hold(session, scene, tap, remembered(scene, here), hold)


def _of_the_hold(session: Session, scene: Scene, tap: Tap, wanted: Wanted, hold: Booking) -> Turn | None:
    if tap.action == "pay":
        return paying.tapped(session, scene, tap.rest[0] if tap.rest else "")
    if tap.action == only_one_of_them.ACTION:
        return only_one_of_them.tapped(session, scene, tap, hold)
    if tap.action == "release":
        return giving_up.give_up(session, scene, hold)
    if tap.action == "keep":
        turn = paying.where(session, scene, kept.wanted_of(session, hold), hold)
        return replace(turn, memory={**turn.memory, "named": Named(), "before": None})
    if tap.action == "move":
        return moving.make(session, scene, tap.rest, wanted, hold)
    return swapping.let_go(session, scene, proposed_instead.told_by(tap.rest, wanted), hold)


def _days(session: Session, scene: Scene, tap: Tap, here: Progress | None) -> Turn:
    """Dates on a button are as the guest was shown them; one from long ago may have passed, which the search says."""
    wanted = remembered(scene, here)
    days = [day for day in map(_day, tap.rest) if day is not None]
    if tap.action == "dates" and len(days) == 2 and days[0] < days[1]:
        stay = StaySoFar(days[0], days[1], (days[1] - days[0]).days)
    elif tap.action == "from" and days:
        nights = wanted.stay.nights
        stay = StaySoFar(days[0], days[0] + timedelta(days=nights) if nights else None, nights)
    elif tap.action == "until" and days:
        stay = StaySoFar(wanted.stay.check_in, days[0], None)
    else:
        return what_to_change.change(session, scene, "dates", here)
    return budget.beside(session, scene, here, offering.go(session, scene, replace(wanted, stay=stay)))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _again(session: Session, scene: Scene, booking_id: int, here: Progress | None) -> Turn:
    """The same once more: of a hold that is over, or what is remembered."""
    made = showing.together(session, booking_id) if booking_id else []
    if made and made[0].conversation_id == scene.conversation.id:
        return offering.go(session, scene, kept.wanted_of(session, made[0]))
    return offering.go(session, scene, remembered(scene, here))
